"""The documents of a partition, one by one, and where a file may be cut."""

from __future__ import annotations

import io
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from mtcheck import readers
from mtcheck.archive.inputs import Input
from mtcheck.archive.places import COMPRESSED, is_address, opened, passed_over
from mtcheck.archive.plan import MOST_OF_PACKED, Cut, Cuts, Partition, joined
from mtcheck.core.errors import ReadError
from mtcheck.core.metadata import NAMES
from mtcheck.core.model import Document, Failure
from mtcheck.readers import Options, jsonl

if TYPE_CHECKING:
    import pyarrow.parquet as pq

BATCH = 128
"""Rows of Parquet that are held at a time."""
BUFFER = 1 << 20
SAID = frozenset(key for keys in NAMES.values() for key in keys.split())
"""Columns that say something of an article, in lower case with underscores."""


class Reader:
    """Reads files as the options say; relative paths count from ``base``."""

    def __init__(self, options: Options, base: str) -> None:
        self.options, self.base = options, base

    def documents(self, partition: Partition) -> Iterator[Document | Failure]:
        """Yield the documents of a partition, and a Failure for what cannot be read.

        Raises OSError where a file is not there any more or a store does not answer.
        """
        name = partition.names[0]
        if partition.kind == "rows":
            yield from self._rows(name, partition.cut)
        elif partition.kind == "lines":
            yield from self._lines(name, partition.cut)
        else:
            for one in partition.names:
                yield from readers.read_from(lambda one=one: self._opened(one), one, self.options, address=is_address(one))  # type: ignore[misc]

    def cuts(self, one: Input, size: int) -> Cuts:
        """Return the stretches of a file of about ``size`` documents each; a Failure for one that is damaged or lacks the column."""
        return (self._cuts_of_rows if one.kind == "rows" else self._cuts_of_lines)(one.name, size)

    def _opened(self, name: str) -> BinaryIO:
        return opened(name if is_address(name) else str(Path(self.base, name)))

    def _lines(self, name: str, cut: Cut) -> Iterator[Document | Failure]:
        with self._opened(name) as stream:
            at = passed_over(stream, cut.start, packed=_packed(name))
            part = io.BufferedReader(cast(Any, _Stretch(at, cut.stop - cut.start)), BUFFER)
            yield from jsonl.rows(part, name, self.options, cut.before)

    def _cuts_of_lines(self, name: str, size: int) -> Cuts:
        cuts: list[Cut] = []
        failures: list[Failure] = []
        start = at = before = number = 0
        try:
            with self._opened(name) as stream:
                while line := stream.readline(BUFFER):
                    at += len(line)
                    number += line.endswith(b"\n")
                    if number - before >= size:
                        cuts.append(Cut(start, at, before))
                        start, before = at, number
        except (EOFError, zlib.error, lzma.LZMAError, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            failures.append(Failure(name, f"the compressed file is broken from line {number + 1} on ({error}); make it again"))
        if at > start:
            cuts.append(Cut(start, at, before))
        return Cuts(joined(cuts, MOST_OF_PACKED) if _packed(name) else tuple(cuts), tuple(failures))

    def _cuts_of_rows(self, name: str, size: int) -> Cuts:
        import pyarrow as pa

        try:
            with self._opened(name) as stream:
                file = _parquet(stream)
                self._refuse(file, name)
                count = file.metadata.num_rows
        except ReadError as error:
            return Cuts((), (Failure(name, f"{error.what}; {error.hint}"),))
        except pa.ArrowException as error:
            said = str(error).splitlines()[0]
            return Cuts((), (Failure(name, f"no Parquet file, or a damaged one ({said}); write it again"),))
        return Cuts(tuple(Cut(at, min(at + size, count), at) for at in range(0, count, size)))

    def _refuse(self, file: pq.ParquetFile, name: str) -> None:
        """Raise ReadError where the file has no column with the text, or that is none."""
        import pyarrow as pa

        schema, wanted = file.schema_arrow, self.options.text_field
        if wanted not in schema.names:
            raise ReadError(f"no column {wanted!r}", name, f"name the one of the article with --text-field; there are {', '.join(schema.names)}")
        kind = schema.field(wanted).type
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
            raise ReadError(f"the column {wanted!r} holds {kind}, not text", name, "name another with --text-field")

    def _rows(self, name: str, cut: Cut) -> Iterator[Document | Failure]:
        with self._opened(name) as stream:
            file = _parquet(stream)
            groups, first = _groups(file, cut)
            columns = [column for column in file.schema_arrow.names if self._reads(column)]
            for batch in file.iter_batches(BATCH, row_groups=groups, columns=columns, use_threads=False):
                start, stop = max(0, cut.start - first), min(batch.num_rows, cut.stop - first)
                for at, row in enumerate(batch.slice(start, max(0, stop - start)).to_pylist(), first + start + 1):
                    yield self._row(row, name, at)
                first += batch.num_rows
                if first >= cut.stop:
                    return

    def _reads(self, column: str) -> bool:
        options = self.options
        own = (options.text_field, options.id_column or "id", options.source_column or "source", options.lang_field)
        return column in own or column.lower().replace("-", "_") in SAID

    def _row(self, row: dict[str, Any], name: str, number: int) -> Document | Failure:
        where = f"{name}:{number}"
        if not isinstance(row.get(self.options.text_field), str):
            return Failure(where, f"no text in {self.options.text_field!r}; leave the row out")
        try:
            return jsonl.document_of(row, name, where, number, self.options)
        except ReadError as error:
            return Failure(where, f"{error.what}; {error.hint}")


class _Stretch(io.RawIOBase):
    """The next bytes of a stream, so many and no more."""

    def __init__(self, stream: BinaryIO, left: int) -> None:
        self._stream, self._left = stream, left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        block = self._stream.read(min(len(buffer), self._left))
        buffer[: len(block)] = block
        self._left -= len(block)
        return len(block)


def _packed(name: str) -> bool:
    return PurePosixPath(name.lower()).suffix in COMPRESSED


def _parquet(stream: BinaryIO) -> pq.ParquetFile:
    """Return the file, read piece by piece: a row group need not fit into memory."""
    import pyarrow.parquet as pq

    return pq.ParquetFile(stream, buffer_size=BUFFER, pre_buffer=False)


def _groups(file: pq.ParquetFile, cut: Cut) -> tuple[list[int], int]:
    """Return the row groups that a stretch of rows touches, and the row that the first of them begins with."""
    found: list[int] = []
    first = at = 0
    for group in range(file.metadata.num_row_groups):
        end = at + file.metadata.row_group(group).num_rows
        if end > cut.start and at < cut.stop:
            first = first if found else at
            found.append(group)
        at = end
    return found, first
