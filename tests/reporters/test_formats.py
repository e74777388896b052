"""Formats that code hosts and CI servers read: each held against its schema, or read by a program that reads such reports."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck import reporters
from mtcheck.core.escaping import visible
from mtcheck.core.model import Document, DocumentReport, Failure, Finding, Rule, Span, Told
from mtcheck.core.mqm import Severity
from mtcheck.core.text import context_hash
from mtcheck.reporters import markdown

SCHEMAS = Path(__file__).parent / "schemas"
ROOT = Path(__file__).parents[2]
RULE = Rule("calque", "Summary", "Why", "Style/Unidiomatic style", Severity.MINOR)
RULES = {"calque": RULE}
FORMATS = ["gitlab", "rdjson", "junit", "checkstyle", "markdown"]


def report(text, *words, path="a.txt", suggestions=("x",), message="Message", severity=Severity.MINOR, **more):
    """Return the report of a document in which the words are found, each behind the one before."""
    found, at = [], 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        span = Span(start, at)
        hashed = context_hash(text, span, "calque")
        found.append(Finding("calque", RULE.category, severity, span, word, message, suggestions, 0.9, context=hashed))
    inside = {name: more.pop(name) for name in ("line", "id") if name in more}
    return DocumentReport(Document(path, text, **inside), len(text.split()), 90.0, tuple(found), **more)


def rendered(name, *results):
    return "".join(reporters.load(name).render("signature", results, RULES))


def by_json_schema(name, text):
    import jsonschema

    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    found = json.loads(text)
    jsonschema.Draft202012Validator(schema).validate(found)
    return found


def by_xsd(name, text):
    from lxml import etree

    found = etree.fromstring(text.encode("utf-8", "backslashreplace"))
    etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd")).assertValid(found)
    return found


def suites(text):
    from junitparser import JUnitXml

    by_xsd("junit", text)
    return list(JUnitXml.fromstring(text.encode()))


def tables(text):
    """Return the tables of a page in Markdown as lists of rows, each a list of cells as a reader sees them."""
    from markdown_it import MarkdownIt

    found, cells = [], False
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("th_open", "td_open", "th_close", "td_close"):
            cells = token.type.endswith("open")
        elif token.type == "inline" and cells:
            found[-1][-1].append(seen(token))
    return found


def seen(inline):
    """Return the words of an inline token; markup that is not ours fails."""
    for child in inline.children:
        assert child.type in ("text", "text_special", "html_inline", "softbreak"), child
        assert child.type != "html_inline" or re.fullmatch(r"</?(b|i|sub)>|<!-- -->", child.content), child
    return "".join(child.content for child in inline.children if child.type != "html_inline")


VALID = {
    "gitlab": lambda text: by_json_schema("gitlab", text),
    "rdjson": lambda text: by_json_schema("rdjson", text)["diagnostics"],
    "junit": suites,
    "checkstyle": lambda text: by_xsd("checkstyle", text),
    "markdown": tables,
}


@pytest.mark.parametrize("name", FORMATS)
def test_expected_report_is_valid(name):
    text = (Path(__file__).parent / "golden" / f"report.{name}").read_bytes().decode()
    assert VALID[name](text) is not None


@pytest.mark.parametrize("name", FORMATS)
def test_empty_report_is_valid(name):
    assert len(VALID[name](rendered(name))) == 0


@pytest.fixture(scope="module")
def corpus(tmp_path_factory, cache):
    """Return format -> text of the reports on the annotated articles, a row of a .jsonl file, and two files that cannot be read."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "rows.jsonl").write_text('{"id": "r|1", "text": "An assault once morest the prison."}\n{"id": 2}\n', encoding="utf-8")
    names = [name for name in reporters.names() if name != "terminal"]
    wanted = [part for name in names for part in ("--format", name, "--output", folder / f"report.{name}")]
    articles = sorted((ROOT / "corpora" / "annotated").glob("*/mt.en.txt"))
    done = subprocess.run(
        [sys.executable, "-m", "mtcheck", "check", "--scorer", "off", *wanted, *articles, folder / "rows.jsonl", folder / "none.txt"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "GITHUB_WORKSPACE": str(ROOT)},
        check=False,
    )
    assert done.returncode == 2, done.stderr
    return {name: (folder / f"report.{name}").read_text("utf-8") for name in names}


