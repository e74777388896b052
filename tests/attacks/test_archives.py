"""Files that a few bytes make endless, or that want other files: they are refused in a line, at once."""

from __future__ import annotations

import gzip
import io
import resource
import time
import zipfile
from pathlib import Path

import pytest

from mtcheck import readers
from mtcheck.core.errors import MtcheckError
from mtcheck.core.model import Document, Failure
from mtcheck.glossary.terms import read_terms
from mtcheck.overview.reading import read as read_report
from tests.fuzzing import seeds

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
WANTS = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'
SLOWEST, MOST = 3.0, 200_000_000
"""Seconds and bytes that a refusal may take."""


def said(path: Path, content: bytes) -> str:
    """Return what is said of a file that is refused, within the limits."""
    path.write_bytes(content)
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = list(readers.read(str(path)))
    most = 1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    assert time.process_time() - began < SLOWEST and most < MOST, (time.process_time() - began, most)
    assert all(isinstance(item, Failure) for item in found) and len(found) == 1, found
    return found[0].message


def packed(members: dict[str, bytes | str], **changed: bytes | str) -> bytes:
    return seeds.archive({**members, **{name.replace("__", "/").replace("_xml", ".xml"): content for name, content in changed.items()}})


def with_type(document: str, declaration: str, entity: str) -> str:
    """Return a document with a type of its own before its first element, and an entity of it in its text."""
    at = document.index("<", document.index("?>") if document.startswith("<?") else 0)
    return document[:at] + declaration + document[at:].replace("once morest", f"once {entity} morest")


