"""Writes cells into the XML of a workbook, so that everything that openpyxl does not know of stays as it is.

A changed cell gets its text as an inline string (ECMA-376 part 1, 18.18.11), because others may share the string that it had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from mtcheck.core.model import Document, Origin, Piece, Span
from mtcheck.readers._columns import edits_by_unit
from mtcheck.readers._edits import Edits, Notation, Patch, coding_of, patches, spliced
from mtcheck.readers._markup import escape
from mtcheck.readers._options import Options
from mtcheck.readers._workbook import Sheet, archive_of, clear, sheet_of
from mtcheck.readers._xml import declared, decoded

if TYPE_CHECKING:
    from zipfile import ZipFile

CELL = re.compile(r"<(?P<prefix>(?:[\w.-]+:)?)c\b(?P<attributes>[^>]*?)(?:/>|>(?P<inside>(?:(?!<(?P=prefix)c\b).)*?)</(?P=prefix)c\s*>)", re.DOTALL)
PLACE = re.compile(r"""\br\s*=\s*["']([A-Z]+[0-9]+)["']""")
TYPE = re.compile(r"""(?<![\w:])t\s*=\s*["'](\w+)["']""")
VALUE = re.compile(r"<(?:[\w.-]+:)?v\b[^>]*>([^<]*)</(?:[\w.-]+:)?v\s*>")
FORMULA = re.compile(r"<(?:[\w.-]+:)?f\b")
STRING = re.compile(
    r"<(?P<prefix>(?:[\w.-]+:)?)(?:si|is)\b[^>]*?(?:/>|>(?P<inside>(?:(?!<(?P=prefix)(?:si|is)\b).)*?)</(?P=prefix)(?:si|is)\s*>)", re.DOTALL
)
TEXT = re.compile(
    r"<(?P<own>(?:[\w.-]+:)?)rPh\b(?:(?!<(?P=own)rPh\b).)*?</(?P=own)rPh\s*>|<(?P<prefix>(?:[\w.-]+:)?)t(?P<space>\s[^>]*)?(?<!/)>(?P<text>[^<]*)</(?P=prefix)t\s*>",
    re.DOTALL,
)
WRITTEN = re.compile(r"&[^;\s]+;|\r\n?|[^&\r]+")
Found = TypeVar("Found")
PREFIXED = re.compile(r"(</?)(?:[\w.-]+:)?(?=[A-Za-z])")


class Place(NamedTuple):
    """A cell in a sheet's XML, and the XML of its text."""

    start: int
    end: int
    prefix: str
    attributes: str
    string: str


def rewritten(content: bytes, path: str, edits: Edits, options: Options) -> bytes:
    """Return the workbook with the edits made in its cells; all its other parts stay as they are."""
    sheet = sheet_of(content, path, options)
    with clear(path):
        archive = archive_of(content, path)
        part, strings = _parts(archive, sheet.name)
        old = archive.read(part)
        raw = decoded(old, f"{path}!{part}", None)
        coding = coding_of(old, raw, declared(old))
        wanted = {sheet.cells[n]: (n, one) for n, one in edits_by_unit(sheet.document, edits).items()}
        shared = _shared(archive, strings, path)
        changes = [change for ref, place in _places(raw, wanted, shared) if (change := _change(place, sheet, *wanted[ref]))]
        if not changes:
            return content
        return _packed(archive, part, coding.encode(spliced(raw, sorted(changes)), path))


def _parts(archive: ZipFile, title: str) -> tuple[str, str | None]:
    """Return the names of the parts that hold a sheet and the shared strings; raise LookupError where the workbook does not name them."""
    from xml.etree.ElementTree import fromstring

    from openpyxl.packaging.relationship import get_dependents, get_rels_path

    book = _first(rel.target for rel in get_dependents(archive, "_rels/.rels") if rel.Type.endswith("/officeDocument"))
    relations = list(get_dependents(archive, get_rels_path(book)))
    sheets = (one for one in fromstring(archive.read(book)).iter() if one.tag.endswith("}sheet") and one.get("name") == title)
    name = _first(value for key, value in _first(sheets).items() if key.endswith("}id"))
    strings = (rel.target for rel in relations if rel.Type.endswith("/sharedStrings"))
    return _first(rel.target for rel in relations if rel.Id == name), next(strings, None)


def _first(found: Iterator[Found]) -> Found:
    for one in found:
        return one
    raise LookupError("the workbook names no such part")


def _shared(archive: ZipFile, name: str | None, path: str) -> list[str]:
    """Return the XML inside of each shared string."""
    if name is None:
        return []
    raw = decoded(archive.read(name), f"{path}!{name}", None)
    return [found["inside"] or "" for found in STRING.finditer(raw)]


def _places(raw: str, wanted: Mapping[str, tuple[int, Edits]], shared: list[str]) -> Iterator[tuple[str, Place]]:
    """Yield the cells that are to change; edits of those whose text a formula makes, or stands elsewhere, are refused."""
    left = dict(wanted)
    for cell in CELL.finditer(raw):
        ref = PLACE.search(cell["attributes"])
        if ref and ref[1] in left:
            string = _string(cell, shared)
            if string is not None:
                yield ref[1], Place(*cell.span(), cell["prefix"], cell["attributes"], string)
                del left[ref[1]]
    for _, edits in left.values():
        for edit in edits:
            edits.refuse(edit, "its cell holds no text of its own (a formula?)")


def _string(cell: re.Match[str], shared: list[str]) -> str | None:
    inside, kind, value = cell["inside"] or "", TYPE.search(cell["attributes"]), VALUE.search(cell["inside"] or "")
    if FORMULA.search(inside) or not kind:
        return None
    if kind[1] == "s" and value and int(value[1]) < len(shared):
        return shared[int(value[1])]
    found = STRING.search(inside) if kind[1] == "inlineStr" else None
    return (found["inside"] or "") if found else None


def _change(place: Place, sheet: Sheet, number: int, edits: Edits) -> Patch | None:
    """Return what to write in place of a cell; None where nothing of it can be changed."""
    unit = sheet.document.units[number].span
    origin = Origin(place.string, tuple(_pieces(place.string)))
    text = unescape("".join(found["text"] or "" for found in TEXT.finditer(place.string))).replace("\r\n", "\n")
    if text != unit.of(sheet.document.text):
        for edit in edits:
            edits.refuse(edit, "its cell is not written as text")
        return None
    moved = Edits((edit._replace(span=Span(edit.span.start - unit.start, edit.span.end - unit.start)) for edit in edits), [])
    document = Document("", text, origin=origin)
    changes = patches({edit.document: document for edit in moved}, moved, Notation(escape, unescape, "utf-8", spread=True))
    _refused(edits, moved)
    return Patch(place.start, place.end, _cell(place, spliced(place.string, changes))) if changes else None


def _refused(edits: Edits, moved: Edits) -> None:
    """Refuse the edits that were refused when they were counted from the start of their cell."""
    for edit, why in moved.refused:
        edits.refuse(edits[moved.index(edit)], why)


def _pieces(string: str) -> Iterator[Piece]:
    length = 0
    for found in TEXT.finditer(string):
        for run in WRITTEN.finditer(string, *found.span("text")) if found["text"] else ():
            size = 1 if run[0][0] in "&\r" else len(run[0])
            yield Piece(length, size, run.start(), len(run[0]))
            length += size


def _cell(place: Place, string: str) -> str:
    """Return the XML of a cell with an inline string, whose tags take the prefix of the sheet's."""
    kept = TEXT.sub(lambda found: _preserving(found) if found["text"] is not None else "", string)
    inside = PREFIXED.sub(rf"\g<1>{place.prefix}", kept)
    attributes = TYPE.sub('t="inlineStr"', place.attributes)
    return f"<{place.prefix}c{attributes}><{place.prefix}is>{inside}</{place.prefix}is></{place.prefix}c>"


def _preserving(found: re.Match[str]) -> str:
    text = found["text"]
    return f'<t xml:space="preserve">{text}</t>' if text != text.strip() else f"<t>{text}</t>"


def _packed(archive: ZipFile, part: str, content: bytes) -> bytes:
    from copy import copy
    from io import BytesIO
    from zipfile import ZipFile

    packed = BytesIO()
    with ZipFile(packed, "w") as target:
        target.comment = archive.comment
        for info in archive.infolist():
            target.writestr(copy(info), content if info.filename == part else archive.read(info))
    return packed.getvalue()
