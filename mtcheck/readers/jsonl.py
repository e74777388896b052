"""JSON Lines (jsonlines.org): a document a line, with ``text`` and perhaps ``id``, ``source``, ``source_lang``, and what ``core.metadata`` knows. Read as a stream.

The options for columns of tables name other fields for ``text``, ``source`` and ``id``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from mtcheck.core.encoding import decode
from mtcheck.core.errors import ReadError
from mtcheck.core.jsontext import parsed
from mtcheck.core.metadata import said
from mtcheck.core.model import Document, Failure
from mtcheck.readers._options import Options
from mtcheck.readers._whole import LONGEST

if TYPE_CHECKING:
    from mtcheck.readers._edits import Edits

SUFFIXES = (".jsonl", ".ndjson")
BY_LINE = True


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document | Failure]:
    """Yield a document for each line that is not blank, a Failure with ``file:line`` for one that cannot be read."""
    yield from rows(stream, path, options)


def rows(stream: BinaryIO, path: str, options: Options, before: int = 0) -> Iterator[Document | Failure]:
    """Yield what ``read`` does of a stream that begins after the first ``before`` lines of the file."""
    number = before
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
        return _document(decode(line, where, options.encoding or "utf-8"), path, where, number, options)
    except ReadError as error:
        return Failure(where, f"{error.what}; {error.hint}" if error.hint else error.what)


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
        pass


def _document(line: str, path: str, where: str, number: int, options: Options) -> Document:
    try:
        row = parsed(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"no valid JSON ({error})", where, "write one JSON object a line") from None
    name = options.text_field
    if not isinstance(row, dict) or not isinstance(row.get(name), str):
        raise ReadError(f"no JSON object with a `{name}`", where, f"each line needs the article under `{name}`")
    return document_of(row, path, where, number, options)


def document_of(row: Mapping[str, Any], path: str, where: str, number: int, options: Options) -> Document:
    """Return the document of a row whose text is there; ``number`` is its line, counted from 1.

    Raises ReadError where another field that is read is no text.
    """
    meta = said({**row, options.lang_field: None})
    return Document(path, row[options.text_field], line=number, meta=meta, **_fields(row, where, options))


def _fields(row: Mapping[str, Any], where: str, options: Options) -> dict[str, Any]:
    """Return what the row says besides the article."""
    named = {"id": options.id_column or "id", "source": options.source_column or "source", "source_lang": options.lang_field}
    fields = {name: row[key] for name, key in named.items() if row.get(key) is not None}
    if isinstance(fields.get("id"), int):
        fields["id"] = str(fields["id"])
    if wrong := next((named[name] for name, value in fields.items() if not isinstance(value, str)), None):
        raise ReadError(f"`{wrong}` is no text", where, "id, source and language are strings")
    return fields
