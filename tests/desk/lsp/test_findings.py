"""Findings in an editor: shown as somebody types, at the right places, of what is there now."""

import json
import statistics
import time

import pytest

from mtcheck.core.model import Document
from mtcheck.desk.lsp.checking import StoppedError

TEXT = "The minister said that 14,5 million people voted.\n\nHe complained once morest the judges.\n"
BROKEN = ("substituted-word", "once morest")
SUBJECTS, PLACES = "council committee crew captain clerk mayor widow baker".split(), "quay bridge market chapel mill station yard".split()


def prose(sentences):
    """Return sentences that say something else each, and have nothing to find."""
    return " ".join(f"The {SUBJECTS[n % 8]} met at the {PLACES[n % 7]} and {n + 2} guests asked about the price of bread." for n in range(sentences))


def places(found):
    return [(one.code, one.range.start.line, one.range.start.character, one.range.end.line, one.range.end.character) for one in found]


def words_at(text, found, encoding="utf-16-le"):
    """Return the rules and words that diagnostics of one line mark, cut out of the encoded line itself."""
    width = {"utf-16-le": 2, "utf-8": 1, "utf-32-le": 4}[encoding]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cut = []
    for one in found:
        line = lines[one.range.start.line].encode(encoding)
        cut.append((one.code, line[one.range.start.character * width : one.range.end.character * width].decode(encoding)))
    return cut


def test_a_text_is_checked_when_it_is_opened(editor):
    desk = editor()
    found = desk.found(desk.open("a.txt", TEXT))
    assert places(found) == [("number-format", 0, 23, 0, 27), ("substituted-word", 2, 14, 2, 25)]
    assert [int(one.severity) for one in found] == [3, 2]
    assert found[1].message == "“once morest” → “against”: A replacer put “once more” for “again” inside a word"
    assert found[1].source == "mtcheck" and found[1].data["fix"] == "unsafe"


def test_findings_follow_the_typing(editor):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    desk.found(uri)
    version = desk.change(uri, ((0, 0), (0, 0), "Now. "), ((1, 0), (1, 0), "Another line.\n"))
    assert places(desk.found(uri, version)) == [("number-format", 0, 28, 0, 32), ("substituted-word", 3, 14, 3, 25)]
    version = desk.change(uri, ((3, 14), (3, 25), "against"))
    assert places(desk.found(uri, version)) == [("number-format", 0, 28, 0, 32)]
    assert desk.found(uri, desk.change(uri, "")) == []


def test_a_burst_of_typing_is_checked_once_or_twice(editor):
    desk = editor()
    uri = desk.open("a.txt", prose(40) + "\n" + TEXT)
    desk.found(uri)
    shown = len(desk.shown)
    for at in range(60):
        version = desk.change(uri, ((0, at), (0, at), "x"))
    assert len(desk.found(uri, version)) == 2
    assert len(desk.shown) - shown < 30
    assert [params.version for _, params in desk.shown] == sorted(params.version for _, params in desk.shown)


def test_an_edit_ends_the_check_of_what_was_there(editor):
    desk = editor()
    start = time.monotonic()
    uri = desk.open("long.txt", prose(8000))
    desk.found(uri)
    whole = time.monotonic() - start
    desk.change(uri, prose(8001))
    time.sleep(min(1.5, whole / 4))
    start = time.monotonic()
    version = desk.change(uri, TEXT)
    assert len(desk.found(uri, version)) == 2
    assert time.monotonic() - start < whole / 2, whole
    assert [params.version for _, params in desk.shown] == [1, 3]


def test_a_check_stops_between_two_steps(checker):
    steps = []

    def heed():
        steps.append(1)
        if len(steps) == 4:
            raise StoppedError

    from dataclasses import replace

    with pytest.raises(StoppedError):
        replace(checker, heed=heed).check(Document("a.txt", TEXT))
    assert len(steps) == 4


