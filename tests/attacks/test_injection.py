"""What texts, names and lists say stays what they say: no formula in a table, no markup in a page, nothing that a terminal or a runner obeys."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from mtcheck import reporters
from mtcheck.cli import group
from mtcheck.core.errors import MtcheckError
from mtcheck.core.escaping import FORMULA
from mtcheck.core.model import Document, DocumentReport, Failure, Finding, Rule, Span
from mtcheck.core.mqm import Severity

ESCAPES = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x1b]8;;http://evil.example\x1b\\",
    "\x9b31m",
    "\x08\x08",
    "\x7f",
    "\x0e",
    "\u202e",
    "\u2066",
    "\x1bP+q\x1b\\",
]
FORMULAS = ['=HYPERLINK("http://evil.example")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1"]
MARKUP = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>",
    "' onmouseover='alert(1)",
    "<!--",
    "]]>",
    "&lt;b&gt;",
    "javascript:alert(1)",
]
COMMANDS = ["::error::x", "::add-mask::a", "##[error]x", "\n::stop-commands::x", "%0A::warning::x"]
RULE = Rule("hostile", "s", "w", "Style", Severity.MAJOR)
DRIVING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
FORMATS = reporters.names()


def report(payload: str) -> list[DocumentReport | Failure]:
    """Return a report that says a payload wherever something of a file, a list or a row is said."""
    text = f"{payload} {payload} in a text. {payload}"
    finding = Finding(
        "hostile",
        "Style",
        Severity.MAJOR,
        Span(len(payload) + 1, 2 * len(payload) + 1),
        payload,
        payload,
        (payload, payload),
        0.9,
        {"entry": payload},
        "00ff",
    )
    document = Document(f"{payload}.txt", text, payload, source=payload * 2, meta={"title": payload, "authors": [payload]})
    failure = Failure(f"{payload}.md", payload)
    return [DocumentReport(document, 10, 50.0, (finding,), (finding,), failures=(failure,)), failure]


def rendered(name: str, payload: str) -> str:
    return "".join(reporters.load(name).render(f"mtcheck:{payload}", report(payload), {"hostile": RULE}))


@pytest.mark.parametrize("payload", ESCAPES)
@pytest.mark.parametrize("name", FORMATS)
def test_no_report_drives_a_terminal(name, payload):
    written = rendered(name, f"a{payload}b")
    assert not DRIVING.search(written), ascii(DRIVING.search(written))


@pytest.mark.parametrize("payload", COMMANDS)
def test_no_line_of_a_report_is_a_command(payload):
    assert not [line for line in rendered("terminal", payload).splitlines() if line.lstrip().startswith(("::", "##["))]


@pytest.mark.parametrize("payload", [*COMMANDS, *ESCAPES, "a,line=9", "a\r\n::error::x"])
def test_annotations_are_one_command_each(payload):
    lines = rendered("github", payload).split("\n")[:-1]
    assert len(lines) == 3 and all(line.startswith(("::warning file=", "::error title=mtcheck::")) for line in lines)
    assert lines[1].count("line=") == 1 or "%2Cline=" in lines[1]


class Tags(HTMLParser):
    """Collects the tags of a page and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, tuple(name for name, _ in attrs)))
        self.values += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_comment(self, data):
        self.seen.append(("comment", ()))


@pytest.mark.parametrize("payload", MARKUP)
def test_pages_have_no_tags_of_others(payload):
    one, other = Tags(rendered("html", payload)), Tags(rendered("html", "plain"))
    assert one.seen == other.seen
    assert all(value.startswith("#") for value in one.values)
    assert "Content-Security-Policy" in rendered("html", payload) and "default-src 'none'" in rendered("html", payload)


@pytest.mark.parametrize("payload", [*MARKUP, *ESCAPES])
@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_is_read_as_it_was_meant(name, payload):
    tree, plain = (etree.fromstring(rendered(name, one).encode()) for one in (payload, "plain"))
    assert [element.tag for element in tree.iter()] == [element.tag for element in plain.iter()]


@pytest.mark.parametrize("payload", [*MARKUP, *ESCAPES, *FORMULAS])
@pytest.mark.parametrize("name", ["json", "sarif", "gitlab", "rdjson"])
def test_json_stays_json(name, payload):
    assert json.dumps(json.loads(rendered(name, payload))).count(json.dumps(payload)[1:-1]) >= 2


@pytest.mark.parametrize(
    "payload", [*MARKUP, "[a](javascript:alert(1))", "![a](http://evil.example/x.png)", "@somebody", "#1", "|a|b|", "`a`", "http://evil.example"]
)
def test_markdown_has_no_markup_of_others(payload):
    written = rendered("markdown", payload)
    assert "<script" not in written and "<img" not in written and not re.search(r"(?<!\\)\]\(", written)
    assert not re.search(r"(?<![\w\\])[@#](?=\w)", written.replace("#x27", "").replace("&#", "")), written


@pytest.mark.parametrize("payload", FORMULAS)
def test_no_cell_of_csv_is_a_formula(payload):
    rows = list(csv.reader(io.StringIO(rendered("csv", payload), newline="")))
    assert len(rows) == 2
    assert not [cell for cell in rows[1] if cell.startswith(FORMULA) and not re.fullmatch(r"-?[\d.]+", cell)]


