"""What an editor may do about a finding: read why, write a suggestion, leave it with a reason, put it into the house glossary."""

import csv
import shutil
import subprocess
import sys

import pytest

TEXT = "The France said that 14,5 million people voted.\n\nHe complained once morest the judges 🎉, &quot;once morest&quot; them.\n\n→ READ ALSO: The price of bread\n"
BROKEN = ((2, 16), (2, 16))


def titles(found):
    return [one.title for one in found]


def chosen(found, start):
    return next(one for one in found if one.title.startswith(start))


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_a_finding_says_what_it_is_and_why(editor):
    desk = editor()
    text = desk.hover(desk.open("a.txt", TEXT), 2, 16)
    assert text.startswith("“once morest” → **“against”**\n\nA replacer put “once more” for “again” inside a word.")
    assert "substituted-word · " in text and "confidence 1.00 · read before you fix" in text
    assert "Evidence: kind broken, pair again -\\> once more" in text


def test_nothing_is_said_where_nothing_was_found(editor):
    desk = editor()
    assert desk.hover(desk.open("a.txt", TEXT), 0, 20) == ""


def test_the_source_sentence_stands_beside_the_finding(editor, tmp_path):
    (tmp_path / "mtcheck.toml").write_text('source-lang = "fr"\npairs = "{stem}.{lang}.txt"\n', encoding="utf-8")
    source = "Le port a rouvert lundi.\n\nIl a vendu 40 navires en deux ans, selon le maire.\n"
    (tmp_path / "a.fr.txt").write_text(source, encoding="utf-8")
    desk = editor()
    uri = desk.open("a.en.txt", "The port reopened on Monday.\n\nHe sold 400 ships in two years, according to the mayor.\n")
    found = desk.found(uri)
    at = next(one.range.start for one in found if one.code == "number-mismatch")
    text = desk.hover(uri, at.line, at.character)
    assert "> Il a vendu 40 navires en deux ans, selon le maire." in text and "> Le port" not in text
    offered = titles(desk.actions(uri, ((at.line, at.character),) * 2))
    assert "Replace with “40”" in offered and not [title for title in offered if "house glossary" in title]  # 400 is wrong here, not anywhere


def test_suggestions_are_written_as_fix_writes_them(editor, done):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    action = chosen(desk.actions(uri, BROKEN), "Replace with “against”")
    assert action.kind == "quickfix" and not action.is_preferred and action.diagnostics[0].code == "substituted-word"
    assert action.edit.document_changes[0].text_document.version == 1
    assert done(action, TEXT) == TEXT.replace("once morest", "against", 1)
    assert [(edit.range.start.character, edit.new_text) for edit in action.edit.document_changes[0].edits] == [(14, "again")]


def test_a_deletion_says_so(editor, done):
    desk = editor()
    action = chosen(desk.actions(desk.open("a.txt", TEXT), ((4, 3), (4, 3))), "Delete “→ READ ALSO: The price of bread”")
    assert "READ" not in done(action, TEXT)


def test_a_safe_fix_is_preferred(editor, done):
    desk = editor()
    action = chosen(desk.actions(desk.open("a.txt", TEXT), ((2, 41), (2, 41))), 'Replace with “"” (safe)')
    assert action.is_preferred and done(action, TEXT) == TEXT.replace("&quot;", '"', 1)


def test_markup_is_left_whole(editor, done):
    desk = editor()
    text = "<p>Caf&eacute;s complained once <b>morest</b> the judges, &quot;and&quot; once morest them.</p>\r\n"
    uri = desk.open("a.html", text)
    first, second = (one.range for one in desk.found(uri) if one.code == "substituted-word")
    spot = ((first.start.line, first.start.character),) * 2
    assert not [title for title in titles(desk.actions(uri, spot)) if title.startswith("Replace")]
    spot = ((second.start.line, second.start.character),) * 2
    assert done(chosen(desk.actions(uri, spot), "Replace with “against”"), text) == text.replace("once morest", "against")


def test_actions_wait_for_what_was_typed_last(editor, done):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    desk.found(uri)
    desk.change(uri, ((0, 0), (0, 0), "Now.\n"))
    action = chosen(desk.actions(uri, ((3, 16), (3, 16))), "Replace with “against”")
    assert done(action, "Now.\n" + TEXT) == "Now.\n" + TEXT.replace("once morest", "against", 1)
    assert action.edit.document_changes[0].text_document.version == 2


