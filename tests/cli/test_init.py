"""``mtcheck init``: what it sees in a folder, the settings that it writes, what it refuses."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mtcheck.cli import group, init
from mtcheck.config import Config, load_config, read_config
from mtcheck.core.errors import MtcheckError

BAD = "Fighters launched an assault once morest the prison, as the council said that it was over for the town.\n"
FRENCH = "Le conseil s'est réuni lundi pour décider du pont et de la rivière, et il a voté avec les habitants de la ville.\n"
GERMAN = "Der Rat hat sich am Montag getroffen, um über die Brücke und den Fluss zu entscheiden, und er hat mit den Leuten gestimmt.\n"


@pytest.fixture
def site(tmp_path, monkeypatch, cache):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name, text):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(*arguments):
    result = CliRunner().invoke(group, ["init", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def article(language=None, key="source_lang"):
    return f"---\ntitle: A prison\n{key}: {language}\n---\n\n{BAD}" if language else BAD


def test_a_repository_of_translated_articles(site):
    write("README.md", "# The site\n")
    for number in range(4):
        write(f"content/{number}.md", article("fr"))
    write("content/page.html", f"<p>{BAD}</p>")
    result = run()
    config = read_config(site / "mtcheck.toml")
    assert (config.source_lang, config.exclude, config.pairs, config.overrides) == ("fr", ("/README.md",), None, ())
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "5 articles: 4 .md, 1 .html" and lines[1] == "translated from: fr (4)"
    assert lines[3].startswith("5 findings in 5 articles, ") and lines[3].endswith("by rules alone: 5 substituted-word")
    assert lines[4].startswith("wrote mtcheck.toml") and lines[5:7] == ["next:", "  mtcheck check ."]
    checked = CliRunner().invoke(group, ["check", "--scorer", "off", "--format", "json", "."])
    assert len(json.loads(checked.stdout)["documents"]) == 5 and checked.exit_code == 1


@pytest.mark.parametrize("key", ["source_lang", "source-language", "original_lang", "originalLanguage", "translated_from", "from-lang", "sourceLang"])
def test_the_language_that_front_matter_states(key, site):
    write("a.md", article("de", key))
    run()
    assert read_config(site / "mtcheck.toml").source_lang == "de"


def test_every_line_that_is_commented_out_is_a_setting(site):
    write("a.md", article())
    run()
    text = Path("mtcheck.toml").read_text("utf-8")
    assert read_config(site / "mtcheck.toml") == Config(origin=site / "mtcheck.toml")
    settings = [line[2:] for line in text.splitlines() if line.startswith(("# [", "# ")) and (" = " in line or line.startswith("# ["))]
    write("all.toml", "\n".join(line for line in settings if not line.endswith(".")))
    config = read_config(site / "all.toml")
    assert (config.level, config.fail_on, config.english, config.style, config.scorer) == ("balanced", "major", "GB", "Guardian", "off")
    assert dict(config.severity) and config.overrides and config.glossaries and config.terms and config.names and config.exclude and config.pairs


@pytest.mark.parametrize(
    ("article_name", "source_name", "pairs"),
    [
        ("news/a.txt", "news/a.fr.txt", "{stem}.{lang}.txt"),
        ("news/a.en.md", "news/a.fr.md", "{stem}.{lang}.md"),
        ("en/a.md", "fr/a.md", "../{lang}/{stem}.md"),
    ],
)
def test_sources_beside_their_articles(article_name, source_name, pairs, site):
    write(article_name, BAD)
    write(source_name, FRENCH)
    result = run()
    config = read_config(site / "mtcheck.toml")
    assert (config.source_lang, config.pairs, config.exclude) == ("fr", pairs, ())
    assert "with the source beside: 1" in result.stdout
    checked = CliRunner().invoke(group, ["check", "--scorer", "off", "--format", "json", "."])
    assert [one["path"] for one in json.loads(checked.stdout)["documents"]] == [article_name]


def test_several_languages_by_folder(site):
    for folder, code, text in (("fr desk", "fr", FRENCH), ("de", "de", GERMAN)):
        write(f"{folder}/a.md", article(code))
        write(f"{folder}/a.{code}.md", text)
    run()
    config = load_config(["."])
    assert config.source_lang is None and config.pairs == "{stem}.{lang}.md"
    assert (config.language_of("fr desk/a.md"), config.language_of("de/a.md"), config.language_of("a.md")) == ("fr", "de", None)


def test_files_in_other_languages_are_excluded(site):
    write("a[1].md", article())
    write("archive/fr/a.md", FRENCH)
    write("archive/fr/old/a.md", FRENCH)
    write("mixed/a.md", article())
    write("mixed/b #1.md", GERMAN)
    result = run()
    config = read_config(site / "mtcheck.toml")
    assert config.exclude == ("/archive/fr/", "/archive/fr/old/", r"/mixed/b\ \#1.md")
    assert "3 files are in other languages" in result.stdout
    checked = CliRunner().invoke(group, ["check", "--scorer", "off", "--format", "json", "."])
    assert [one["path"] for one in json.loads(checked.stdout)["documents"]] == ["a[1].md", "mixed/a.md"]


def test_rows_bring_their_language(site):
    write("rows.jsonl", json.dumps({"text": BAD, "source": FRENCH}) + "\n")
    run()
    assert read_config(site / "mtcheck.toml").source_lang == "fr"


def test_settings_that_are_there_are_not_replaced(site):
    write("a.md", article())
    write("mtcheck.toml", 'level = "safe"\n')
    with pytest.raises(MtcheckError, match=r"mtcheck\.toml: it is there already; --force replaces it"):
        run()
    assert Path("mtcheck.toml").read_text("utf-8") == 'level = "safe"\n'
    assert run("--force").exit_code == 0 and read_config(site / "mtcheck.toml").level == "balanced"
    Path("mtcheck.toml").unlink()
    write("pyproject.toml", "[tool.mtcheck]\njobs = 2\n")
    with pytest.raises(MtcheckError, match=r"pyproject.toml: it has \[tool.mtcheck\] already"):
        run()
    assert not Path("mtcheck.toml").exists()


def test_what_cannot_be_set_up_is_one_line_and_writes_nothing(site):
    write("a.md", FRENCH)
    write("empty/b.xyz", "?")
    for arguments, said in (
        (["nowhere"], "nowhere: no such folder"),
        (["a.md"], "a.md: no folder"),
        (["."], "no English articles in the folder"),
        (["empty"], "no English articles in the folder"),
    ):
        with pytest.raises(MtcheckError, match=said):
            run(*arguments)
    assert not list(site.rglob("mtcheck.toml"))


def test_another_folder(site):
    write("content/a.md", article("fr"))
    assert "  mtcheck check content" in run("content").stdout
    assert read_config(site / "content" / "mtcheck.toml").source_lang == "fr"


def test_a_file_that_cannot_be_read_is_said_and_the_rest_is_seen(site):
    write("a.md", article("fr"))
    Path("b.docx").write_bytes(b"no Word file")
    write("c.md", f"---\ntitle: [a\n---\n\n{BAD}")
    result = run()
    assert "c.md:3: the front matter is no YAML" in result.stderr
    assert "b.docx" in result.stderr and result.exit_code == 0 and "translated from: fr (1)" in result.stdout


def test_the_baseline_is_made_where_there_is_such_a_command(site, monkeypatch):
    write("a.md", article())
    made = []

    @click.group("baseline")
    def baseline():
        pass

    @baseline.command("create")
    @click.argument("paths", nargs=-1)
    def create(paths):
        made.append(paths)

    monkeypatch.setattr(init, "_baseline", lambda: baseline)
    assert "mtcheck baseline create ." in run().stdout and not made
    result = run("--force", "--baseline")
    assert made == [(".",)] and "baseline create" not in result.stdout
    monkeypatch.setattr(init, "_baseline", lambda: None)
    with pytest.raises(MtcheckError, match="no baseline"):
        run("--force", "--baseline")
    assert "baseline" not in run("--force").stdout


def test_four_commands_from_an_empty_clone_to_a_green_gate(site):
    for number in range(20):
        write(f"content/{number}.md", article("fr") + f"\nThe council met {number} times.\n")

    def call(*arguments):
        result = CliRunner().invoke(group, arguments)
        assert not isinstance(result.exception, MtcheckError), result.exception
        return result

    commands = [line.split("#")[0].split() for line in run().stdout.splitlines() if line.startswith("  mtcheck ")]
    assert commands == [["mtcheck", "check", "."], ["mtcheck", "baseline", "create", "."]]
    scorer = ("--scorer", "off")
    codes = [call(*commands[0][1:], *scorer).exit_code, call(*commands[1][1:], *scorer).exit_code, call(*commands[0][1:], *scorer).exit_code]
    assert codes == [1, 0, 0]
    write("content/new.md", article("fr") + "\nThe council met again.\n")
    assert call("check", *scorer, "content").exit_code == 1