def of_corpus(corpus):
    found = json.loads(corpus["json"])
    return sum(len(document["findings"]) for document in found["documents"]), len(found["documents"]), len(found["failures"])


def test_corpus_in_gitlab(corpus):
    findings, _, failures = of_corpus(corpus)
    entries = VALID["gitlab"](corpus["gitlab"])
    assert len(entries) == findings + failures == len({entry["fingerprint"] for entry in entries})
    assert [entry["severity"] for entry in entries].count("blocker") == failures == 2
    assert entries[0]["location"]["path"].startswith("corpora/annotated/")


def test_corpus_in_rdjson(corpus):
    findings, _, failures = of_corpus(corpus)
    found = VALID["rdjson"](corpus["rdjson"])
    assert len(found) == findings + failures
    for diagnostic in found:
        for suggestion in diagnostic.get("suggestions", ()):
            assert cut(Path(diagnostic["location"]["path"]).read_bytes(), suggestion["range"]) in diagnostic["message"]


def cut(content, stretch):
    """Return what stands in a file between two positions, as reviewdog counts them."""
    lines = content.split(b"\n")
    start, end = stretch["start"], stretch["end"]
    assert start["line"] == end["line"]
    return lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1].decode()


def test_corpus_in_junit(corpus):
    findings, documents, failures = of_corpus(corpus)
    found = VALID["junit"](corpus["junit"])
    cases = [case for suite in found for case in suite]
    outcomes = [outcome for case in cases for outcome in case.result]
    assert len(found) == documents + failures
    assert [type(outcome).__name__ for outcome in outcomes].count("Failure") == findings == sum(suite.failures for suite in found)
    assert [type(outcome).__name__ for outcome in outcomes].count("Error") == failures == sum(suite.errors for suite in found)
    assert len({(case.classname, case.name) for case in cases}) == len(cases) == sum(suite.tests for suite in found)


def test_corpus_in_checkstyle(corpus):
    findings, documents, failures = of_corpus(corpus)
    found = VALID["checkstyle"](corpus["checkstyle"])
    assert len(found.findall("file")) == documents + failures
    assert len(found.findall("file/error")) == findings + failures
    assert len(found.xpath("file/error[@source='mtcheck']")) == failures


def test_corpus_in_markdown(corpus):
    findings, _, _ = of_corpus(corpus)
    by_rule, *documents = VALID["markdown"](corpus["markdown"])
    assert sum(int(cell or 0) for row in by_rule[1:] for cell in row[2:]) == findings
    assert all(len(row) == 5 for table in (by_rule, *documents) for row in table)
    assert sum(len(table) - 1 for table in documents) == findings
    assert "**2 inputs could not be checked**" in corpus["markdown"]


@pytest.mark.parametrize("name", ["csv", "github", "html", "sarif"])
def test_corpus_in_the_others(corpus, name):
    findings, _, _ = of_corpus(corpus)
    counted = {
        "csv": lambda text: len(__import__("pandas").read_csv(__import__("io").StringIO(text))),
        "github": lambda text: len(re.findall(r"^::(?:notice|warning|error) file=", text, re.MULTILINE)),
        "html": lambda text: text.count('<tr id="r'),
        "sarif": lambda text: len(json.loads(text)["runs"][0]["results"]),
    }
    assert counted[name](corpus[name]) == findings


def fingerprints(text, *words, **more):
    return [entry["fingerprint"] for entry in json.loads(rendered("gitlab", report(text, *words, **more)))]


def test_gitlab_knows_a_finding_again():
    line = "Decided in high places."
    (first,) = fingerprints(line, "in high places")
    assert fingerprints(f"Another line.\n\n{line}", "in high places") == [first]
    assert fingerprints(line, "in high places", path="./a.txt") == [first]
    twice = fingerprints(f"{line}\n{line}", "in high places", "in high places")
    assert twice[0] == first and twice[1] != first
    assert first not in fingerprints(line, "in high places", path="b.txt") + fingerprints(line, "high", id="7", line=1)


