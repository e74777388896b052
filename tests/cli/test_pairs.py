"""``--pairs``: sources beside the files that are checked."""

import json

import pytest
from click.testing import CliRunner

from mtcheck.bilingual.pairing import without_sources
from mtcheck.cli import group
from mtcheck.core.errors import MtcheckError

ENGLISH = "The mayor met 15 members of the council in Lyon. They spoke of the budget for three hours.\n"
FRENCH = "Le maire a rencontré 12 membres du conseil à Lyon. Ils ont parlé du budget pendant trois heures.\n"


@pytest.fixture
def site(tmp_path, monkeypatch, cache):
    monkeypatch.chdir(tmp_path)
    for name in ("article.en.md", "lonely.en.md"):
        (tmp_path / name).write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "article.fr.md").write_text(FRENCH, encoding="utf-8")
    return tmp_path


def check(*arguments):
    result = CliRunner().invoke(group, ["check", "--scorer", "off", "--format", "json", "--source-lang", "fr", *arguments])
    if isinstance(result.exception, MtcheckError):
        raise result.exception
    documents = json.loads(result.stdout)["documents"]
    return result, {one["path"]: [finding["rule"] for finding in one["findings"]] for one in documents}


def test_sources_are_not_checked_and_a_missing_one_is_a_note(site):
    result, found = check("--pairs", "{stem}.{lang}.md", ".")
    assert found == {"article.en.md": ["number-mismatch"], "lonely.en.md": []}
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "mtcheck: 1 of 3 files are sources by the pattern '{stem}.{lang}.md' and not checked themselves",
        "mtcheck: lonely.en.md: no source lonely.fr.md; checked without",
    ]
    assert check("--pairs", "{stem}.{lang}.md", "lonely.en.md")[0].exit_code == 0


def test_several_missing_ones_are_one_line(site):
    for name in "ab":
        (site / f"{name}.en.md").write_text(ENGLISH, encoding="utf-8")
    told = check("--pairs", "{stem}.{lang}.md", ".")[0].stderr.splitlines()
    assert told[1:] == ["mtcheck: a.en.md: no source a.fr.md, and none of 2 other files by the pattern '{stem}.{lang}.md'; checked without"]


def test_a_source_alone_is_nothing_to_check(site):
    with pytest.raises(MtcheckError, match="all inputs are sources"):
        check("--pairs", "{stem}.{lang}.md", "article.fr.md")


def test_sources_in_another_folder(site):
    (site / "sources").mkdir()
    (site / "article.fr.md").rename(site / "sources" / "article.en.md")
    assert check("--pairs", "sources/{stem}.en.md", ".")[1] == {"article.en.md": ["number-mismatch"], "lonely.en.md": []}
    assert without_sources(["a.md", "./sources/a.en.md", "-"], "sources/{stem}.en.md", lambda _: None) == ["a.md", "-"]


def test_a_source_that_cannot_be_read_is_a_failure(site):
    (site / "lonely.fr.md").write_bytes(bytes(range(256)) * 20)
    result, found = check("--pairs", "{stem}.{lang}.md", ".")
    assert result.exit_code == 2 and "lonely.fr.md: a binary file" in result.stderr and list(found) == ["article.en.md", "lonely.en.md"]


def test_standard_input_is_paired_by_its_name(site):
    arguments = ["check", "--format", "json", "--source-lang", "fr", "--pairs", "{stem}.{lang}.md", "-"]
    named = CliRunner().invoke(group, [*arguments, "--stdin-name", "article.en.md"], input=ENGLISH)
    assert "number-mismatch" in named.stdout
    nameless = CliRunner().invoke(group, arguments, input=ENGLISH)
    assert nameless.exit_code == 0 and "-: has no name to pair; --stdin-name gives one; checked without" in nameless.stderr