def test_what_is_shown_of_a_closed_text_goes(editor):
    from lsprotocol import types

    desk = editor()
    uri = desk.open("a.txt", TEXT)
    desk.found(uri)
    desk.notify("textDocument/didClose", types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    assert desk.until(lambda: not desk.shown[-1][1].diagnostics)
    assert desk.hover(uri, 2, 16) == "" and desk.actions(uri, ((2, 14), (2, 25))) == []


EMOJI = "🇫🇷 Zoë — 👩‍👩‍👧 said: “é” is e\u0301, he complained once morest the judges 🎉 and once morest her."


@pytest.mark.parametrize(("asked", "encoding"), [("utf-16", "utf-16-le"), ("utf-8", "utf-8"), ("utf-32", "utf-32-le")])
def test_places_are_right_among_emoji_and_accents(editor, asked, encoding):
    desk = editor(encodings=(asked, "utf-16"))
    assert desk.result.capabilities.position_encoding == asked
    uri = desk.open("a.txt", EMOJI)
    found = [one for one in words_at(EMOJI, desk.found(uri), encoding) if one[0] == "substituted-word"]
    assert found == [BROKEN, BROKEN]
    first = next(one for one in desk.found(uri) if one.code == "substituted-word")
    spots = ((first.range.start.line, first.range.start.character), (first.range.end.line, first.range.end.character))
    version = desk.change(uri, (*spots, "against 🎈"))
    after = EMOJI.replace("once morest", "against 🎈", 1)
    assert [one for one in words_at(after, desk.found(uri, version), encoding) if one[0] == "substituted-word"] == [BROKEN]


def test_a_client_that_asks_for_nothing_gets_utf_16(editor):
    assert editor(encodings=("utf-7",)).result.capabilities.position_encoding == "utf-16"


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1e"])
def test_only_line_feeds_and_carriage_returns_end_a_line(editor, mark):
    desk = editor()
    text = f"One{mark}two.\rThree.\r\nHe complained once morest the judges.\n"
    uri = desk.open("a.txt", text)
    assert ("substituted-word", 2, 14, 2, 25) in places(desk.found(uri))
    version = desk.change(uri, ((1, 0), (2, 0), ""))
    assert ("substituted-word", 1, 14, 1, 25) in places(desk.found(uri, version))


MARKDOWN = """---
title: He complained once morest them
---
He complained **once morest** the judges.

```
once morest
```
"""


def test_markdown_is_read_as_such(editor):
    desk = editor()
    wanted = [("substituted-word", 1, 21, 1, 32), ("substituted-word", 3, 16, 3, 27)]
    assert places(desk.found(desk.open("a.md", MARKDOWN))) == wanted
    unsaved = desk.open("", MARKDOWN, "markdown", uri="untitled:Untitled-1")
    assert places(desk.found(unsaved)) == wanted
    other = desk.open("a.mdx", MARKDOWN, "markdown")
    assert places(desk.found(other)) == wanted


def test_html_is_read_as_such(editor):
    desk = editor()
    text = "<html><body>\r\n<script>once morest</script><p>Caf&eacute;s complained <b>once</b> morest the judges.</p></body></html>"
    ((code, line, start, *_),) = [one for one in places(desk.found(desk.open("a.html", text))) if one[0] == "substituted-word"]
    assert (code, line, text.split("\r\n")[1][start:].startswith("once</b> morest")) == ("substituted-word", 1, True)


def test_a_byte_order_mark_and_half_a_character_do_no_harm(editor):
    desk = editor()
    text = "\ufeffHe complained once morest the \ud83d judges once morest."
    found = desk.found(desk.open("", text, uri="untitled:half"))
    assert [(one.range.start.character, one.range.end.character) for one in found if one.code == "substituted-word"] == [(15, 26), (40, 51)]
    assert desk.logged == []


def test_rows_are_left_to_the_command_line(editor):
    desk = editor()
    assert desk.found(desk.open("rows.jsonl", json.dumps({"text": TEXT}) + "\n")) == []
    assert "rows.jsonl: its rows are read by themselves" in desk.until(lambda: desk.logged)[0]


XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="fr" target-language="en" original="x" datatype="plaintext"><body><trans-unit id="1">
<source>Il s'est plaint.</source><target>He complained once morest the judges.</target>
</trans-unit></body></file></xliff>
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:03,000\nHe complained once morest\nthe judges.\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHe complained once morest them.\n"),
        ("a.po", 'msgid "Il s\'est plaint."\nmsgstr "He complained once morest the judges."\n'),
        ("a.csv", "id,target\n1,He complained once morest the judges.\n"),
        ("a.xlf", XLIFF),
    ],
)
def test_formats_whose_text_stands_in_the_file_are_read_as_such(editor, name, text):
    desk = editor()
    found = [one for one in words_at(text, desk.found(desk.open(name, text))) if one[0] == "substituted-word"]
    assert found == [BROKEN] and desk.logged == []


def test_a_comment_that_cannot_be_followed_is_marked(editor):
    desk = editor()
    found = desk.found(desk.open("a.md", "<!-- mtcheck-disable-line calk: no -->\n\nHe met them.\n"))
    assert [(one.range.start.line, one.code, "did you mean calque" in one.message) for one in found] == [(0, None, True)]


def test_a_letter_typed_into_an_article_is_answered_at_once(editor):
    """The figure is 100 ms on a machine with nothing else to do; this one bears a busy machine."""
    desk = editor()
    text = prose(44) + "\n" + TEXT
    assert len(text.split()) >= 650
    uri = desk.open("a.txt", text)
    desk.found(uri)
    took = []
    for at in range(50):
        start = time.monotonic()
        version = desk.change(uri, ((0, at), (0, at), "x"))
        desk.found(uri, version)
        took.append(time.monotonic() - start)
    assert statistics.median(took) < 0.5, took
