"""PO files, captions and tables: what is text, where it stands in the file, and that writing back changes nothing else."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile

import openpyxl
import polib
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from mtcheck.cli import group
from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document, Failure, Span
from mtcheck.readers import PLAIN, Options, _cells, captions, jsonl, po, table
from mtcheck.readers import read as read_path
from mtcheck.readers._edits import Edit, Edits

SENTENCE = "The coach praised the goalsand the saves of his team."
FIXED = SENTENCE.replace("goalsand", "goals and")
TRICKY = st.text(st.sampled_from("ab é😀\"\\,;|\t\n\r'=%{}"), max_size=12)
MODULES = {"po": po, "srt": captions, "vtt": captions, "csv": table, "tsv": table, "xlsx": table, "parquet": table, "jsonl": jsonl}


def read(name, content, options=PLAIN):
    content = content.encode("utf-8") if isinstance(content, str) else content
    return list(MODULES[name.rpartition(".")[2]].read(io.BytesIO(content), name, options))


def one(name, content, options=PLAIN):
    (document,) = read(name, content, options)
    assert isinstance(document, Document), document
    return document


def pairs(document):
    return [(u.id, u.span.of(document.text), u.source and u.source.of(document.source)) for u in document.units]


def edited(name, content, old, new, options=PLAIN):
    """Return the file with the first ``old`` replaced, and what was refused."""
    content = content.encode("utf-8") if isinstance(content, str) else content
    document = one(name, content, options)
    at = document.text.index(old)
    edits = Edits([Edit(0, Span(at, at + len(old)), new)])
    result = MODULES[name.rpartition(".")[2]].rewrite(content, name, edits, options)
    return result, [why for _, why in edits.refused]


def assert_exact(document, unescape=lambda text: text):
    """Assert that each character of the text, joints apart, stands where the origin says."""
    for unit in document.units:
        for at in range(unit.span.start, unit.span.end):
            written = document.in_file(Span(at, at + 1)).of(document.raw)
            assert unescape(written) == document.text[at]


# PO

PO = r"""# Translators
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"X-Source-Language: fr\n"
"Language: en_GB\n"

#: src/a.c:12
msgctxt "menu"
msgid "Il dit \"oui\".\n"
msgstr ""
"He said \"yes\" and the goals"
"and\tmore.\n"

#, fuzzy, c-format
msgid "a"
msgstr "fuzzy"

#~ msgid "old"
#~ msgstr "obsolete"

msgid "un %d"
msgid_plural "des %d"
msgstr[0] "one %d"
msgstr[1] "many %d"

msgid "vide"
msgstr ""