def test_all_safe_findings_are_fixed_when_a_client_asks_for_it(editor, done, tmp_path):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    whole = ((0, 0), (9, 0))
    (action,) = desk.actions(uri, whole, "source.fixAll")
    assert action.kind == "source.fixAll.mtcheck"
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "mtcheck", "fix", "--scorer", "off", "--in-place", str(tmp_path / "b.txt")]
    subprocess.run(command, check=True, capture_output=True)
    assert done(action, TEXT) == (tmp_path / "b.txt").read_text("utf-8") != TEXT
    assert desk.actions(desk.open("c.txt", "He met them.\n"), whole, "source.fixAll.mtcheck") == []
    assert desk.actions(uri, whole, "source.organizeImports") == []


def test_all_safe_findings_are_fixed_by_a_command(editor, tmp_path):
    desk = editor(versioned=False)
    uri = desk.open("a.txt", TEXT)
    action = chosen(desk.actions(uri, BROKEN), "Fix all safe findings (")
    desk.execute(action.command)
    (edit,) = desk.applied
    assert edit.document_changes is None and "&quot;" not in "".join(one.new_text for one in edit.changes[uri])


def by_the_command_line(tmp_path, reason):
    """Return the list that ``mtcheck ignore`` writes for the same finding."""
    folder = tmp_path / "other"
    folder.mkdir()
    shutil.copy(tmp_path / "a.txt", folder)
    command = [sys.executable, "-m", "mtcheck", "ignore", "--scorer", "off", "a.txt:3:16", "--reason", reason]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return (folder / ".mtcheck-ignore.tsv").read_bytes()


def test_a_finding_is_ignored_for_a_reason_that_is_asked_for(editor, tmp_path):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    before = [one.code for one in desk.found(uri)]
    shown = len(desk.shown)
    desk.answer = "in a quotation"
    desk.execute(chosen(desk.actions(uri, BROKEN), "Ignore here because").command)
    after = [one.code for one in desk.found(uri, after=shown)]
    assert before.count("substituted-word") - after.count("substituted-word") == 1 and len(before) - len(after) == 1
    assert (tmp_path / ".mtcheck-ignore.tsv").read_bytes() == by_the_command_line(tmp_path, "in a quotation")
    assert "is ignored from now on" in desk.logged[-1]


def test_a_finding_is_ignored_for_a_reason_that_somebody_types(editor, tmp_path):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    command = chosen(desk.actions(uri, BROKEN), "Ignore here because").command
    command.arguments = [*command.arguments, "the minister's\town words"]
    desk.execute(command)
    assert [row["reason"] for row in rows(tmp_path / ".mtcheck-ignore.tsv")] == ["the minister's own words"]
    desk.execute(command)
    assert "nothing is found there any more" in desk.until(lambda: desk.told)[0]
    assert len(rows(tmp_path / ".mtcheck-ignore.tsv")) == 1


def test_nothing_is_ignored_without_a_reason(editor, tmp_path):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    desk.answer = None
    desk.execute(chosen(desk.actions(uri, BROKEN), "Ignore here because").command)
    assert not (tmp_path / ".mtcheck-ignore.tsv").exists()


def test_a_client_that_cannot_ask_offers_the_reasons(editor, tmp_path):
    desk = editor(asks=False)
    uri = desk.open("a.txt", TEXT)
    found = desk.actions(uri, BROKEN)
    assert [title for title in titles(found) if title.startswith("Ignore")][:2] == ["Ignore here: in a quotation", "Ignore here: house style"]
    desk.execute(chosen(found, "Ignore here: house style").command)
    assert [row["reason"] for row in rows(tmp_path / ".mtcheck-ignore.tsv")] == ["house style"]


def test_a_list_that_cannot_be_read_is_said_and_kept(editor, tmp_path):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    command = chosen(desk.actions(uri, BROKEN), "Ignore here because").command
    (tmp_path / ".mtcheck-ignore.tsv").mkdir()
    desk.execute(command)
    assert ".mtcheck-ignore.tsv: cannot read the file" in desk.until(lambda: desk.told)[0]


HOUSE = "# rule: calque\n# tier: odd\n# licence: LicenseRef-house\n# origin: ours\navoid\tprefer\tnote\nin fine\tin the end\t\n"


