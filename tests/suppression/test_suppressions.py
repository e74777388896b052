"""The list of suppressions: what its entries are about, what is said of those that do nothing."""

import pytest

from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Document, DocumentReport, Finding, Span
from mtcheck.core.mqm import Severity
from mtcheck.suppression.ignore_file import COLUMNS, read_entries, row_of, with_rows
from mtcheck.suppression.places import concerns, relative
from mtcheck.suppression.suppressions import Usage, read_suppressions

RULES = ("calque", "exonym", "spacing")
TODAY = "2026-06-01"


def finding(rule="calque", context="a" * 16, text="in high places", start=0):
    return Finding(rule, "Style", Severity.MINOR, Span(start, start + len(text)), text, "m", context=context)


def report(*findings, path="a.txt"):
    return DocumentReport(Document(path, "x" * 100), 100, 90.0, findings)


@pytest.fixture
def listed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").touch()

    def write(*rows, columns=COLUMNS):
        text = "\n".join("\t".join(row) for row in (columns, *rows)) + "\n"
        (tmp_path / "ignore.tsv").write_text(text, encoding="utf-8")
        return read_suppressions(tmp_path / "ignore.tsv", RULES, TODAY)

    return write


def split(suppressions, *findings, path="a.txt"):
    made = suppressions.applied(report(*findings, path=path))
    return [len(made.findings), len(made.suppressed)]


def test_an_entry_stands_for_one_place(listed):
    one = listed(("calque", "a.txt", "a" * 16, "in high places", "style", ""))
    assert split(one, finding()) == [0, 1]
    assert split(one, finding(), finding(start=30)) == [1, 1]
    assert split(one, finding(context="b" * 16)) == split(one, finding("exonym")) == [1, 0]
    two = listed(*[("calque", "a.txt", "a" * 16, "", "style", "")] * 2)
    assert split(two, finding(), finding(start=30)) == [0, 2]


def test_the_score_is_that_of_the_rest(listed):
    made = listed(("calque", "a.txt", "a" * 16, "", "style", "")).applied(report(finding()))
    assert made.score == 100.0 and made.suppressed[0].context == "a" * 16


def test_applying_twice_changes_nothing(listed):
    one = listed(("calque", "", "a" * 16, "", "style", ""))
    made = one.applied(report(finding(), finding("exonym", start=20)))
    assert one.applied(made) == made


@pytest.mark.parametrize(
    ("pattern", "held"),
    [
        ("archive/*.txt", ["archive/a.txt"]),
        ("archive", ["archive/a.txt", "archive/2019/b.txt"]),
        ("./archive/", ["archive/a.txt", "archive/2019/b.txt"]),
        ("archive/**", ["archive/a.txt", "archive/2019/b.txt"]),
        ("**/b.txt", ["archive/2019/b.txt", "b.txt"]),
        ("archive/?.txt", ["archive/a.txt"]),
        ("*.txt", ["b.txt"]),
        ("", ["archive/a.txt", "archive/2019/b.txt", "b.txt"]),
    ],
)
def test_patterns_of_files(listed, pattern, held):
    files = ["archive/a.txt", "archive/2019/b.txt", "b.txt"]
    assert [file for file in files if concerns(pattern, file)] == held
    entries = listed(("calque", pattern, "" if pattern else "a" * 16, "", "old texts", ""))
    assert [file for file in files if split(entries, finding(), path=file) == [0, 1]] == held


def test_signs_of_expressions_are_letters_in_a_pattern():
    assert concerns("a+b/[x].md", "a+b/[x].md") and not concerns("a.md", "axmd") and not concerns("a.md", "dir/a.md")


def test_an_entry_for_words(listed):
    entries = listed(("calque", "", "", "In  high places", "the name of a book", ""))
    assert split(entries, finding(), finding(context="b" * 16, start=30), finding(text="in low places", start=60)) == [1, 2]


def test_an_entry_whose_file_is_gone_holds_where_its_words_are(listed, tmp_path):
    rows = ("calque", "old.txt", "a" * 16, "", "style", "")
    assert split(listed(rows), finding()) == [0, 1]
    (tmp_path / "old.txt").touch()
    assert split(listed(rows), finding()) == [1, 0]
    assert split(listed(("calque", "old.txt", "", "", "style", "")), finding()) == [1, 0]