msgid "file.menu.open"
msgstr "Open"
"""


def test_po_has_its_translations_beside_their_messages():
    document = one("a.po", PO)
    assert pairs(document) == [
        ('menu|Il dit "oui".', 'He said "yes" and the goalsand\tmore.\n', 'Il dit "oui".\n'),
        ("un %d[0]", "one %d", "un %d"),
        ("un %d[1]", "many %d", "des %d"),
        ("file.menu.open", "Open", None),
    ]
    assert document.source_lang == "fr"
    assert document.text == "\n\n".join(text for _, text, _ in pairs(document))


def test_po_edit_over_a_line_break_changes_nothing_else():
    result, refused = edited("a.po", PO, "goalsand", 'goals "and"')
    assert not refused
    assert result.decode() == PO.replace('the goals"\n"and', 'the goals \\"and\\""\n"')
    assert polib.pofile(result.decode())[0].msgstr == 'He said "yes" and the goals "and"\tmore.\n'


@given(st.lists(st.tuples(TRICKY, TRICKY, st.booleans()), min_size=1, max_size=4), st.sampled_from([0, 12, 78]))
@settings(max_examples=60)
def test_po_agrees_with_polib(rows, width):
    catalog = polib.POFile(wrapwidth=width)
    for n, (source, target, fuzzy) in enumerate(rows):
        catalog.append(polib.POEntry(msgid=f"{n}{source}", msgstr=target, msgctxt=str(n), flags=["fuzzy"] if fuzzy else []))
    content = str(catalog).replace("\r", "\\r")
    document = one("a.po", content)
    kept = [(f"{n}{source}", target) for n, (source, target, fuzzy) in enumerate(rows) if target.strip() and not fuzzy]
    assert [(source, target) for _, target, source in pairs(document)] == kept
    assert_exact(document, lambda written: json.loads(f'"{written}"') if written.startswith("\\") else written)


@given(TRICKY.filter(str.strip), TRICKY)
@settings(max_examples=40)
def test_po_writes_what_it_reads(before, after):
    content = str(polib.POEntry(msgid="m", msgstr=f"{before} here")).replace("\r", "\\r")
    result, refused = edited("a.po", content, "here", f"x{after}")
    assert not refused
    assert one("a.po", result).text == f"{before} x{after}"


def test_po_in_another_encoding_stays_in_it():
    content = PO.replace("UTF-8", "ISO-8859-2").replace("Open", "Otwórz żaba").encode("iso-8859-2")
    assert "Otwórz żaba" in one("a.po", content).text
    result, refused = edited("a.po", content, "Open" if b"Open" in content else "Otwórz", "Łódź")
    assert not refused
    assert result == content.replace("Otwórz".encode("iso-8859-2"), "Łódź".encode("iso-8859-2"))
    _, refused = edited("a.po", content, "Otwórz", "日本")
    assert refused and "encoding" in refused[0]


def test_po_into_another_language_is_no_use():
    (failure,) = read("a.po", PO.replace("en_GB", "de"))
    assert isinstance(failure, Failure) and "'de'" in failure.message


@pytest.mark.parametrize(("content", "line"), [('msgid "a"\nmsgstr "b\n', 2), ("hello\n", 1), ('msgid "a"\n"b"\nwhat "c"\n', 3), ('"a"\n', 1)])
def test_po_that_is_broken_says_where(content, line):
    with pytest.raises(ReadError) as caught:
        read("a.po", content)
    assert caught.value.where == f"a.po:{line}"


# Captions

SRT = (
    "\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n{\\an8}<i>The coach\r\npraised</i> the\r\n\r\n"
    "2\r\n00:00:03,000 --> 00:00:04,000\r\ngoalsand the saves.\r\n\r\n"
    "3\r\n00:00:05,000 --> 00:00:06,000\r\n- Did he?\r\n- 42 times…\r\n\r\n"
    "4\r\n00:00:07,000 --> 00:00:08,000\r\nor more.\r\n"
)
VTT = (
    "WEBVTT - Title\n\nNOTE\nnothing here\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\n"
    "intro\n00:01.000 --> 00:02.000 align:start\n<v Bob>R&amp;D praised the <c.loud>goalsand</c>\n\n"
    "00:02.000 --> 00:03.000\nR&amp;D praised the goalsand\nthe<00:02.500><c> saves</c>.\n\n"
    "00:00:03.000 --> 00:00:04.000\nThen he left.\n\nNOTE done\n"
)


def test_sentences_run_on_over_cues():
    document = one("a.srt", SRT)
    assert document.text == "The coach praised the goalsand the saves.\n\n- Did he?\n\n- 42 times… or more."
    assert [(unit.id, unit.span.of(document.text)) for unit in document.units] == [
        ("1", "The coach praised the"),
        ("2", "goalsand the saves."),
        ("3", "- Did he?\n\n- 42 times…"),
        ("4", "or more."),
    ]


def test_vtt_leaves_out_what_is_not_shown_and_what_stays_on_the_screen():
    document = one("a.vtt", VTT)
    assert document.text == "R&D praised the goalsand the saves.\n\nThen he left."
    assert [unit.id for unit in document.units] == ["intro", "00:02.000", "00:00:03.000"]


@pytest.mark.parametrize(("name", "content"), [("a.srt", SRT), ("a.vtt", VTT)])
def test_captions_change_only_where_they_are_edited(name, content):
    result, refused = edited(name, content, "goalsand", "goals & and")
    assert not refused
    assert result.decode() == content.replace("goalsand", "goals &amp; and" if name == "a.vtt" else "goals & and", 1)
    same, refused = edited(name, content, "the goalsand", "x")
    assert refused and same == content.encode()


LINES = st.text(st.sampled_from("abé😀 .,!?…<>&{}\\/-♪[]"), max_size=15)


@given(st.lists(st.lists(LINES, min_size=1, max_size=3), max_size=5), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["srt", "vtt"]))
@settings(max_examples=80)
def test_every_character_of_captions_stands_where_it_is_said_to(found, end, kind):
    cues = (
        end.join([f"{n}", f"00:00:{n:02},000 --> 00:00:{n:02},900".replace(",", "." if kind == "vtt" else ","), *c, "", ""])
        for n, c in enumerate(found)
    )
    content = ("WEBVTT" + end * 2 if kind == "vtt" else "") + "".join(cues)
    if not content:
        return
    document = one(f"a.{kind}", content)
    last = 0
    for at, char in enumerate(document.text):
        span = document.in_file(Span(at, at + 1))
        assert last <= span.start <= span.end
        assert char.isspace() or span.of(document.raw) == char
        last = span.start
    assert all(unit.span.of(document.text).strip() for unit in document.units)


def test_captions_without_a_timing_are_none():
    with pytest.raises(ReadError, match="no captions"):
        read("a.srt", "Just a text.\n")
    assert one("a.srt", "").text == ""
    assert one("a.vtt", "WEBVTT\n\nNOTE only this\n").text == ""


# CSV


@given(st.lists(st.lists(TRICKY, min_size=3, max_size=3), max_size=5), st.sampled_from(",;|\t"), st.sampled_from(["\n", "\r\n"]), st.booleans())
@settings(max_examples=100)
def test_csv_agrees_with_the_standard_library(rows, delimiter, end, every):
    if end == "\n" and not every:  # Python 3.11 then writes a lone carriage return without quotes
        rows = [[cell.replace("\r", "") for cell in row] for row in rows]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL)
    writer.writerows([["id", "target", "source"], *rows])
    document = one("a.csv", stream.getvalue())
    kept = [(target, source if source.strip() else None) for _, target, source in rows if target.strip()]
    assert [(target, source) for _, target, source in pairs(document)] == kept
    assert_exact(document, lambda written: written.replace('""', '"'))


@given(st.text(st.sampled_from('a",\n\r '), max_size=30))
def test_scanner_agrees_with_the_standard_library_on_anything(raw):
    try:
        found = [[cell.text for cell in row] for row in _cells.rows(raw, ",", "a.csv")]
    except ReadError:
        return
    assert found == [row for row in csv.reader(io.StringIO(raw, newline="")) if row]


@given(TRICKY, TRICKY, st.booleans())
@settings(max_examples=60)
def test_csv_cells_keep_their_table_whatever_is_written(before, after, quoted):
    before = before.replace('"', "").replace(",", "") if not quoted else before
    cell = f"{before.strip()} here"
    cell = '"' + cell.replace('"', '""') + '"' if quoted or "\n" in cell or "\r" in cell else cell
    content = f'id,target,source\r\n1,{cell},"é\n"\r\n\r\n2,plain,x'
    result, refused = edited("a.csv", content, "here", f"x{after}")
    assert not refused
    rows = list(csv.reader(io.StringIO(result.decode(), newline="")))
    assert rows == [["id", "target", "source"], ["1", f"{before.strip()} x{after}", "é\n"], [], ["2", "plain", "x"]]
    start = content.index(cell)
    assert result.decode().startswith(content[:start]) and result.decode().endswith(content[start + len(cell) :])


def test_an_unquoted_cell_that_needs_quotes_gets_them():
    result, _ = edited("a.csv", "target;n\r\ngoalsand;1\r\n", "goalsand", "goals; and")
    assert result == b'target;n\r\n"goals; and";1\r\n'
    result, _ = edited("a.csv", "target;n\r\ngoalsand;1\r\n", "goalsand", "goals, and")
    assert result == b"target;n\r\ngoals, and;1\r\n"


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.csv", "\ufefftext\nA b, c; d.\n", ["A b, c; d."]),
        ("a.csv", "sep=;\r\nid;text\r\n1;a,b\r\n", ["a,b"]),
        ("a.csv", "id\ttext\n1\ta, b\n", ["a, b"]),
        ("a.csv", "a,b;Target\n1,2;x\n", ["x"]),
        ("a.tsv", 'text\tid\n"Go," he said.\t1\n"a\tb"\t2\n"open\t3\n', ['"Go," he said.', "a\tb", '"open']),
        ("a.csv", "id,English,French\n1,one,un\n2,,deux\n", ["one"]),
        ("a.csv", "text,id\na,1,,\n", ["a"]),
    ],
)
def test_delimiters_and_common_names(name, content, texts):
    assert [text for _, text, _ in pairs(one(name, content))] == texts


def test_rows_are_named_by_their_id_or_line():
    assert [name for name, _, _ in pairs(one("a.csv", 'id,text\nx,"a\nb"\n,c\n'))] == ["x", "line 4"]


def test_named_columns():
    content = "key,mt,post,fr\n1,a,b,c\n"
    assert pairs(one("a.csv", content, Options(target_column="post", source_column="fr", id_column="mt"))) == [("a", "b", "c")]
    for options in (Options(target_column="x"), Options(source_column="x"), Options(id_column="x")):
        with pytest.raises(ReadError, match=r"no column 'x'; it has key, mt, post, fr"):
            read("a.csv", content, options)


def test_a_table_without_a_known_column_lists_those_it_has():
    with pytest.raises(ReadError, match=r"it has alpha, beta; name the one to check with --target-column"):
        read("a.csv", "alpha,beta\n1,2\n")


def test_csv_that_is_broken_or_empty():
    with pytest.raises(ReadError, match="never closed") as caught:
        read("a.csv", 'id,text\n1,"a\n2,b\n')
    assert caught.value.where == "a.csv:2"
    with pytest.raises(ReadError, match="empty table"):
        read("a.csv", "")
    assert one("a.csv", "id,target\n").text == ""
    failure, document = read("a.csv", "id,target\n1,Hello, you\n2,Bye\n3,a,b\n")
    assert failure.where == "a.csv:2" and "1 rows more" in failure.message
    assert document.text == "Bye"


def test_a_cell_with_text_after_its_quotes_is_left_alone():
    content = 'id,target\n1,"goalsand" x\n'
    result, refused = edited("a.csv", content, "goalsand", "goals and")
    assert result == content.encode() and "closing quote" in refused[0]


def test_an_edit_over_two_cells_is_refused():
    result, refused = edited("a.csv", "target\na b\nc d\n", "b\n\nc", "x")
    assert result == b"target\na b\nc d\n" and refused == ["it runs over several cells"]


# Excel and Parquet


@pytest.fixture(scope="module")
def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Texts & more"
    sheet.append([])
    sheet.append([None, "Source", "Target", "n"])
    sheet.append([None, "Phrase", SENTENCE, 1.5])
    sheet.append([])
    sheet.append([None, None, SENTENCE, 2])
    sheet.append([None, 7, CellRichText("Now ", TextBlock(InlineFont(b=True), "goalsand "), "the <rest>"), 3])
    sheet.append([None, "x", "=C3", 4])
    sheet["C3"].font = Font(bold=True)
    other = book.create_sheet("Other")
    other.append(["id", "mt"])
    other.append(["k1", "Hello"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_workbook_cells_have_their_names(workbook):
    assert pairs(one("a.xlsx", workbook)) == [
        ("Texts & more!C3", SENTENCE, "Phrase"),
        ("Texts & more!C5", SENTENCE, None),
        ("Texts & more!C6", "Now goalsand the <rest>", "7"),
    ]
    assert pairs(one("a.xlsx", workbook, Options(sheet="Other"))) == [("k1", "Hello", None)]
    assert one("a.xlsx", workbook).origin is None


def test_a_workbook_changes_only_in_the_cell(workbook):
    result, refused = edited("a.xlsx", workbook, "goalsand", "goals & <and")
    assert not refused
    before, after = zipfile.ZipFile(io.BytesIO(workbook)), zipfile.ZipFile(io.BytesIO(result))
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert before.namelist() == after.namelist() and changed == ["xl/worksheets/sheet1.xml"]
    old, new = (openpyxl.load_workbook(io.BytesIO(content), rich_text=True) for content in (workbook, result))
    for sheet in old:
        for row in sheet.iter_rows():
            for cell in row:
                other = new[sheet.title][cell.coordinate]
                expected = SENTENCE.replace("goalsand", "goals & <and") if (sheet.title, cell.coordinate) == ("Texts & more", "C3") else cell.value
                assert other.value == expected and repr(other.font) == repr(cell.font)


def test_rich_text_keeps_its_formats(workbook):
    document = one("a.xlsx", workbook)
    at = document.text.rindex("goalsand")
    result = table.rewrite(workbook, "a.xlsx", Edits([Edit(0, Span(at, at + 8), "goals and"), Edit(0, Span(at - 4, at - 1), "Then")]), Options())
    value = openpyxl.load_workbook(io.BytesIO(result), rich_text=True)["Texts & more"]["C6"].value
    assert [str(part) for part in value] == ["Then ", "goals and ", "the <rest>"]
    assert value[1].font.b
    assert "Then goals and the <rest>" in one("a.xlsx", result).text


def test_the_result_of_a_formula_is_read_and_left_alone(workbook):
    source = zipfile.ZipFile(io.BytesIO(workbook))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(rb'<c r="C7"><f>C3</f><v(?: ?/>|></v>)</c>', b'<c r="C7" t="str"><f>C3</f><v>A formula made this</v></c>', content)
            target.writestr(name, content)
    assert "A formula made this" in one("a.xlsx", stream.getvalue()).text
    result, refused = edited("a.xlsx", stream.getvalue(), "formula", "x")
    assert result == stream.getvalue() and "formula" in refused[0]


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"PAR1 nothing PAR1", b"\xd0\xcf\x11\xe0 old"])
def test_what_is_no_workbook_is_one_line(name, content, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    (failure,) = read_path(str(path))
    assert isinstance(failure, Failure) and "\n" not in failure.message
    assert "no Excel workbook" in failure.message or "no Parquet file" in failure.message or "password" in failure.message


def test_a_workbook_cut_short_or_without_its_sheet(workbook):
    for cut in (len(workbook) // 2, len(workbook) - 30):
        with pytest.raises(ReadError, match="damaged"):
            read("a.xlsx", workbook[:cut])
    with pytest.raises(ReadError, match="it has Texts & more, Other"):
        read("a.xlsx", workbook, Options(sheet="Third"))
    with pytest.raises(ReadError, match="it has Source, Target, n"):
        read("a.xlsx", workbook, Options(target_column="MT"))


def test_a_workbook_that_unpacks_to_too_much():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b" " * 20_000_000)
    with pytest.raises(ReadError, match="unpacks"):
        read("a.xlsx", stream.getvalue())


def parquet(columns, **options) -> bytes:
    stream = io.BytesIO()
    pq.write_table(columns if isinstance(columns, pa.Table) else pa.table(columns), stream, **options)
    return stream.getvalue()


def test_parquet_round_trip_keeps_schema_metadata_groups_and_compression():
    schema = pa.schema(
        [("mt", pa.dictionary(pa.int32(), pa.string())), ("source", pa.large_string()), ("n", pa.list_(pa.int8()))], metadata={"made by": "hand"}
    )
    rows = {"mt": ["Hello.", None, SENTENCE, " "], "source": ["Salut.", "x", None, "y"], "n": [[1], [], None, [2, 3]]}
    content = parquet(pa.table(rows, schema=schema), row_group_size=2, compression="zstd")
    assert pairs(one("a.parquet", content)) == [("row 1", "Hello.", "Salut."), ("row 3", SENTENCE, None)]
    result, refused = edited("a.parquet", content, "goalsand", "goals and")
    old, new = pq.ParquetFile(io.BytesIO(content)), pq.ParquetFile(io.BytesIO(result))
    assert not refused
    assert new.schema_arrow.equals(old.schema_arrow, check_metadata=True)
    assert new.num_row_groups == 2 and new.metadata.row_group(1).column(0).compression == "ZSTD"
    assert new.read().to_pylist() == [{**row, "mt": FIXED} if row["mt"] == SENTENCE else row for row in old.read().to_pylist()]


def test_parquet_that_lacks_the_column_or_its_text():
    with pytest.raises(ReadError, match="it has a, b"):
        read("a.parquet", parquet({"a": ["x"], "b": [1]}))
    with pytest.raises(ReadError, match="holds int64, not text"):
        read("a.parquet", parquet({"target": [1]}))
    assert one("a.parquet", parquet({"target": pa.array([], pa.string())})).text == ""
    assert pairs(one("a.parquet", parquet({"target": ["x"], "id": [5]}))) == [("5", "x", None)]


def test_one_text_in_very_many_rows_is_too_long():
    packed = pa.DictionaryArray.from_arrays(pa.array([0] * 3000, pa.int32()), pa.array(["a" * 10_000]))
    with pytest.raises(ReadError, match="longer than"):
        read("a.parquet", parquet({"target": packed}))


# JSON Lines


def test_rows_with_other_fields():
    options = Options(target_column="mt", source_column="fr", id_column="n")
    content = '{"n": 3, "text": "not this", "mt": "Caf\\u00e9 goalsand", "fr": "Café"}\n'
    document = one("a.jsonl", content, options)
    assert (document.id, document.text, document.source) == ("3", "Café goalsand", "Café")
    result, refused = edited("a.jsonl", content, "goalsand", "goals and", options)
    assert not refused and result.decode() == content.replace("goalsand", "goals and")
    (failure,) = read("a.jsonl", '{"text": "x"}\n', options)
    assert "`mt`" in failure.message


# The command line

FILES = {
    "a.po": f'msgid "L\'entraîneur a salué."\nmsgstr "{SENTENCE}"\n',
    "a.json": f'{{"menu": {{"k\\u00e9y": ["Fine day.", "\\"A,\\" he said. {SENTENCE}"], "n": 1.50}}}}\n',
    "a.srt": f"1\n00:00:01,000 --> 00:00:02,000\n<i>{SENTENCE}</i>\n",
    "a.vtt": f"WEBVTT\n\n00:01.000 --> 00:02.000\n{SENTENCE}\n",
    "a.csv": f'id,target\nk1,"""A,"" he said. {SENTENCE}"\n',
    "a.tsv": f"target\tid\n{SENTENCE}\tk1\n",
}


