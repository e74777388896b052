"""``mtcheck diff`` from the files to the exit code."""

import gzip
import json

import pytest
from click.testing import CliRunner

from mtcheck.cli import group
from mtcheck.core.errors import MtcheckError

OLD = "Fighters launched an assault once morest the prison.\n\nAs to their goalsand plans.\n"
NEW = "A line before.\n\nFighters launched an assault against the prison.\n\nAs to their goalsand plans.\n\nThey complained regarding it.\n"


@pytest.fixture
def run(tmp_path, monkeypatch, cache):
    monkeypatch.chdir(tmp_path)

    def run(*arguments, **settings):
        result = CliRunner().invoke(group, list(arguments), **settings)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    (tmp_path / "a.txt").write_text(OLD, encoding="utf-8")
    run("check", "--scorer", "off", "--output", "old.json", "a.txt")
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    (tmp_path / "b.txt").write_text(NEW, encoding="utf-8")
    run("check", "--scorer", "off", "--output", "new.json", "b.txt")
    return run


def test_fixed_new_and_remaining(run):
    result = run("diff", "old.json", "new.json")
    new, fixed, counts, penalty, renamed = result.stdout.splitlines()
    assert new == "new       b.txt:7:6 major substituted-word: “complained regarding” → complained about"
    assert fixed == "fixed     a.txt:1:30 major substituted-word: “once morest” → against"
    assert (counts, renamed) == ("1 new, 1 fixed, 1 remaining", "1 document renamed: a.txt is now b.txt")
    assert penalty.startswith("MQM penalty per 1,000 words: ") and result.stderr == ""
    assert "\nremaining b.txt:5:13 minor fused-words: “goalsand” → goals and\n" in run("diff", "--remaining", "old.json", "new.json").stdout


def test_exit_codes(run):
    assert run("diff", "old.json", "new.json").exit_code == 0
    assert run("diff", "--fail-on", "new", "old.json", "new.json").exit_code == 1
    assert run("diff", "--fail-on", "new", "new.json", "new.json").exit_code == 0


def test_json_says_all_of_it(run, tmp_path):
    run("diff", "old.json", "new.json", "--output", "diff.json")
    found = json.loads((tmp_path / "diff.json").read_text("utf-8"))
    assert found["schema"] == 1 and found["counts"] == {"new": 1, "fixed": 1, "remaining": 1, "suppressed": 0}
    assert found["documents"]["renamed"] == [{"from": {"path": "a.txt", "id": None}, "to": {"path": "b.txt", "id": None}}]
    assert found["by_rule"]["substituted-word"] == {"new": 1, "fixed": 1, "remaining": 0, "suppressed": 0}
    assert (found["new"][0]["path"], found["fixed"][0]["path"]) == ("b.txt", "a.txt")
    assert found["remaining"][0]["context"] == json.loads((tmp_path / "new.json").read_text("utf-8"))["documents"][0]["findings"][0]["context"]


def test_markdown_for_a_pull_request(run):
    lines = run("diff", "--format", "markdown", "old.json", "new.json").stdout.splitlines()
    assert lines[0] == "### mtcheck: 1 new, 1 fixed, 1 remaining"
    assert "| `substituted-word` | 1 | 1 | 0 | 0 |" in lines
    assert "- b.txt:7:6 major `substituted-word`: “complained regarding” → complained about" in lines


def test_markdown_is_escaped(run, tmp_path):
    report = json.loads((tmp_path / "new.json").read_text("utf-8"))
    report["documents"][0]["findings"][1]["text"] = "<img src=x> | [a](http://b) `c` @team"
    (tmp_path / "odd.json").write_text(json.dumps(report), "utf-8")
    text = run("diff", "--format", "markdown", "old.json", "odd.json").stdout
    assert r"&lt;img src=x&gt; \| \[a\](http://b) \`c\` @<!-- -->team" in text


def test_other_settings_are_said(run):
    run("check", "--scorer", "off", "--source-lang", "fr", "--output", "fr.json", "b.txt")
    assert "made with different settings (lang auto and fr)" in run("diff", "new.json", "fr.json").stderr


def test_compressed_piped_and_utf16_reports(run, tmp_path):
    content = (tmp_path / "old.json").read_bytes()
    (tmp_path / "old.json.gz").write_bytes(gzip.compress(content))
    (tmp_path / "wide.json").write_bytes(content.decode().encode("utf-16"))
    expected = run("diff", "old.json", "new.json").stdout
    assert run("diff", "old.json.gz", "new.json").stdout == run("diff", "wide.json", "new.json").stdout == expected
    assert run("diff", "-", "new.json", input=content).stdout == expected


WHOLE = {"schema": 1, "signature": "s", "documents": [], "failures": []}
DOCUMENT = {"path": "a", "id": None, "words": 1, "score": 1, "fluency": None, "findings": [], "suppressed": []}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "x.json:1: no report of mtcheck: no valid JSON (it ends too early)"),
        ('{"schema": 1, "documents": [\n{"path"', "x.json:2: no report of mtcheck: no valid JSON (it ends too early)"),
        ("Some text.", "x.json:1: no report of mtcheck: no valid JSON"),
        ("[1]", "x.json: no report of mtcheck (no `schema`)"),
        ('{"version": "2.1.0", "runs": []}', "x.json: no report of mtcheck (no `schema`)"),
        (json.dumps({**WHOLE, "schema": 2}), "x.json: a report of schema 2, and this version reads schema 1; update mtcheck"),
        (json.dumps({**WHOLE, "schema": "one"}), "x.json: no report of mtcheck (schema 'one')"),
        (json.dumps({**WHOLE, "schema": True}), "x.json: no report of mtcheck"),
        (json.dumps({**WHOLE, "documents": [{**DOCUMENT, "words": "1"}]}), "documents[0].words is not a whole number"),
        (json.dumps({**WHOLE, "documents": [{**DOCUMENT, "findings": [{}]}]}), "documents[0].findings[0].rule is not text"),
        (json.dumps({**WHOLE, "documents": [7]}), "documents[0] is no object"),
        ("[" * 100_000, "x.json"),
        (b"PK\x03\x04\x00\x00\x00", "x.json: a binary file, not text"),
        (None, "x.json: cannot read the file"),
    ],
)
def test_what_is_no_report_is_one_line(run, tmp_path, content, said):
    path = tmp_path / "x.json"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(MtcheckError) as caught:
        run("diff", "x.json", "new.json")
    line = caught.value.line()
    assert said in line and "\n" not in line and ";" in line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-", "-"], "standard input cannot be both"),
        (["old.json", "new.json", "--output", "new.json"], "would replace new.json"),
        (["old.json", "new.json", "--output", "."], "a folder cannot be written to"),
    ],
)
def test_wrong_usage_is_one_line(run, arguments, said):
    with pytest.raises(MtcheckError) as caught:
        run("diff", *arguments)
    assert said in caught.value.line()
