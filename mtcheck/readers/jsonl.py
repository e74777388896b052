"""JSON Lines (jsonlines.org): a document a line, with ``text`` and perhaps ``id``, ``source``, ``source_lang``. Read as a stream."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from mtcheck.encoding import decode
from mtcheck.errors import ReadError
from mtcheck.model import Document, Failure, Origin, Piece
from mtcheck.readers._edits import Edits, Notation, coding_of, patches, spliced
from mtcheck.readers._options import Options
from mtcheck.readers._whole import LONGEST

SUFFIXES = (".jsonl", ".ndjson")
OPTIONAL = ("id", "source", "source_lang")
WRITTEN = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|[^\\]+", re.DOTALL)
"""How a JSON string writes a character (a pair of surrogates is one), or a run of characters as they are."""


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document | Failure]:
    """Yield a document for each line that is not blank, a Failure with ``file:line`` for one that cannot be read."""
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            _skip_line(stream)
        if (row := _row(line, path, number, options)) is not None:
            yield row


def rewrite(content: bytes, path: str, edits: Edits, options: Options) -> bytes:
    """Return the file with the edits made in the ``text`` of their rows; everything else stays as it is."""
    by_row = edits.by_document()
    lines, index = [], 0
    for number, line in enumerate(BytesIO(content), 1):
        row = _row(line, path, number, options)
        if isinstance(row, Document):
            if wanted := by_row.get(index):
                line = _rewritten(line, wanted, options)
            index += 1
        lines.append(line)
    return b"".join(lines)


def _rewritten(line: bytes, edits: Edits, options: Options) -> bytes:
    raw = decode(line, "", options.encoding or "utf-8")
    coding = coding_of(line, raw, options.encoding)
    ascii_only = raw.isascii() or not coding.codec.startswith("utf")
    notation = Notation(lambda text: json.dumps(text, ensure_ascii=ascii_only)[1:-1], lambda written: str(json.loads(f'"{written}"')), coding.codec)
    row = Document("", json.loads(raw)["text"], origin=Origin(raw, tuple(_pieces(raw, *_string(raw)))))
    return coding.encode(spliced(raw, patches(dict.fromkeys((edit.document for edit in edits), row), edits, notation)))


def _string(raw: str) -> tuple[int, int]:
    """Return where the text of a row stands, between its quotes; of several ``text`` the last counts, as for any JSON parser."""
    decoder = json.JSONDecoder()
    at, found = raw.index("{") + 1, (0, 0)
    while (at := _after(raw, at, " \t\r\n,")) < len(raw) and raw[at] == '"':
        key, at = decoder.raw_decode(raw, at)
        start = _after(raw, at, " \t\r\n:")
        _, at = decoder.raw_decode(raw, start)
        if key == "text":
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


def _row(line: bytes, path: str, number: int, options: Options) -> Document | Failure | None:
    """Return the document of a line, the Failure of one that cannot be read, None for a blank one."""
    where = f"{path}:{number}"
    if len(line) > LONGEST:
        return Failure(where, f"the line is longer than {LONGEST // 1_000_000} MB; give each article its own line")
    if not line.strip():
        return None
    try:
        return _document(decode(line, where, options.encoding or "utf-8"), path, where, number)
    except ReadError as error:
        return Failure(where, f"{error.what}; {error.hint}" if error.hint else error.what)


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
        pass


def _document(line: str, path: str, where: str, number: int) -> Document:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"no valid JSON ({error})", where, "write one JSON object a line") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ReadError("no JSON object with a `text`", where, "each line needs the article under `text`")
    fields = {name: row[name] for name in OPTIONAL if row.get(name) is not None}
    if isinstance(fields.get("id"), int):
        fields["id"] = str(fields["id"])
    if wrong := next((name for name, value in fields.items() if not isinstance(value, str)), None):
        raise ReadError(f"`{wrong}` is no text", where, "id, source and source_lang are strings")
    return Document(path, row["text"], line=number, **fields)
