"""Parquet files, through pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document
from mtcheck.readers._columns import Cells, Columns, columns_of, new_texts, plain
from mtcheck.readers._edits import Edits
from mtcheck.readers._options import Options

LARGEST = 500_000_000
"""Bytes of the columns, unpacked."""
BATCH = 1024
"""Rows that are read at a time."""


def document_of(content: bytes, path: str, options: Options) -> Document:
    """Return the document of a file.

    Raises ReadError for a broken one, one without the column, and where pyarrow is not installed.
    """
    return _read(content, path, options)[0]


def _read(content: bytes, path: str, options: Options) -> tuple[Document, list[int], Columns]:
    """Return the document, the row of each of its units and the columns."""
    with _clear(path):
        columns = columns_of(_opened(content, path).schema_arrow.names, path, options)
        file = _opened(content, path, _texts(content, path, columns))
        cells, places = Cells(path), list[int]()
        for row, (target, source, name) in enumerate(_rows(file, columns)):
            if cells.add(plain(name) or f"row {row + 1}", target, source):
                places.append(row)
        return cells.document(), places, columns


@contextmanager
def _clear(path: str) -> Iterator[None]:
    """Turn what pyarrow says of a broken file into one line."""
    try:
        import pyarrow as pa
    except ImportError:
        raise ReadError("Parquet files need pyarrow", path, "run pip install 'mtcheck[tables]'") from None
    try:
        yield
    except (pa.ArrowException, OSError, UnicodeDecodeError, RuntimeError) as error:
        raise ReadError(f"no Parquet file, or a damaged one ({error})", path, "write it again") from None


def _opened(content: bytes, path: str, texts: list[str] | None = None) -> Any:
    """Return the file; ``texts`` are columns to keep packed, so that a text that stands in many rows is held once."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = pq.ParquetFile(pa.BufferReader(content), read_dictionary=texts)
    if sum(file.metadata.row_group(n).total_byte_size for n in range(file.metadata.num_row_groups)) > LARGEST:
        raise ReadError(f"unpacks to more than {LARGEST // 1_000_000} MB", path, "split it")
    return file


def _texts(content: bytes, path: str, columns: Columns) -> list[str]:
    """Return the columns that hold text.

    Raises ReadError where the target does not.
    """
    import pyarrow as pa

    schema = _opened(content, path).schema_arrow
    names = [schema.names[place] for place in columns if place is not None and _is_text(schema.field(place).type, pa)]
    target = schema.field(columns.target)
    if target.name not in names:
        raise ReadError(f"the column {target.name!r} holds {target.type}, not text", path, "name another with --target-column")
    return names


def _is_text(kind: Any, pa: Any) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _rows(file: Any, columns: Columns) -> Iterator[tuple[Any, ...]]:
    """Yield target, source and name of each row."""
    names = [None if place is None else file.schema_arrow.names[place] for place in columns]
    for batch in file.iter_batches(BATCH, columns=[name for name in names if name is not None]):
        found = [None if name is None else batch.column(name) for name in names]
        for n in range(batch.num_rows):
            yield tuple(None if column is None else column[n].as_py() for column in found)


def rewritten(content: bytes, path: str, edits: Edits, options: Options) -> bytes:
    """Return the file with the edits made; its schema, metadata, row groups and compression stay as they are."""
    document, places, columns = _read(content, path, options)
    texts = {places[n]: text for n, text in new_texts(document, edits).items()}
    if not texts:
        return content
    with _clear(path):
        return _written(_opened(content, path), columns.target, texts)


def _written(file: Any, place: int, texts: dict[int, str]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, file.schema_arrow, version=file.metadata.format_version, compression=_compression(file)) as writer:
        start = 0
        for n in range(file.num_row_groups):
            group = file.read_row_group(n)
            changed = {row - start: text for row, text in texts.items() if start <= row < start + group.num_rows}
            writer.write_table(_with(group, place, changed, pa), row_group_size=max(1, group.num_rows))
            start += group.num_rows
    return bytes(sink.getvalue())


def _with(group: Any, place: int, texts: dict[int, str], pa: Any) -> Any:
    if not texts:
        return group
    values = group.column(place).to_pylist()
    for row, text in texts.items():
        values[row] = text
    return group.set_column(place, group.schema.field(place), pa.array(values, type=group.schema.field(place).type))


def _compression(file: Any) -> dict[str, str]:
    if not file.num_row_groups:
        return {}
    group = file.metadata.row_group(0)
    columns = (group.column(n) for n in range(group.num_columns))
    return {column.path_in_schema: column.compression.replace("UNCOMPRESSED", "NONE") for column in columns}
