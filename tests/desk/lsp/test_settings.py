"""Settings in an editor: those of the nearest file, read again when they change; what is wrong with them is one line."""

import pytest

TEXT = "The minister said that 14,5 million people voted.\n\nHe complained once morest the judges.\n"
GLOSSARY = "# rule: calque\n# tier: wrong\n# licence: CC0-1.0\n# origin: ours\navoid\tprefer\n{}\n"


def codes(found):
    return sorted({one.code for one in found})


def test_settings_are_read_again_when_the_client_says_that_a_file_changed(editor, tmp_path):
    desk = editor()
    uri = desk.open("news/a.txt", TEXT)
    assert codes(desk.found(uri)) == ["number-format", "substituted-word"]
    for content, wanted in (('ignore = ["number-format"]\n', ["substituted-word"]), ('select = ["number-format"]\n', ["number-format"])):
        shown = len(desk.shown)
        (tmp_path / "mtcheck.toml").write_text(content, encoding="utf-8")
        desk.saved(tmp_path / "mtcheck.toml")
        assert codes(desk.found(uri, after=shown)) == wanted
    (tmp_path / "news" / "mtcheck.toml").write_text('select = ["calque"]\n', encoding="utf-8")
    shown = len(desk.shown)
    desk.saved(tmp_path / "news" / "mtcheck.toml")
    assert desk.found(uri, after=shown) == []


def test_settings_are_read_again_when_nobody_says_so(editor, tmp_path):
    (tmp_path / "mtcheck.toml").write_text('glossaries = ["style"]\n', encoding="utf-8")
    (tmp_path / "style").mkdir()
    (tmp_path / "style" / "house.tsv").write_text(GLOSSARY.format("people voted\tthey voted"), encoding="utf-8")
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    assert codes(desk.found(uri)) == ["calque", "number-format", "substituted-word"]
    (tmp_path / "style" / "house.tsv").write_text(GLOSSARY.format("nobody\tno one"), encoding="utf-8")
    assert codes(desk.found(uri, desk.change(uri, ((0, 0), (0, 0), "x")))) == ["number-format", "substituted-word"]
    (tmp_path / "style" / "more.tsv").write_text(GLOSSARY.format("judges\tcourt"), encoding="utf-8")
    assert "calque" in codes(desk.found(uri, desk.change(uri, ((0, 0), (0, 0), "x"))))


def test_the_client_is_asked_to_watch_what_the_settings_are_made_of(editor):
    desk = editor()
    desk.until(lambda: desk.registered)
    (registration,) = desk.registered[0].registrations
    assert registration.method == "workspace/didChangeWatchedFiles"
    globs = [watcher.get("globPattern") if isinstance(watcher, dict) else watcher.glob_pattern for watcher in _watchers(registration)]
    assert {"**/mtcheck.toml", "**/pyproject.toml", "**/.mtcheck-*.tsv"} <= set(globs)


def _watchers(registration):
    options = registration.register_options
    return options["watchers"] if isinstance(options, dict) else options.watchers


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('levle = "safe"\n', "mtcheck.toml:1: unknown key `levle`; did you mean level?"),
        ('level = "safe\n', "mtcheck.toml:1: no valid TOML"),
        ('\nselect = ["calk"]\n', "mtcheck.toml:2: no rule 'calk'; did you mean calque?"),
        ('glossaries = ["none.tsv"]\n', "none.tsv: no such file or folder; check the path in the config"),
    ],
)
def test_what_is_wrong_with_settings_is_said_once_in_one_line(editor, tmp_path, content, line):
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    desk.found(uri)
    (tmp_path / "mtcheck.toml").write_text(content, encoding="utf-8")
    for _ in range(3):
        desk.found(uri, desk.change(uri, ((0, 0), (0, 0), "x")))
    (said,) = desk.until(lambda: desk.logged)
    assert line in said and said.startswith("mtcheck: ") and "\n" not in said
    (tmp_path / "mtcheck.toml").write_text('select = ["number-format"]\n', encoding="utf-8")
    assert codes(desk.found(uri, desk.change(uri, ((0, 0), (0, 0), "x")))) == ["number-format"]
    assert len(desk.logged) == 1


def test_the_last_good_settings_hold_until_the_new_ones_can_be_read(editor, tmp_path):
    (tmp_path / "mtcheck.toml").write_text('select = ["number-format"]\n', encoding="utf-8")
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    desk.found(uri)
    (tmp_path / "mtcheck.toml").write_text("[", encoding="utf-8")
    assert codes(desk.found(uri, desk.change(uri, ((0, 0), (0, 0), "x")))) == ["number-format"]


def test_an_entry_that_is_taken_out_of_the_list_brings_the_finding_back(editor, tmp_path):
    ignored = tmp_path / ".mtcheck-ignore.tsv"
    ignored.write_text("rule\tfile\tcontext\twords\treason\texpiry\nnumber-format\ta.txt\t\t\thouse style\t\n", encoding="utf-8")
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    assert codes(desk.found(uri)) == ["substituted-word"]
    ignored.unlink()
    shown = len(desk.shown)
    desk.saved(ignored)
    assert codes(desk.found(uri, after=shown)) == ["number-format", "substituted-word"]


def test_what_the_baseline_knows_is_held_back(editor, tmp_path):
    import subprocess
    import sys

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "mtcheck", "baseline", "create", "--scorer", "off", "a.txt"]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    desk = editor()
    uri = desk.open("a.txt", TEXT)
    assert desk.found(uri) == []
    version = desk.change(uri, ((2, 0), (2, 0), "She spoke once morest them.\n\n"))
    (new,) = desk.found(uri, version)
    assert new.range.start.line == 2


def test_options_of_the_command_line_hold_over_the_settings(editor, tmp_path):
    (tmp_path / "mtcheck.toml").write_text('select = ["number-format"]\n', encoding="utf-8")
    (tmp_path / "own.toml").write_text('select = ["substituted-word"]\n', encoding="utf-8")
    desk = editor("--stdio", "--scorer", "off", "--config", "own.toml", "--level", "safe", "--source-lang", "fr")
    assert codes(desk.found(desk.open("a.txt", TEXT))) == ["substituted-word"]


def test_what_is_excluded_and_what_is_a_source_is_not_checked(editor, tmp_path):
    (tmp_path / "mtcheck.toml").write_text('exclude = ["drafts/"]\npairs = "{stem}.{lang}.txt"\nsource-lang = "fr"\n', encoding="utf-8")
    desk = editor()
    assert desk.found(desk.open("drafts/a.txt", TEXT)) == []
    assert desk.found(desk.open("a.fr.txt", TEXT)) == []
    assert "left out, as `exclude` of" in desk.logged[0] and "it is the source of a translation" in desk.logged[1]
    assert codes(desk.found(desk.open("a.txt", TEXT)))


def test_folders_have_settings_of_their_own(editor, tmp_path):
    (tmp_path / "mtcheck.toml").write_text('[[overrides]]\npaths = ["sport/"]\nignore = ["number-format"]\n', encoding="utf-8")
    desk = editor()
    assert codes(desk.found(desk.open("sport/a.txt", TEXT))) == ["substituted-word"]
    assert codes(desk.found(desk.open("a.txt", TEXT))) == ["number-format", "substituted-word"]
