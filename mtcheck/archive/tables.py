"""What is written of a partition: Parquet, the same bytes for the same input and settings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

SCHEMA = 1
COMPRESSION = "zstd"
COUNTS = b"mtcheck.counts"
TEXTS = pa.list_(pa.string())
SCHEMAS: Mapping[str, pa.Schema] = {
    "documents": pa.schema(
        {
            "document": pa.int64(),
            "path": pa.string(),
            "line": pa.int64(),
            "id": pa.string(),
            "title": pa.string(),
            "date": pa.string(),
            "authors": TEXTS,
            "desk": pa.string(),
            "source_language": pa.string(),
            "words": pa.int64(),
            "repeated_words": pa.int64(),
            "score": pa.float64(),
            "fluency": pa.float64(),
            "findings": pa.int64(),
            "repeated_findings": pa.int64(),
            "suppressed": pa.int64(),
            "duplicate_of": pa.int64(),
        }
    ),
    "findings": pa.schema(
        {
            "document": pa.int64(),
            "rule": pa.string(),
            "category": pa.string(),
            "severity": pa.string(),
            "start": pa.int64(),
            "end": pa.int64(),
            "line": pa.int64(),
            "column": pa.int64(),
            "text": pa.string(),
            "message": pa.string(),
            "suggestions": TEXTS,
            "fix": pa.string(),
            "confidence": pa.float64(),
            "evidence": pa.string(),
            "context": pa.string(),
            "occurrences": pa.int64(),
        }
    ),
    "furniture": pa.schema({"document": pa.int64(), "text": pa.string(), "kind": pa.string(), "documents": pa.int64()}),
    "failures": pa.schema({"where": pa.string(), "message": pa.string(), "internal": pa.bool_()}),
}
"""The datasets, the one that says that a partition is done first."""
DONE = "documents"
HALF = re.compile(rb"(?<!\\)((?:\\\\)*)(?:(\\ud[89ab]..\\ud[c-f]..)|\\ud[89a-f]..)")
"""Half a surrogate pair as ``json.dumps`` escapes it, or a whole pair."""


class Counts(NamedTuple):
    """What the results of some partitions come to; ``internal`` are those of the failures that mtcheck itself is to blame for."""

    documents: int = 0
    words: int = 0
    findings: int = 0
    duplicates: int = 0
    furniture: int = 0
    failures: int = 0
    internal: int = 0

    def __add__(self, other: tuple[Any, ...]) -> Counts:
        """Return the sums of two."""
        return Counts(*(one + two for one, two in zip(self, other, strict=True)))


def part(number: int) -> str:
    """Return the name of the file of a partition."""
    return f"part-{number:06}.parquet"


def number_of(name: str) -> int | None:
    """Return the partition whose file this is; None for any other file."""
    digits = name.removeprefix("part-").removesuffix(".parquet")
    return int(digits) if digits.isdecimal() and name == part(int(digits)) else None


class Table:
    """A file of one of the datasets, written into memory packed, some rows at a time."""

    def __init__(self, dataset: str, metadata: Mapping[str, str]) -> None:
        self._schema = SCHEMAS[dataset].with_metadata(dict(metadata))
        self._sink = pa.BufferOutputStream()
        self._writer = pq.ParquetWriter(self._sink, self._schema, compression=COMPRESSION)
        self._rows: list[Mapping[str, Any]] = []

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows; keys that the dataset does not have are left out."""
        self._rows.extend(rows)

    def flush(self) -> None:
        """Pack the rows that were added."""
        if self._rows:
            self._writer.write_table(_table(self._rows, self._schema))
            self._rows = []

    def close(self, counts: Counts | None = None) -> bytes:
        """Return the file; ``counts`` go into its footer."""
        self.flush()
        if counts is not None:
            self._writer.add_key_value_metadata({COUNTS: json.dumps(counts).encode()})
        self._writer.close()
        return bytes(self._sink.getvalue())


def _table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Return the rows as a table, by way of JSON: ``Table.from_pylist`` would import pandas, which takes 50 MB of each worker."""
    from pyarrow import json as arrow_json

    content = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    parse = arrow_json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    read = arrow_json.ReadOptions(use_threads=False, block_size=len(content) + 1)
    return arrow_json.read_json(pa.BufferReader(_whole(content)), read, parse).replace_schema_metadata(schema.metadata)


def _whole(content: bytes) -> bytes:
    """Return the JSON with U+FFFD for halves of surrogate pairs, which UTF-8 has no bytes for."""
    return HALF.sub(lambda found: found[1] + (found[2] or rb"\ufffd"), content)


def metadata(signature: str) -> dict[str, str]:
    """Return what the schemas say of the run."""
    return {"mtcheck.schema": str(SCHEMA), "mtcheck.signature": signature}


def counts_in(content: bytes) -> Counts:
    """Return what the footer of a file of documents says."""
    return Counts(*json.loads(pq.read_metadata(pa.BufferReader(content)).metadata[COUNTS]))
