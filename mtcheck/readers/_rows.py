"""Writes edits into the lines of a .jsonl file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from mtcheck.core.encoding import decode
from mtcheck.core.model import Document, Failure, Origin, Piece
from mtcheck.readers._edits import Edits, Notation, coding_of, patches, spliced
from mtcheck.readers._options import Options

WRITTEN = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|[^\\]+", re.DOTALL)
"""How a JSON string writes a character (a pair of surrogates is one), or a run of characters as they are."""


def rewritten(rows: Iterable[tuple[bytes, Document | Failure | None]], edits: Edits, options: Options) -> bytes:
    """Return the lines, given with what was read from each, with the edits made in them."""
    by_row = edits.by_document()
    lines, index = [], 0
    for line, row in rows:
        wanted = None
        if isinstance(row, Document):
            wanted, index = by_row.get(index), index + 1
        lines.append(_line(line, wanted, options) if wanted else line)
    return b"".join(lines)


def _line(line: bytes, edits: Edits, options: Options) -> bytes:
    raw = decode(line, "", options.encoding or "utf-8")
    coding = coding_of(line, raw, options.encoding)
    ascii_only = raw.isascii() or not coding.codec.startswith("utf")
    notation = Notation(lambda text: json.dumps(text, ensure_ascii=ascii_only)[1:-1], lambda written: str(json.loads(f'"{written}"')), coding.codec)
    name = options.text_field
    row = Document("", json.loads(raw)[name], origin=Origin(raw, tuple(_pieces(raw, *_string(raw, name)))))
    return coding.encode(spliced(raw, patches(dict.fromkeys((edit.document for edit in edits), row), edits, notation)))


def _string(raw: str, name: str) -> tuple[int, int]:
    """Return where the field of a row stands, between its quotes; of several fields with this name the last counts, as for any JSON parser."""
    decoder = json.JSONDecoder()
    at, found = raw.index("{") + 1, (0, 0)
    while (at := _after(raw, at, " \t\r\n,")) < len(raw) and raw[at] == '"':
        key, at = decoder.raw_decode(raw, at)
        start = _after(raw, at, " \t\r\n:")
        _, at = decoder.raw_decode(raw, start)
        if key == name:
            found = (start + 1, at - 1)
    return found


def _after(raw: str, at: int, passed: str) -> int:
    while at < len(raw) and raw[at] in passed:
        at += 1
    return at


def _pieces(raw: str, start: int, end: int) -> Iterator[Piece]:
    length = 0
    for found in WRITTEN.finditer(raw, start, end):
        size = 1 if found[0].startswith("\\") else len(found[0])
        yield Piece(length, size, found.start(), len(found[0]))
        length += size
