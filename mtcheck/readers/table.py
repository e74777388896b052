"""Tables (.csv, .tsv, Excel, Parquet): the cells of one column are one document, those of another their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from mtcheck.core.model import Document, Failure
from mtcheck.readers._options import Options

if TYPE_CHECKING:
    from mtcheck.readers._edits import Edits

SUFFIXES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".parquet")
BY_NAME = True
"""Most tables and catalogues of a folder are no articles."""
LONGEST = 50_000_000
"""Bytes of the longest workbook or Parquet file."""


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document | Failure]:
    """Yield the table as one document; a Failure for rows that cannot be read."""
    from mtcheck.readers._whole import bytes_of, text_of

    if _is(path, ".xlsx", ".xlsm"):
        from mtcheck.readers._workbook import document_of as of_workbook

        yield of_workbook(bytes_of(stream, path, LONGEST), path, options)
    elif _is(path, ".parquet"):
        from mtcheck.readers._parquet import document_of as of_parquet

        yield of_parquet(bytes_of(stream, path, LONGEST), path, options)
    else:
        from mtcheck.readers._cells import table_of

        table = table_of(text_of(stream, path, options.encoding), path, options)
        yield from table.failures
        yield table.document


def rewrite(content: bytes, path: str, edits: Edits, options: Options) -> bytes:
    """Return the file with the edits made in their cells; everything else stays as it is."""
    write: Callable[[bytes, str, Edits, Options], bytes]
    if _is(path, ".xlsx", ".xlsm"):
        from mtcheck.readers._sheetxml import rewritten as write
    elif _is(path, ".parquet"):
        from mtcheck.readers._parquet import rewritten as write
    else:
        from mtcheck.readers._cells import rewritten as write
    return write(content, path, edits, options)


def _is(path: str, *suffixes: str) -> bool:
    return path.lower().removesuffix(".gz").endswith(suffixes)
