"""Reports: one expected file a format, schemas, escaping."""

import csv
import io
import json
import os
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mtcheck import reporters
from mtcheck.core.model import Document, DocumentReport, Failure, Finding, Origin, Piece, Rule, Span
from mtcheck.core.mqm import COMPARES, Severity
from mtcheck.reporters import terminal
from mtcheck.reporters._place import root
from mtcheck.reporters._told import message

GOLDEN = Path(__file__).parent / "golden"
SIGNATURE = "mtcheck:test|rules:0000|select:all"
RULES = {
    name: Rule(name, f"Summary of {name}", f"Why {name}", "Style/Unidiomatic style", severity, references=("MQM",))
    for name, severity in (("calque", Severity.MINOR), ("fused-words", Severity.MAJOR))
}


def finding(text, words, rule="calque", suggestions=("x",), **more):
    start = text.index(words)
    return Finding(
        rule,
        RULES[rule].category,
        RULES[rule].severity,
        Span(start, start + len(words)),
        words,
        f"Message of {words}",
        suggestions,
        0.9,
        {"entry": words},
        "0123456789abcdef",
        **more,
    )


def results():
    text = "First line\r\nDecided in high places 👩‍🚀 their goalsand plans, <script>alert('x')</script> & more.\n=Sum of a line"
    findings = (
        finding(text, "in high places", suggestions=("at the highest level", "from the top")),
        finding(text, "goalsand", "fused-words", ("goals and",)),
        finding(text, "=Sum", suggestions=("",)),
    )
    yield DocumentReport(Document("content/a.txt", text), 14, 50.0, findings, (finding(text, "plans"),))
    raw = "<p>caf&eacute; x</p>"
    origin = Origin(raw, (Piece(0, 3, 3, 3), Piece(3, 1, 6, 8), Piece(4, 2, 14, 2)))
    yield DocumentReport(Document("b.html", "café x", origin=origin), 2, 95.0, (finding("café x", "café"),))
    row = "a row; one"
    yield DocumentReport(
        Document("c.jsonl", row, "id, 1", line=7),
        3,
        95.0,
        (finding(row, "row", suggestions=()),),
        failures=(Failure("c.jsonl: calque", "boom", internal=True),),
    )
    yield Failure("d.txt", "no such file or folder; check the path")


def rendered(name, **options):
    return "".join(reporters.load(name).render(SIGNATURE, results(), RULES, **options))


@pytest.mark.parametrize("name", reporters.names())
def test_report_is_as_expected(name):
    """Set MTCHECK_GOLDEN=write to write the expected files anew; read the difference before committing it."""
    path = GOLDEN / f"report.{name}"
    text = rendered(name).replace(root().as_uri(), "file:///root")
    if os.environ.get("MTCHECK_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


@pytest.mark.parametrize("name", reporters.names())
def test_a_report_without_findings_is_whole(name):
    text = "".join(reporters.load(name).render(SIGNATURE, [], RULES))
    if name in ("json", "sarif"):
        json.loads(text)


def test_json_keeps_to_its_schema():
    import jsonschema

    schema = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text("utf-8"))
    report = json.loads(rendered("json"))
    jsonschema.Draft202012Validator(schema).validate(report)
    cafe = report["documents"][1]["findings"][0]
    assert (cafe["text"], cafe["prose"]) == ("caf&eacute;", "café")
    assert [failure["where"] for failure in report["failures"]] == ["c.jsonl: calque", "d.txt"]


