"""Findings in an editor: shown as somebody types, at the right places, of what is there now."""

import time

TEXT = "The minister said that 14,5 million people voted.\n\nHe complained once morest the judges.\n"


def shown(found):
    return [(one.code, one.range.start.line, one.range.start.character, one.range.end.line, one.range.end.character) for one in found]


def test_findings_are_shown_when_a_text_is_opened(editor):
    desk = editor()
    found = desk.found(desk.open("a.txt", TEXT))
    print(found)
    assert ("substituted-word", 2, 14, 2, 25) in shown(found)
