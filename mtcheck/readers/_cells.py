"""A scanner of delimited tables (RFC 4180) that knows where every character of a cell stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from mtcheck.core.encoding import decode
from mtcheck.core.errors import ReadError
from mtcheck.core.escaping import FORMULA
from mtcheck.core.model import Document, Failure
from mtcheck.readers._columns import TARGETS, Columns, columns_of, new_texts, place_of
from mtcheck.readers._edits import Edits, Patch, spliced
from mtcheck.readers._options import Options
from mtcheck.readers._segments import Content, Segments
from mtcheck.readers._splice import coding_in
from mtcheck.readers._xml import Text

DELIMITERS = (",", ";", "\t", "|")
NONE = ""
"""The delimiter of a table with one column."""
QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
RUN = re.compile(r'""|[^"]+')
LINE_END = re.compile(r"\r\n?|\n")
BLANK = re.compile(r"[\r\n]*")
WIDEST = 16_384
"""Cells of the widest row: what Excel allows."""
NAMED = re.compile(r"sep=(.)(?:\r\n?|\n)", re.IGNORECASE)
"""The line in which Excel names the delimiter."""


class Cell(NamedTuple):
    """A cell at ``start..end`` of the file's text; ``sound`` unless something stands between its closing quote and the delimiter."""

    runs: tuple[Text, ...]
    start: int
    end: int
    quoted: bool = False
    sound: bool = True

    @property
    def text(self) -> str:
        """Return the text of the cell."""
        return "".join(run.text for run in self.runs)


@dataclass
class Table:
    """A table that was read: its document, the cell of each unit, the rows that could not be read."""

    document: Document
    delimiter: str
    cells: list[Cell] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def rows(raw: str, delimiter: str, path: str, at: int = 0) -> Iterator[list[Cell]]:
    """Yield the cells of each row that is not blank, from an offset on.

    Raises ReadError with ``file:line`` for a quote that is never closed and for a row without end.
    """
    bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    row: list[Cell] = []
    while (at := at if row else _after_blank(raw, at)) < len(raw):
        cell = _cell(raw, at, bare, delimiter == "\t", path)
        row.append(cell)
        if len(row) > WIDEST:
            raise ReadError(f"a row of more than {WIDEST} cells", f"{path}:{line_of(raw, at)}", "give it line ends, or another format")
        at = cell.end
        if at < len(raw) and raw[at] == delimiter:
            at += 1
            if at < len(raw):
                continue
            row.append(Cell((), at, at))
        yield row
        row = []


def _after_blank(raw: str, at: int) -> int:
    found = BLANK.match(raw, at)
    return found.end() if found else at


def _cell(raw: str, at: int, bare: re.Pattern[str], loose: bool, path: str) -> Cell:
    """Return the cell that starts at an offset; where quotes are ``loose``, one that does not enclose the whole cell is text."""
    quoted = QUOTED.match(raw, at) if raw[at] == '"' else None
    start = quoted.end() if quoted else at
    tail = bare.match(raw, start)
    end = tail.end() if tail else start
    if quoted and not (loose and end > start):
        runs = (Text('"' if run[0] == '""' else run[0], *run.span()) for run in RUN.finditer(raw, *quoted.span(1)))
        rest = (Text(raw[start:end], start, end),) if end > start else ()
        return Cell((*runs, *rest), at, end, quoted=True, sound=not rest)
    if raw[at] == '"' and not loose:
        raise ReadError("a quote is opened and never closed", f"{path}:{line_of(raw, at)}", 'write " within a cell as "" and close the cell')
    found = bare.match(raw, at)
    end = found.end() if found else at
    return Cell((Text(raw[at:end], at, end),) if end > at else (), at, end)


def line_of(raw: str, at: int) -> int:
    """Return the line of an offset, from 1."""
    return len(LINE_END.findall(raw, 0, at)) + 1


