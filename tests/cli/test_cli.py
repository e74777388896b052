"""The command line as a person or a CI job uses it."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from mtcheck.cli import group
from mtcheck.core.resources import glossaries
from mtcheck.glossary.entries import glossary_files, read_glossary
from mtcheck.ruleset import load

BAD = "Fighters launched an assault once morest the prison, as to their goalsand plans.\n"
GOOD = "The council met on Monday.\n"


def run(*arguments, stdin=None, cwd=None, **environment):
    return subprocess.run(
        [sys.executable, "-m", "mtcheck", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=not isinstance(stdin, bytes),
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture
def files(tmp_path):
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


def one_line(done, *parts):
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    assert all(part in lines[0] for part in parts), lines[0]


def test_json_report_and_exit_codes(files):
    done = run("check", "--format", "json", files / "bad.txt")
    report = json.loads(done.stdout)
    assert (report["schema"], done.returncode) == (1, 1)
    findings = report["documents"][0]["findings"]
    assert {"once morest", "goalsand"} <= {finding["text"] for finding in findings}
    assert all(BAD[f["start"] : f["end"]] == f["text"] for f in findings)
    assert run("check", files / "good.txt").returncode == 0
    assert run("check", "--fail-on", "never", files / "bad.txt").returncode == 0
    assert run("check", "--fail-on", "critical", files / "bad.txt").returncode == 0


def test_standard_input_and_selection(files):
    done = run("check", "--format", "json", "--select", "fused-words", "-", stdin=BAD)
    assert [f["rule"] for f in json.loads(done.stdout)["documents"][0]["findings"]] == ["fused-words"]
    done = run("check", "--format", "json", "--ignore", "fused-words", "-", stdin=BAD)
    assert "fused-words" not in done.stdout.split('"documents"')[1]


def test_missing_path_is_one_line_and_the_rest_is_checked(files):
    done = run("check", "--format", "json", files / "none.txt", files / "bad.txt")
    one_line(done, "none.txt")
    assert done.returncode == 2
    report = json.loads(done.stdout)
    assert len(report["documents"]) == 1 and len(report["failures"]) == 1


def test_empty_and_binary_file(files):
    (files / "empty.txt").write_bytes(b"")
    assert run("check", files / "empty.txt").returncode == 0
    (files / "binary.txt").write_bytes(bytes(range(256)) * 20)
    done = run("check", files / "binary.txt")
    assert done.returncode == 2
    one_line(done, "binary.txt", "binary")


def test_broken_encoding_under_a_named_one(files):
    (files / "latin.txt").write_bytes("Hassaké fell.".encode("latin-1"))
    one_line(run("check", "--encoding", "utf-8", files / "latin.txt"), "latin.txt")
    assert run("check", "--encoding", "latin-1", "--fail-on", "never", files / "latin.txt").returncode == 0
    one_line(run("check", "--encoding", "klingon", files / "latin.txt"), "klingon")


def test_broken_rule_glossary_and_config_files(files):
    (files / "mtcheck.toml").write_text('glossaries = ["own.tsv"]\n', encoding="utf-8")
    done = run("check", files / "bad.txt")
    assert done.returncode == 2
    one_line(done, "own.tsv", "no such file")
    (files / "own.tsv").write_text("# rule: calque\n# tier: odd\n# licence: x\n# origin: x\navoid\tbetter\nx\ty\n", encoding="utf-8")
    one_line(run("check", files / "bad.txt"), "own.tsv:6", "better")
    (files / "mtcheck.toml").write_text('rules = ["own.toml"]\n', encoding="utf-8")
    (files / "own.toml").write_text('id = "own"\nsummary = 1\n', encoding="utf-8")
    one_line(run("check", files / "bad.txt"), "own.toml", "summary")
    (files / "mtcheck.toml").write_text("colour = 1\n", encoding="utf-8")
    one_line(run("check", files / "bad.txt"), "mtcheck.toml:1", "colour")


def test_own_rule_and_glossary_are_used(files):
    (files / "mtcheck.toml").write_text('rules = ["house-council.toml"]\nglossaries = ["own.tsv"]\n', encoding="utf-8")
    (files / "house-council.toml").write_text(
        'id = "house-council"\nsummary = "s"\nwhy = "w"\ncategory = "Style"\nseverity = "critical"\n[[pattern]]\n'
        'match = \'council met\'\nmessage = "It sat."\nsuggest = ["council sat"]\ntier = "wrong"\n',
        encoding="utf-8",
    )
    (files / "own.tsv").write_text("# rule: calque\n# tier: wrong\n# licence: x\n# origin: x\navoid\tprefer\non Monday\tMonday\n", encoding="utf-8")
    done = run("check", "--format", "json", "--fail-on", "critical", files / "good.txt")
    findings = json.loads(done.stdout)["documents"][0]["findings"]
    assert [(f["rule"], f["suggestions"]) for f in findings] == [("house-council", ["council sat"]), ("calque", ["Monday"])]
    assert done.returncode == 1


def test_a_hanging_pattern_cannot_be_written(files):
    (files / "mtcheck.toml").write_text('rules = ["own.toml"]\n', encoding="utf-8")
    (files / "own.toml").write_text(
        'id = "own"\nsummary = "s"\nwhy = "w"\ncategory = "c"\nseverity = "minor"\n[[pattern]]\nmatch = "(a+)+$"\nmessage = "m"\n', encoding="utf-8"
    )
    (files / "long.txt").write_text("a" * 50_000 + "b", encoding="utf-8")
    assert run("check", files / "long.txt").returncode in (0, 1)
    (files / "own.toml").write_text((files / "own.toml").read_text("utf-8").replace("(a+)+$", r"(a)\\1"), encoding="utf-8")
    one_line(run("check", files / "long.txt"), "own.toml", "RE2")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_folder(files):
    folder = files / "locked"
    folder.mkdir(mode=0)
    one_line(run("check", folder, files / "good.txt"), "locked")


def test_output_is_whole_or_not_there(files):
    done = run("check", "--output", files / "deep" / "report.html", "--format", "html", files / "bad.txt")
    assert done.returncode == 1
    assert (files / "deep" / "report.html").read_text("utf-8").rstrip().endswith("</html>")
    (files / "file").write_text("", encoding="utf-8")
    done = run("check", "--format", "json", "--output", files / "file" / "x.json", files / "bad.txt")
    assert done.returncode == 2
    one_line(done, "cannot write")


def test_formats_pair_with_outputs(files):
    done = run("check", "--format", "json", "--output", files / "r.json", "--output", files / "r.csv", files / "bad.txt")
    assert done.returncode == 1 and done.stdout == ""
    assert json.loads((files / "r.json").read_text("utf-8"))["schema"] == 1
    assert "once morest" in (files / "r.csv").read_text("utf-8")
    one_line(run("check", "--format", "json", "--format", "csv", files / "bad.txt"), "--output")


def test_jobs_give_the_same_report(files):
    rows = "".join(json.dumps({"id": str(n), "text": BAD * (n % 3)}) + "\n" for n in range(60))
    (files / "many.jsonl").write_text(rows, encoding="utf-8")
    one = run("check", "--format", "json", files / "many.jsonl")
    two = run("check", "--format", "json", "--jobs", "2", files / "many.jsonl")
    assert one.stdout == two.stdout


def test_a_crashing_check_is_reported_and_the_rest_stands(files, monkeypatch):
    from mtcheck.checks import fused_words

    def crash(context):
        raise RuntimeError("boom")
        yield

    monkeypatch.setattr(fused_words, "find", crash)
    done = CliRunner().invoke(group, ["check", "--format", "json", str(files / "bad.txt")])
    assert done.exit_code == 3
    report = json.loads(done.stdout)
    assert "boom" in report["failures"][0]["message"]
    assert any(f["text"] == "once morest" for f in report["documents"][0]["findings"])


def test_suppressions_are_kept_apart_and_said_when_unused(files):
    report = json.loads(run("check", "--format", "json", files / "bad.txt").stdout)
    finding = next(f for f in report["documents"][0]["findings"] if f["text"] == "goalsand")
    (files / ".mtcheck-ignore.tsv").write_text(
        f"rule\tcontext\treason\texpiry\n{finding['rule']}\t{finding['context']}\ta brand\t\ncalque\tffff\tgone\t\n", encoding="utf-8"
    )
    (files / "mtcheck.toml").write_text("", encoding="utf-8")
    done = run("check", "--format", "json", files / "bad.txt")
    document = json.loads(done.stdout)["documents"][0]
    assert [f["text"] for f in document["suppressed"]] == ["goalsand"]
    one_line(done, ".mtcheck-ignore.tsv:3", "matches nothing")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["rules", "list"], ["explain", "fused-words"], ["rules", "show", "calque"], ["evaluate", "--help"]]
)
def test_commands_that_only_print(arguments):
    done = CliRunner().invoke(group, arguments)
    assert done.exit_code == 0, done.output
    assert len(done.output) > 200


def test_unknown_rule_is_helped():
    done = run("explain", "fused-word")
    assert done.returncode == 2
    one_line(done, "did you mean fused-words?")


def test_shell_completion():
    done = run(_MTCHECK_COMPLETE="bash_source")
    assert "complete" in done.stdout or done.returncode == 0


def test_that_there_is_no_model_is_said_once(files, tmp_path):
    cache = {"MTCHECK_CACHE": str(tmp_path / "cache")}
    said = [run("check", "good.txt", cwd=files, **cache).stderr.count("no language model is installed") for _ in range(2)]
    assert said == [1, 0]


def test_a_cache_that_cannot_be_looked_into_holds_no_model(files, tmp_path, monkeypatch):
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path / ("x" * 300)))
    assert CliRunner().invoke(group, ["check", str(files / "bad.txt")]).exit_code == 1
    assert "model:none" in CliRunner().invoke(group, ["--version"]).output


def test_findings_stand_in_the_order_of_the_file(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("---\ntitle: The goalsand the saves\n---\n\nThe coach praised the goalsand the saves.\n\nHe spoke once morest us.\n", "utf-8")
    result = CliRunner().invoke(group, ["check", "--scorer", "off", "--format", "json", str(page)])
    assert [finding["line"] for finding in json.loads(result.stdout)["documents"][0]["findings"]] == [2, 5, 7]


def test_what_a_rule_needs_is_listed_and_lists_need_no_more():
    listed = CliRunner().invoke(group, ["rules", "list"]).output
    assert "(with a model, or with the source for what lists name)" in listed and "source, profile localisation)" in listed
    rules = load().rules
    for entry in (entry for file in glossary_files(glossaries()) for entry in read_glossary(file) if entry.rule in rules):
        assert rules[entry.rule].needs <= entry.needs or rules[entry.rule].instead == entry.needs, entry.where


def test_a_source_language_is_a_code_and_one_without_a_pack_is_said(tmp_path):
    (tmp_path / "en.txt").write_text("The man walks home.", "utf-8")
    (tmp_path / "nl.txt").write_text("De man loopt naar huis.", "utf-8")
    named = run("check", tmp_path / "en.txt", "--source-lang", "Dutch")
    assert named.returncode == 2 and "'Dutch' is no language code; write fr" in named.stderr
    country = run("check", tmp_path / "en.txt", "--source-lang", "cz")
    assert country.returncode == 2 and "'cz' is no language code; did you mean cs?" in country.stderr
    unknown = run("check", tmp_path / "en.txt", "--source", tmp_path / "nl.txt", "--source-lang", "nl")
    assert unknown.returncode == 0 and "no language pack for nl" in unknown.stderr
    regional = run("check", tmp_path / "en.txt", "--source", tmp_path / "nl.txt", "--source-lang", "pt-BR")
    assert "no language pack" not in regional.stderr


def test_an_empty_source_is_said_and_the_text_checked_without(tmp_path):
    (tmp_path / "en.txt").write_text("The assault once morest the prison failed.", "utf-8")
    (tmp_path / "fr.txt").write_text("", "utf-8")
    done = run("check", tmp_path / "en.txt", "--source", tmp_path / "fr.txt")
    assert done.returncode == 2 and "fr.txt: no prose in it (the source of" in done.stderr
    assert "once morest" in done.stdout
