"""Reads pairs of machine output and its correction: two files line by line, or the rows of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtcheck.core.encoding import decode
from mtcheck.core.errors import ConfigError, ReadError
from mtcheck.core.jsontext import parsed
from mtcheck.glossary.corrections import Decided, Pair

FIELDS = ("mt", "post_edit")
ROWS = (".jsonl", ".ndjson", ".tsv")


def read_pairs(mt: Path, post_edit: Path | None, source: Path | None) -> list[Pair]:
    """Return the pairs that have text on both sides.

    Raises ReadError with ``file:line`` for a row without its fields, for files of unequal length and for files without text.
    """
    if post_edit is None:
        if mt.suffix.lower() not in ROWS:
            raise ConfigError("no corrected text", "--post-edit", "name the file that the editor left, or give --mt a .jsonl or .tsv with both")
        if source is not None:
            raise ConfigError("no second source", "--source", f"{mt} brings its own (`source`)")
        pairs = list(_rows(_text(mt), mt) if mt.suffix.lower() == ".tsv" else _objects(_text(mt), mt))
    else:
        pairs = list(_lines(mt, post_edit, source))
    pairs = [pair for pair in pairs if pair.mt.strip() and pair.post_edit.strip()]
    if not pairs:
        raise ReadError("no pair of texts in it", str(mt), "give machine output and its correction")
    return pairs


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes(), str(path))
    except OSError as error:
        raise ReadError(f"cannot read the file ({error.strerror})", str(path), "check the path") from None


def _split(path: Path) -> list[str]:
    text = _text(path)
    return text.removesuffix("\n").split("\n") if text else []


def _lines(mt: Path, post_edit: Path, source: Path | None) -> Iterator[Pair]:
    here, there = _split(mt), _split(post_edit)
    sources = _split(source) if source else [""] * len(here)
    for path, lines in ((post_edit, there), (source, sources)):
        if len(lines) != len(here):
            raise ReadError(f"{len(lines)} lines, but {mt} has {len(here)}", str(path), "give one segment a line, line n for line n")
    for number, (one, other, text) in enumerate(zip(here, there, sources, strict=True), 1):
        yield Pair(one.rstrip("\r"), other.rstrip("\r"), text.rstrip("\r"), f"{mt}:{number}")


def _objects(text: str, path: Path) -> Iterator[Pair]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _object(line, f"{path}:{number}")


def _object(line: str, where: str) -> Pair:
    try:
        row = parsed(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise ReadError("no JSON object", where, "write one object a line, with `mt` and `post_edit`")
    if missing := next((name for name in FIELDS if not isinstance(row.get(name), str)), None):
        raise ReadError(f"no text in the field `{missing}`", where, "each row needs `mt` and `post_edit`")
    source = row.get("source")
    return Pair(row["mt"], row["post_edit"], source if isinstance(source, str) else "", where, tuple(_decided(row)))


def _decided(row: dict[str, Any]) -> Iterator[Decided]:
    """Yield what was accepted in a segment, where the row says so as the review and ``fix --decisions`` do."""
    findings = row.get("findings")
    for one in findings if isinstance(findings, list) else ():
        match one:
            case {"text": str(text), "start": int(start), "wording": str(wording)} if start >= 0 and row["mt"].startswith(text, start):
                yield Decided(start, start + len(text), wording)


def _rows(text: str, path: Path) -> Iterator[Pair]:
    from mtcheck.readers._cells import line_of, rows

    table = rows(text, "\t", str(path))
    header = [cell.text.strip().lower() for cell in next(table, [])]
    if missing := next((name for name in FIELDS if name not in header), None):
        raise ReadError(f"no column `{missing}`", f"{path}:1", "the first row names the columns: mt, post_edit and perhaps source")
    for row in table:
        cells = dict(zip(header, (cell.text for cell in row), strict=False))
        where = f"{path}:{line_of(text, row[0].start)}"
        if missing := next((name for name in FIELDS if name not in cells), None):
            raise ReadError(f"no cell for `{missing}`", where, "separate the cells by single tabs")
        yield Pair(cells["mt"], cells["post_edit"], cells.get("source", ""), where)