@pytest.fixture
def reports(tmp_path, cache) -> Path:
    """Return a folder with a JSON report of each payload."""
    for number, payload in enumerate([*FORMULAS, *MARKUP, *ESCAPES, *COMMANDS]):
        (tmp_path / f"{number}.json").write_text(rendered("json", payload), "utf-8")
    return tmp_path


def call(*arguments: object) -> str:
    result = CliRunner().invoke(group, [str(one) for one in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return f"{result.output}{result.stderr}"


@pytest.mark.parametrize("form", ["terminal", "csv", "markdown", "json", "html"])
def test_reports_that_are_read_again_stay_harmless(form, reports):
    written = call("report", "--format", form, reports)
    assert not DRIVING.search(written) and len(written) > 300
    if form == "html":
        assert not [tag for tag, names in Tags(written).seen if "onerror" in names or "onmouseover" in names or tag == "comment"]
        assert Tags(written).seen.count(("script", ())) == 1
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(written, newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(FORMULA)]
    if form == "terminal":
        assert not [line for line in written.splitlines() if line.lstrip().startswith(("::", "##["))]


@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_two_reports_compared_stay_harmless(form, reports):
    for number in range(1, 29):
        assert not DRIVING.search(call("diff", "--format", form, "--remaining", reports / "0.json", reports / f"{number}.json"))


def test_no_cell_of_a_workbook_is_a_formula(reports, tmp_path):
    import openpyxl

    call("report", "--by", "report", "--by", "author", "--output", tmp_path / "out.xlsx", reports)
    call("report", "--output", tmp_path / "all.xlsx", reports)
    for name in ("out.xlsx", "all.xlsx"):
        cells = [cell for sheet in openpyxl.load_workbook(tmp_path / name) for row in sheet for cell in row]
        assert len(cells) > 100
        assert not [cell.value for cell in cells if cell.data_type == "f" or (isinstance(cell.value, str) and cell.value.startswith(FORMULA))]


@pytest.mark.parametrize("payload", ESCAPES)
def test_messages_and_differences_drive_no_terminal(payload, tmp_path, cache, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = f"a{payload}.txt".replace("/", "")
    Path(name).write_bytes(f"{payload}It broke once morest for 50 % of it. {payload} Who who.\n".encode())
    Path(f"b{payload}.jsonl".replace("/", "")).write_text('{"text": 1}\n', "utf-8")
    Path(f"c{payload}.xlf".replace("/", "")).write_text(f"<a>{payload}</b>", "utf-8")
    for arguments in (
        ("check", "."),
        ("check", "--show-hash", name),
        ("fix", "--unsafe-fixes", name),
        ("baseline", "create", "."),
        ("baseline", "show", "--by", "finding"),
    ):
        try:
            said = call(*arguments, *(("--scorer", "off") if arguments[:2] != ("baseline", "show") else ()))
        except MtcheckError as error:
            said = error.line()
        assert not DRIVING.search(said), ascii(said)
    with pytest.raises(MtcheckError) as caught:
        call("check", "--scorer", "off", "--config", f"{payload}.toml", name)
    assert not DRIVING.search(caught.value.line())


@pytest.mark.parametrize("payload", ESCAPES)
def test_what_is_measured_and_learned_drives_no_terminal(payload, tmp_path, cache):
    old, new, marked = tmp_path / "mt.txt", tmp_path / "pe.txt", tmp_path / "gold.jsonl"
    towns = [f"Oslo {payload}", *"Bergen Tromsø Narva Riga Tartu Vilnius Kaunas".split()]
    old.write_text("".join(f"The board holds the presidency of the meeting in {town}.\n" for town in towns), "utf-8")
    new.write_text("".join(f"The board chairs the meeting in {town}.\n" for town in towns), "utf-8")
    marked.write_text(json.dumps({"id": payload, "text": f"He praised the {payload} goalsand the the saves.", "gold": []}) + "\n", "utf-8")
    for arguments in (
        ("glossary", "learn", "--mt", old, "--post-edit", new),
        ("score", old, "--reference", new, "--scorer", "off", "--sentence", "--differences", "2"),
        ("evaluate", "--show", marked),
    ):
        assert not DRIVING.search(call(*arguments)), arguments
        json.loads(call(*arguments, "--format", "json"))


def test_fix_makes_no_formula(tmp_path, cache):
    """A list of the repository may suggest one; in a cell of CSV it would become one."""
    from mtcheck.readers._edits import Edit, Edits
    from mtcheck.rewriting import rewrite

    content = b"id,target\n1,goalsand the rest\n2,so goalsand\n"
    edits = Edits([Edit(0, Span(0, 8), "=cmd|' /C calc'!A0"), Edit(0, Span(22, 30), "=sum")])
    after = rewrite("a.csv", content, edits)
    assert b"1,goalsand the rest" in after and b"so =sum" in after
    assert [why for _, why in edits.refused] == ["its cell would become a formula"]