def table_of(raw: str, path: str, options: Options) -> Table:
    """Return the table of a file.

    Raises ReadError where it has no header, lacks a column or is broken.
    """
    named = NAMED.match(raw)
    begin = named.end() if named else 0
    delimiter = named[1] if named else _delimiter(raw, path, options)
    found = rows(raw, delimiter, path, begin)
    header = next(found, None)
    if header is None:
        raise ReadError("an empty table", path, "give it a first line that names the columns")
    columns = columns_of([cell.text for cell in header], path, options)
    return _filled(raw, path, delimiter, found, columns, len(header))


def _delimiter(raw: str, path: str, options: Options) -> str:
    """Return the delimiter under which the header has the column to check, and otherwise the most columns."""
    if path.lower().removesuffix(".gz").endswith((".tsv", ".tab")):
        return "\t"
    wanted = (options.target_column,) if options.target_column is not None else TARGETS

    def fitness(delimiter: str) -> tuple[bool, int]:
        try:
            header = [cell.text for cell in next(rows(raw, delimiter, path), [])]
        except ReadError:  # of the delimiter that is chosen it comes again
            return False, 0
        return any(place_of(header, name) is not None for name in wanted), len(header)

    best = max(DELIMITERS, key=fitness)
    return best if fitness(best)[1] > 1 else NONE


def _filled(raw: str, path: str, delimiter: str, found: Iterator[list[Cell]], columns: Columns, width: int) -> Table:
    segments, cells, ragged = Segments(raw, path), list[Cell](), list[int]()
    line, at = 1, 0
    for row in found:
        line, at = line + len(LINE_END.findall(raw, at, row[0].start)), row[0].start
        if any(cell.text.strip() for cell in row[width:]):
            ragged.append(line)
            continue
        target, source, name = (_at(row, place) for place in columns)
        if target and target.text.strip():
            cells.append(target)
            segments.add(name.text.strip() if name and name.text.strip() else f"line {line}", _content(target), _content(source) if source else None)
    return Table(segments.document(None, None), delimiter, cells, [_ragged(path, ragged)] if ragged else [])


def _at(row: list[Cell], place: int | None) -> Cell | None:
    return row[place] if place is not None and place < len(row) else None


def _content(cell: Cell) -> Content:
    content = Content()
    for run in cell.runs:
        content.add(run)
    return content


def _ragged(path: str, lines: list[int]) -> Failure:
    more = f" (and {len(lines) - 1} rows more)" if len(lines) > 1 else ""
    return Failure(f"{path}:{lines[0]}", f"the row has more cells than the header{more}; put cells with a delimiter in quotes")


def rewritten(content: bytes, path: str, edits: Edits, options: Options) -> bytes:
    """Return the file with the edits made; a cell that comes to need quotes gets them."""
    table = table_of(decode(content, path, options.encoding), path, options)
    coding = coding_in(content, table.document, options.encoding)
    changes = []
    for n, text in new_texts(table.document, _sound(table, edits), coding.codec).items():
        cell, unit = table.cells[n], table.document.units[n]
        if text.startswith(FORMULA) and not cell.text.startswith(FORMULA):
            for edit in edits:
                if edit.span.overlaps(unit.span):
                    edits.refuse(edit, "its cell would become a formula")
            continue
        changes.append(Patch(cell.start, cell.end, _written(text, cell, table.delimiter)))
    return coding.encode(spliced(table.document.raw, sorted(changes)), path)


def _sound(table: Table, edits: Edits) -> Edits:
    """Return the edits of cells that are well quoted; the others are refused."""
    broken = {unit.span.start for unit, cell in zip(table.document.units, table.cells, strict=True) if not cell.sound}
    kept = Edits((), edits.refused)
    for edit in edits:
        unit = table.document.unit_at(edit.span.start)
        if unit and unit.span.start in broken:
            edits.refuse(edit, "its cell has text after the closing quote")
        else:
            kept.append(edit)
    return kept


def _written(text: str, cell: Cell, delimiter: str) -> str:
    special = text.startswith('"') or any(char in text for char in (delimiter or "\n", "\r", "\n"))
    if cell.quoted or special:
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
