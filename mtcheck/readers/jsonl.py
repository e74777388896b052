"""JSON Lines (jsonlines.org): a document a line, with ``text`` and perhaps ``id``, ``source``, ``source_lang``. Read as a stream."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from mtcheck.encoding import decode
from mtcheck.errors import ReadError
from mtcheck.model import Document, Failure
from mtcheck.readers._options import Options
from mtcheck.readers._whole import LONGEST

SUFFIXES = (".jsonl", ".ndjson")
OPTIONAL = ("id", "source", "source_lang")


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document | Failure]:
    """Yield a document for each line that is not blank, a Failure with ``file:line`` for one that cannot be read."""
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        where = f"{path}:{number}"
        if len(line) > LONGEST:
            _skip_line(stream)
            yield Failure(where, f"the line is longer than {LONGEST // 1_000_000} MB; give each article its own line")
        elif line.strip():
            try:
                yield _document(decode(line, where, options.encoding or "utf-8"), path, where, number)
            except ReadError as error:
                yield Failure(where, f"{error.what}; {error.hint}" if error.hint else error.what)


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