@pytest.mark.parametrize(("declaration", "entity"), [(BOMB, "&l9;"), (OUTSIDE, "&e;"), (WANTS, "&x;"), (QUADRATIC, "&a;" * 5_000)])
@pytest.mark.parametrize("suffix", [".xlf", ".tmx", ".docx", ".xlsx"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(declaration, entity, suffix, encoding, tmp_path):
    plain = {
        ".xlf": seeds.XLIFF,
        ".tmx": seeds.TMX.partition("\n")[2],
        ".docx": seeds.DOCX_BODY,
        ".xlsx": seeds.STRINGS.replace("The goalsand", "once morest"),
    }[suffix]
    document = with_type(plain.replace('encoding="utf-8"', "").replace('encoding="UTF-8"', ""), declaration, entity).encode(encoding)
    content = {
        ".docx": lambda: seeds.archive({"word/document.xml": document}),
        ".xlsx": lambda: seeds.archive({**seeds.XLSX, "xl/sharedStrings.xml": document}),
    }.get(suffix, lambda: document)()
    message = said(tmp_path / f"a{suffix}", content)
    assert "document type" in message or "entit" in message or "damaged" in message
    assert "root:" not in message


@pytest.mark.parametrize("declaration", [BOMB, OUTSIDE, QUADRATIC])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_of_term_lists_are_refused(declaration, encoding, tmp_path):
    entity = {BOMB: "&l9;", OUTSIDE: "&e;", QUADRATIC: "&a;" * 5_000}[declaration]
    text = seeds.TBX.replace('<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">', declaration).replace(">but<", f">{entity}<")
    path = tmp_path / "terms.tbx"
    path.write_bytes(text.encode(encoding))
    began = time.process_time()
    with pytest.raises(MtcheckError) as caught:
        read_terms([path])
    assert time.process_time() - began < SLOWEST and "root:" not in caught.value.line()


def test_a_zip_that_unpacks_to_too_much(tmp_path):
    zeros = b" " * 60_000_000
    assert "unpacks to" in said(tmp_path / "a.docx", packed({"word/document.xml": zeros}))
    assert "unpacks to" in said(tmp_path / "a.docx", packed({"word/document.xml": seeds.DOCX_BODY, "word/footnotes.xml": zeros}))
    assert "unpacks to" in said(tmp_path / "a.xlsx", packed({**seeds.XLSX, "xl/sharedStrings.xml": zeros}))
    assert "unpacks to" in said(tmp_path / "a.xlsx", packed({**seeds.XLSX, "xl/media/image.png": zeros}))


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_zip_that_lies_about_its_sizes(suffix, tmp_path):
    """The sizes in the directory are small, what is there is not."""
    name = "word/document.xml" if suffix == ".docx" else "xl/sharedStrings.xml"
    members = {"word/document.xml": b" " * 30_000_000} if suffix == ".docx" else {**seeds.XLSX, name: b" " * 30_000_000}
    content = bytearray(seeds.archive(members))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(name)
    for field in (info.file_size.to_bytes(4, "little"),):
        at = content.find(field)
        while at >= 0:
            content[at : at + 4] = (100).to_bytes(4, "little")
            at = content.find(field, at + 4)
    assert said(tmp_path / f"a{suffix}", bytes(content))


def test_a_zip_whose_members_share_their_bytes(tmp_path):
    """Many names in the directory for the same packed bytes (Fifield 2019, "A better zip bomb")."""
    packed_once = io.BytesIO()
    with zipfile.ZipFile(packed_once, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", b"a" * 900_000)
        for number in range(1, 700):
            info = zipfile.ZipInfo(f"word/header{number}.xml")
            target.filelist.append(info)
            first = target.filelist[0]
            info.header_offset, info.CRC, info.compress_size, info.file_size = first.header_offset, first.CRC, first.compress_size, first.file_size
            info.compress_type = first.compress_type
        target._didModify = True
    assert "unpacks to more than" in said(tmp_path / "a.docx", packed_once.getvalue())


@pytest.mark.parametrize(
    "row", ['<row r="1048577"><c r="B2"><v>1</v></c></row>', '<row r="99999999999999"/>', '<row r="1e15"><c r="B3"><v>1</v></c></row>']
)
def test_a_sheet_of_rows_without_end(row, tmp_path):
    sheet = seeds.SHEET.replace("</sheetData>", f"{row}</sheetData>")
    assert "larger than a table" in said(tmp_path / "a.xlsx", packed({**seeds.XLSX, "xl/worksheets/sheet1.xml": sheet}))


def test_a_sheet_of_wide_rows(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(4, 2_000))
    sheet = seeds.SHEET.replace("</sheetData>", f"{rows}</sheetData>")
    assert "larger than a table" in said(tmp_path / "a.xlsx", packed({**seeds.XLSX, "xl/worksheets/sheet1.xml": sheet}))


@pytest.mark.parametrize("suffix", [".txt.gz", ".jsonl.gz", ".html.gz", ".csv.gz", ".xlf.gz"])
def test_a_gzip_file_that_unpacks_to_too_much(suffix, tmp_path):
    block = gzip.compress(b"\n" * 10_000_000, 9)
    message = said(tmp_path / f"a{suffix}", block)
    assert "unpacks to more than" in message


def test_a_packed_report_that_unpacks_to_too_much(tmp_path):
    path = tmp_path / "report.json.gz"
    path.write_bytes(gzip.compress(b" " * 10_000_000, 9))
    with pytest.raises(MtcheckError, match="unpacks to more than"):
        read_report(str(path))


def test_a_large_honest_file_is_read(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    row = b'{"text": "The port is closed, he said, and nobody knows for how long."}\n'
    path.write_bytes(gzip.compress(row * 3_000))
    assert len(list(readers.read(str(path)))) == 3_000


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".md", "> " * 20_000 + "a"),
        (".md", "*a " * 5_000 + "[" * 5_000),
        (".md", "---\ntitle: &a [" + "*a, " * 500 + "]\n---\nb"),
        (
            ".md",
            "---\n" + "a: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)) + "title: *a11\n---\nText\n",
        ),
        (".html", "<div>" * 2_000 + "a"),
        (".html", "<a b=" * 2_000),
        (".xlf", '<xliff version="1.2">' + "<g>" * 5_000 + "</g>" * 5_000 + "</xliff>"),
        (".jsonl", '{"text": "a", "x": ' + "[" * 50_000 + "]" * 50_000 + "}"),
        (".json", '{"a": ' * 50_000 + '"b"' + "}" * 50_000),
        (".json", '{"a": "' + "\\\\" * 50_000 + '"}'),
        (".po", 'msgid "a"\nmsgstr "' + "\\" * 50_001),
        (".csv", "text\n" + '"' * 50_001),
        (".srt", "1\n00:00:01,000 --> 00:00:02,000\n" + "<i>" * 20_000),
    ],
)
def test_deep_and_twisted_files_are_read_in_time(suffix, content, tmp_path):
    path = tmp_path / f"a{suffix}"
    path.write_text(content, "utf-8")
    began = time.process_time()
    found = list(readers.read(str(path)))
    assert all(isinstance(item, (Document, Failure)) for item in found)
    assert time.process_time() - began < SLOWEST