def test_selected_words_go_into_the_house_glossary(editor, tmp_path):
    (tmp_path / "mtcheck.toml").write_text('glossaries = ["style"]\n', encoding="utf-8")
    (tmp_path / "style").mkdir()
    (tmp_path / "style" / "house.tsv").write_text(HOUSE, encoding="utf-8")
    desk = editor()
    uri = desk.open("a.txt", "He took the floor of the house.\n")
    assert desk.found(uri) == []
    shown = len(desk.shown)
    desk.execute(chosen(desk.actions(uri, ((0, 3), (0, 17))), "Add “took the floor” to the house glossary").command)
    (found,) = desk.found(uri, after=shown)
    assert (found.code, found.range.start.character, found.range.end.character) == ("calque", 3, 17)
    assert [(row["avoid"], row["prefer"], row["tier"]) for row in rows(tmp_path / "style" / "house.tsv")][1:] == [("took the floor", "", "wrong")]
    (document,) = desk.documents
    assert document.uri == (tmp_path / "style" / "house.tsv").as_uri() and document.selection.start.line == 6


def test_a_finding_goes_into_the_house_glossary_which_is_begun_for_it(editor, tmp_path):
    (tmp_path / "mtcheck.toml").write_text('level = "balanced"\n\n[max]\n"Accuracy/*" = 3\n', encoding="utf-8")
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    title = "Add “once morest” → “against” to the house glossary"
    desk.execute(chosen(desk.actions(uri, BROKEN), title).command)
    assert (tmp_path / "mtcheck.toml").read_text("utf-8").startswith('glossaries = ["house.tsv"]\nlevel = "balanced"\n')
    (row,) = rows(tmp_path / "house.tsv")
    assert (row["avoid"], row["prefer"], row["tier"], row["rule"]) == ("once morest", "against", "wrong", "substituted-word")
    assert desk.documents == [] and "is in the house glossary now" in desk.logged[-1]
    check = [sys.executable, "-m", "mtcheck", "glossary", "check", str(tmp_path / "house.tsv")]
    assert subprocess.run(check, check=False, capture_output=True).returncode in (0, 1)
    again = desk.actions(uri, ((0, 4), (0, 10)))
    desk.execute(chosen(again, "Add “France” to the house glossary").command)
    assert [row["rule"] for row in rows(tmp_path / "house.tsv")] == ["substituted-word", "exonym"]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("mtcheck.toml", None, 'glossaries = ["house.tsv"]\n'),
        (
            "pyproject.toml",
            '[project]\nname = "x"\n\n[tool.mtcheck]\nlevel = "safe"\n',
            '[tool.mtcheck]\nglossaries = ["house.tsv"]\nlevel = "safe"\n',
        ),
        ("pyproject.toml", "[tool.mtcheck.max]\n", '[tool.mtcheck]\nglossaries = ["house.tsv"]\n\n[tool.mtcheck.max]\n'),
    ],
)
def test_settings_name_the_new_glossary(editor, tmp_path, name, before, after):
    if before:
        (tmp_path / name).write_text(before, encoding="utf-8")
    desk = editor()
    uri = desk.open("a.txt", "He took the floor of the house.\n")
    desk.execute(chosen(desk.actions(uri, ((0, 3), (0, 17))), "Add “took the floor”").command)
    assert (tmp_path / name).read_text("utf-8").endswith(after)
    assert [one.code for one in desk.found(uri, after=len(desk.shown) - 1)] == ["calque"] or desk.until(lambda: desk.shown[-1][1].diagnostics)


@pytest.mark.parametrize("words", ["a/b or c", "said (again", "one two three four five six seven eight nine", "", "one,two"])
def test_words_that_are_no_phrase_are_not_offered(editor, words):
    desk = editor()
    uri = desk.open("a.txt", f"{words} they met.\n")
    assert not [title for title in titles(desk.actions(uri, ((0, 0), (0, len(words))))) if "glossary" in title]


def test_a_phrase_that_is_there_is_not_added_again(editor, tmp_path):
    (tmp_path / "mtcheck.toml").write_text('glossaries = ["house.tsv"]\n', encoding="utf-8")
    (tmp_path / "house.tsv").write_text(HOUSE, encoding="utf-8")
    desk = editor()
    uri = desk.open("a.txt", "They met, in fine.\n")
    desk.execute(chosen(desk.actions(uri, ((0, 10), (0, 17)), "refactor"), "Add “in fine”").command)
    assert "stood there already" in desk.until(lambda: desk.logged)[-1]
    assert (tmp_path / "house.tsv").read_text("utf-8") == HOUSE