def test_sarif_keeps_to_the_standard(published):
    import jsonschema

    log = json.loads(rendered("sarif"))
    jsonschema.Draft7Validator(published("sarif-2.1.0.json")).validate(log)
    run = log["runs"][0]
    first = run["results"][0]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"]
    assert first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "at the highest level"
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert run["invocations"][0]["executionSuccessful"] is False
    boom, missing = run["invocations"][0]["toolExecutionNotifications"]
    assert boom["associatedRule"] == {"id": "calque"} and boom["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "c.jsonl"
    assert missing["message"]["text"].startswith("d.txt: no such file") and "associatedRule" not in missing


def sarif(*failures, path="a.txt"):
    report = DocumentReport(Document(path, "in high places"), 3, 50.0, (finding("in high places", "in high places"),))
    return json.loads("".join(reporters.load("sarif").render(SIGNATURE, [report, *failures], RULES)))["runs"][0]


def test_sarif_says_that_an_input_failed():
    assert sarif()["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    (run,) = sarif(Failure("b.jsonl:7", "no valid JSON"))["invocations"]
    assert run["executionSuccessful"] is False
    (place,) = run["toolExecutionNotifications"][0]["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "b.jsonl", "uriBaseId": "SRCROOT"}, "region": {"startLine": 7}}


def test_sarif_paths_count_from_the_repository(tmp_path, monkeypatch):
    def uri(path):
        run = sarif(path=path)
        (location,) = run["results"][0]["locations"]
        return location["physicalLocation"]["artifactLocation"], run["originalUriBaseIds"]["SRCROOT"]["uri"]

    inner = tmp_path / "repository" / "content"
    inner.mkdir(parents=True)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(inner)
    assert uri("a b: é.txt") == ({"uri": "a%20b%3A%20%C3%A9.txt", "uriBaseId": "SRCROOT"}, inner.as_uri() + "/")
    (inner.parent / ".git").mkdir()
    base = inner.parent.as_uri() + "/"
    assert uri("a.txt") == ({"uri": "content/a.txt", "uriBaseId": "SRCROOT"}, base)
    assert uri(str(inner / "a.txt")) == uri("./a.txt") == uri("a.txt")
    assert uri("../b.txt") == ({"uri": "b.txt", "uriBaseId": "SRCROOT"}, base)
    assert uri(str(tmp_path / "c.txt")) == ({"uri": (tmp_path / "c.txt").as_uri()}, base)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert uri("a.txt")[0]["uri"] == "repository/content/a.txt"


def test_csv_cells_are_no_formulas():
    rows = list(csv.DictReader(io.StringIO(rendered("csv"))))
    assert [row["text"] for row in rows] == ["in high places", "goalsand", "'=Sum", "café", "row"]
    assert rows[0]["suggestion"] == "at the highest level"
    assert all(row["line"].isdigit() for row in rows)


class Page(HTMLParser):
    """Collects tags, the text of the article, and what would load from elsewhere."""

    def __init__(self):
        super().__init__()
        self.tags, self.marks, self.rows, self.text, self.inside = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "input"):
            self.inside.append(tag)

    def handle_endtag(self, tag):
        assert self.inside.pop() == tag

    def handle_data(self, data):
        if "article" in self.inside:
            self.text.append(data)


def test_html_is_escaped_whole_and_self_contained():
    page = Page()
    page.feed(rendered("html"))
    assert page.inside == []
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not any("src" in attributes or not attributes.get("href", "#").startswith("#") for _, attributes in page.tags)
    assert "<script>alert('x')</script> & more." in "".join(page.text)
    marks = {attributes["id"] for tag, attributes in page.tags if tag == "mark"}
    assert marks == {f"m{attributes['data-id']}" for tag, attributes in page.tags if tag == "tr" and "data-id" in attributes}


def test_terminal_colours_only_when_asked():
    assert "\x1b" not in rendered("terminal")
    assert "\x1b[" in rendered("terminal", colour=True)
    assert "^^^^^^^^^^^^^^" in rendered("terminal")
    summary = rendered("terminal").splitlines()
    assert "5 findings (1 major, 4 minor) in 3 documents, 19 words" in summary


def test_summary_of_nothing():
    assert "".join(terminal.render(SIGNATURE, [], RULES)).startswith("no findings in 0 documents")


@pytest.mark.parametrize("name", ["html", "json", "terminal"])
def test_reports_say_what_their_figures_are_good_for(name):
    assert COMPARES in rendered(name)
    assert name == "json" or "score 50.0" not in rendered(name)


def test_findings_on_the_same_words_are_marked_one_inside_the_other():
    text = "They decided in high places today"
    whole, part, across = finding(text, text), finding(text, "high places"), finding(text, "places today")
    report = DocumentReport(Document("a.txt", text), 6, 50.0, (whole, part, across))
    page = "".join(reporters.load("html").render(SIGNATURE, [report], RULES))
    article = page[page.index("<article>") : page.index("</article>")]
    assert [article.count(f'id="m{number}"') for number in (1, 2, 3)] == [1, 1, 1]
    assert article.count("<mark") == article.count("</mark>") == 3
    assert article.count("places") == article.count("today") == 1


@pytest.mark.parametrize("name", reporters.names())
def test_a_file_name_may_be_no_utf8(name):
    report = DocumentReport(Document("caf\udce9.txt", "in high places"), 3, 50.0, (finding("in high places", "in high places"),))
    text = "".join(reporters.load(name).render(SIGNATURE, [report, Failure("caf\udce9.txt", "x")], RULES))
    assert "in high places" in text
    if name == "sarif":
        assert '"uri": "caf%E9.txt"' in text


def test_what_says_that_it_goes_says_so_once():
    finding = Finding("r", "Style", Severity.MINOR, Span(0, 5), "→ See", "No part of the article; delete the line", ("",))
    assert message(finding) == "“→ See”: No part of the article; delete the line"
    assert message(replace(finding, message="Doubled")) == "“→ See”: Doubled; delete it"
