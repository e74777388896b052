"""JSON Lines (jsonlines.org): a document a line, with ``text`` and perhaps ``id``, ``source``, ``source_lang``. Read as a stream."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from mtcheck.encoding import decode
from mtcheck.errors import ReadError
from mtcheck.model import Document, Failure
from mtcheck.readers._options import Options
from mtcheck.readers._whole import LONGEST

if TYPE_CHECKING:
    from mtcheck.readers._edits import Edits

SUFFIXES = (".jsonl", ".ndjson")
OPTIONAL = ("id", "source", "source_lang")


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document | Failure]:
    """Yield a document for each line that is not blank, a Failure with ``file:line`` for one that cannot be read."""
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            _skip_line(stream)
        if (row := row_of(line, path, number, options)) is not None:
            yield row


def rewrite(content: bytes, path: str, edits: Edits, options: Options) -> bytes:
    """Return the file with the edits made in the ``text`` of their rows; everything else stays as it is."""
    from mtcheck.readers._rows import rewritten

    rows = [(line, row_of(line, path, number, options)) for number, line in enumerate(BytesIO(content), 1)]
    return rewritten(rows, edits, options)


def row_of(line: bytes, path: str, number: int, options: Options) -> Document | Failure | None:
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
