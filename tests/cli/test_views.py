"""What ``check`` shows: nothing, counts, findings with their hashes; in how many processes."""

import json

import pytest
from click.testing import CliRunner

from mtcheck.cli import group
from mtcheck.config import processors, read_config
from mtcheck.core.errors import ConfigError, MtcheckError

BAD = "Fighters launched an assault once morest the prison, as to their goalsand plans.\n"


@pytest.fixture
def check(tmp_path, monkeypatch, cache):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.txt").write_text("The council met on Monday.\n", encoding="utf-8")

    def run(*arguments):
        result = CliRunner().invoke(group, ["check", "--scorer", "off", *arguments])
        if isinstance(result.exception, MtcheckError):
            raise result.exception
        return result

    return run


def test_quiet_leaves_the_exit_code_and_failures(check, tmp_path):
    for files, code, said in (
        (["bad.txt"], 1, ""),
        (["good.txt"], 0, ""),
        (["bad.txt", "--fail-on", "critical"], 0, ""),
        (["bad.txt", "none.txt"], 2, "mtcheck: none.txt: no such file or folder; check the path\n"),
        (["bad.txt", "--output", "r.json"], 1, ""),
    ):
        result = check("--quiet", *files)
        assert (result.exit_code, result.stdout, result.stderr) == (code, "", said)
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["schema"] == 1
    (tmp_path / "empty.txt").touch()
    assert check("-q", "empty.txt").output == "" and "no prose in it" in check("empty.txt").stderr


def test_summary_counts_by_rule_and_severity(check):
    lines = check("--summary", "bad.txt", "good.txt").stdout.splitlines()
    assert lines[0] == "2 findings (1 major, 1 minor) in 2 documents, 18 words"
    assert [line.split() for line in lines[2:]] == [
        ["rule", "critical", "major", "minor", "all"],
        ["substituted-word", "-", "1", "-", "1"],
        ["fused-words", "-", "-", "1", "1"],
    ]
    assert check("--summary", "good.txt").stdout.startswith("no findings in 1 document")


def test_hashes_are_those_that_suppress(check, tmp_path):
    shown = check("--show-hash", "bad.txt").stdout
    findings = json.loads(check("--format", "json", "bad.txt").stdout)["documents"][0]["findings"]
    assert all(f"{finding['severity']} {finding['rule']} {finding['context']}\n" in shown for finding in findings)
    assert not any(finding["context"] in check("bad.txt").stdout for finding in findings)
    rows = "".join(f"{finding['rule']}\t{finding['context']}\ta test\t\n" for finding in findings)
    (tmp_path / ".mtcheck-ignore.tsv").write_text(f"rule\tcontext\treason\texpiry\n{rows}", encoding="utf-8")
    assert check("bad.txt").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--quiet", "--summary"), "leave out --summary"),
        (("--quiet", "--format", "json"), "give an --output for each --format"),
        (("--summary", "--format", "json"), "--summary: there is no terminal report"),
        (("--show-hash", "--format", "json"), "--show-hash: there is no terminal report"),
    ],
)
def test_what_excludes_each_other_is_said(arguments, words, check):
    with pytest.raises(ConfigError, match=words):
        check("bad.txt", *arguments)


def test_jobs_auto_is_one_a_processor(check, tmp_path):
    assert check("--jobs", "auto", "--format", "json", "bad.txt").stdout == check("--format", "json", "bad.txt").stdout
    assert check("--jobs", "0", "bad.txt").exit_code == check("--jobs", "many", "bad.txt").exit_code == 2
    path = tmp_path / "mtcheck.toml"
    path.write_text('jobs = "auto"\n', encoding="utf-8")
    assert read_config(path).jobs == processors() >= 1
    path.write_text('jobs = "some"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match='a whole number from 1 on, or "auto"'):
        read_config(path)


def test_without_a_path_it_is_this_folder(check):
    here, named = check("--summary"), check("--summary", ".")
    assert here.exit_code == named.exit_code == 1 and here.stdout == named.stdout