def test_junit_names_tests_without_their_lines():
    line = "Decided in high places."
    (suite,) = suites(rendered("junit", report(f"\n{line}\n{line}", "in high places", "in high places")))
    assert [case.name for case in suite] == ["calque: in high places", "calque: in high places (2)"]
    (suite,) = suites(rendered("junit", report("Fine.", told=Told("fr", "French", 0.98))))
    assert [(case.name, case.result) for case in suite] == [("no findings", [])]
    assert {one.name: one.value for one in suite.properties()}["source-language"] == "the source reads as French (fr, probability 0.98)"


def test_rdjson_columns_are_bytes():
    text = "é\r\n😀 née in high\nplaces"
    (found,) = VALID["rdjson"](rendered("rdjson", report(text, "in high\nplaces", suggestions=("", "y"))))
    assert found["location"]["range"] == {"start": {"line": 2, "column": 11}, "end": {"line": 3, "column": 7}}
    assert [suggestion["text"] for suggestion in found["suggestions"]] == ["", "y"]
    (found,) = VALID["rdjson"](rendered("rdjson", report("in high places", "high", line=7)))
    assert found["location"]["range"] == {"start": {"line": 7}} and "suggestions" not in found


@pytest.mark.parametrize(("where", "line"), [("b.jsonl:7", 7), ("b.jsonl", 1)])
def test_a_failure_stands_at_its_line(where, line):
    failure = Failure(where, "no valid JSON")
    (entry,) = VALID["gitlab"](rendered("gitlab", failure))
    assert entry["location"] == {"path": "b.jsonl", "lines": {"begin": line, "end": line}}
    (error,) = VALID["checkstyle"](rendered("checkstyle", failure)).findall("file/error")
    assert (error.getparent().get("name"), error.get("line"), error.get("severity")) == ("b.jsonl", str(line), "error")


@given(st.text(min_size=1, max_size=30), st.text(max_size=20))
def test_whatever_a_text_says_the_reports_are_valid(words, message):
    done = report(f"Before {words} after", words, path=f"{words}.txt", message=message, suggestions=(words,))
    for name in FORMATS:
        assert len(VALID[name](rendered(name, done, Failure(words, message)))) > 0
    (error, _) = VALID["checkstyle"](rendered("checkstyle", done, Failure(words, message))).findall("file/error")
    said = visible(f"“{words}” → “{words}”: {message}")
    assert error.get("message") == re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", lambda char: ascii(char[0])[1:-1], said)


@given(st.text(alphabet="ab |*_`~[]()<>&@#\\!-:1.\n", min_size=1, max_size=30).filter(str.strip))
def test_markdown_shows_what_stands_there(words):
    page = rendered("markdown", report(f"x{words}x", words, message=f"z{words}z"))
    _, rows = tables(page)
    plain = " ".join(words.split())
    assert " ".join(rows[1][2].split()) == f"x{' ' * words[0].isspace()}{plain}{' ' * words[-1].isspace()}x"
    assert f"z{plain}z" in " ".join(rows[1][4].replace("z ", "z").replace(" z", "z").split())


def test_markdown_stays_small():
    results = [report("in high places " * 30, *["in high places"] * 30, path=f"{n}.txt") for n in range(20)]
    page = rendered("markdown", *results)
    assert page.startswith("## mtcheck: 600 findings (600 minor)\n\n600 findings in 20 documents")
    assert sum(len(table) - 1 for table in tables(page)[1:]) == markdown.SHOWN == 200
    assert "400 more findings" in page and len(page.encode()) < 100_000


def test_markdown_mentions_nobody():
    page = rendered("markdown", report("says @somebody in #12, mail a@b.c", "@somebody in #12"))
    assert "@<!-- -->somebody in #<!-- -->12" in page
    assert tables(page)[1][1][2] == "says @somebody in #12, mail a@b.c"