@pytest.mark.parametrize("name", FILES)
def test_check_says_where_and_fix_changes_only_that(name, tmp_path, cache):
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8")
    run = lambda *arguments: CliRunner().invoke(group, [*arguments, "--scorer", "off", str(path)])  # noqa: E731
    report = json.loads(run("check", "--format", "json").stdout)
    (finding,) = (found for found in report["documents"][0]["findings"] if found["text"] == "goalsand")
    assert FILES[name][finding["start"] : finding["end"]] == "goalsand" and finding["unit"]
    assert run("fix", "--unsafe-fixes", "--in-place").exit_code == 0
    assert path.read_text(encoding="utf-8") == FILES[name].replace("goalsand", "goals and")


def test_fix_changes_a_workbook(workbook, tmp_path, cache):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook)
    result = CliRunner().invoke(group, ["fix", "--unsafe-fixes", "--in-place", "--scorer", "off", "--source-lang", "fr", str(path)])
    assert result.exit_code == 0, result.output
    assert openpyxl.load_workbook(path)["Texts & more"]["C3"].value == FIXED


def test_importing_the_readers_imports_nothing_heavy():
    code = "import sys; from mtcheck import readers; readers.formats(); print(*sys.modules)"
    modules = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert {"mtcheck.readers.table", "mtcheck.readers.po", "mtcheck.readers.captions"} <= modules
    assert not modules & {
        "pandas",
        "numpy",
        "openpyxl",
        "pyarrow",
        "csv",
        "mtcheck.readers._cells",
        "mtcheck.readers._po",
        "mtcheck.readers._captions",
    }


def test_an_ill_fitting_delimiter_does_not_get_in_the_way():
    assert pairs(one("a.csv", 'id,a|"b,target\n1,x,y\n', Options(id_column="id"))) == [("1", "y", None)]


@pytest.mark.parametrize(("name", "engine"), [("a.xlsx", "openpyxl"), ("a.parquet", "pyarrow")])
def test_a_missing_engine_is_named(name, engine, workbook, monkeypatch):
    monkeypatch.setitem(sys.modules, engine, None)
    with pytest.raises(ReadError, match=rf"need {engine}; run pip install 'mtcheck\[tables\]'"):
        read(name, workbook)