def test_lists_with_fewer_columns_are_read(listed):
    entries = listed(("calque", "a" * 16, "style"), columns=("rule", "context", "reason"))
    assert split(entries, finding(), path="any/where.txt") == [0, 1]
    usage = Usage(listed(("calque", "c" * 16, "style"), columns=("rule", "context", "reason")), lambda rule, document: True)
    list(usage.watch(report()))
    (line,) = usage.unused()
    assert line.startswith(str(entries.folder / "ignore.tsv:2")) and "`mtcheck ignore` writes it anew" in line


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("calqe", "", "a", "", "x", ""), "ignore.tsv:2: no rule 'calqe'; did you mean calque?"),
        (("calque", "", "a", "", "", ""), "ignore.tsv:2: rule, reason and one of"),
        (("calque", "", "", "", "x", ""), "ignore.tsv:2: rule, reason and one of"),
        (("calque", "", "a", "", "x", "soon"), "ignore.tsv:2: no date: 'soon'; write YYYY-MM-DD"),
        (("<<<<<<< ours",), "ignore.tsv:2: the marker of a merge"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said(listed, row, message):
    with pytest.raises(ConfigError) as caught:
        listed(row)
    assert message in caught.value.line() and "\n" not in caught.value.line()


def test_expired_and_unused_entries_are_said_and_others_not(listed, tmp_path):
    (tmp_path / "b.txt").touch()
    suppressions = listed(
        ("calque", "a.txt", "a" * 16, "", "holds", "2026-06-01"),
        ("calque", "a.txt", "b" * 16, "", "expired", "2026-05-31"),
        ("calque", "a.txt", "c" * 16, "", "unused", ""),
        ("exonym", "a.txt", "c" * 16, "", "its rule did not run", ""),
        ("calque", "b.txt", "c" * 16, "", "its file was not checked", ""),
        ("calque", "gone.txt", "c" * 16, "", "its file is gone", ""),
    )
    usage = Usage(suppressions, lambda rule, document: rule == "calque")
    made = suppressions.applied(report(finding(), finding(context="b" * 16, start=30)))
    assert [len(made.findings), len(made.suppressed)] == [1, 1]
    list(usage.watch(made))
    said = [line.partition("ignore.tsv:")[2] for line in usage.unused()]
    assert [line[0] for line in said] == ["3", "4", "7"]
    assert "expired on 2026-05-31" in said[0] and "matches nothing any more" in said[1]


def test_entries_are_added_to_any_list(tmp_path):
    row = row_of(finding(text="in  high\nplaces " * 20), "sub/a\tb.txt", tmp_path.cwd(), " the\nreason ", "2027-01-01")
    assert row["file"] == "sub/a?b.txt" and row["reason"] == "the reason" and "\n" not in row["words"] and len(row["words"]) == 80
    for before, after in (
        ("", "\t".join(COLUMNS) + "\n"),
        (
            "# ours\nrule\tcontext\treason\n# calques\ncalque\tabc\tstyle\n",
            "# ours\nrule\tcontext\treason\tfile\twords\texpiry\n# calques\ncalque\tabc\tstyle\n",
        ),
        ("\ufeffrule\tfile\tcontext\twords\treason\texpiry\r\n", "\t".join(COLUMNS) + "\n"),
    ):
        text = with_rows(before, [row])
        assert text.startswith(after) and text.count("\n") == after.count("\n") + 1
        path = tmp_path / "list.tsv"
        path.write_text(text, encoding="utf-8")
        last = read_entries(path, RULES)[-1]
        assert (last.rule, last.file, last.context, last.expiry) == ("calque", "sub/a?b.txt", "a" * 16, "2027-01-01")


def test_files_count_from_the_folder_of_the_list(tmp_path, monkeypatch):
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    assert relative("x.md", tmp_path) == "sub/x.md" and relative("../y.md", tmp_path) == "y.md" and relative("-", tmp_path) == "-"
