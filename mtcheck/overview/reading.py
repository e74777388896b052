"""JSON reports, read again."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtcheck.core.encoding import decode
from mtcheck.core.errors import ReadError
from mtcheck.core.jsontext import parsed
from mtcheck.core.mqm import Severity

SCHEMA = 1
STDIN = "-"
HOW = "write one with `mtcheck check --format json --output report.json`"
TEXT, NUMBER, LIST = str, (int, float), list
REPORT: Mapping[str, Any] = {"schema": int, "signature": TEXT, "documents": LIST, "failures": LIST}
DOCUMENT: Mapping[str, Any] = {"path": TEXT, "words": int, "score": NUMBER, "findings": LIST, "suppressed": LIST}
FINDING: Mapping[str, Any] = {
    "rule": TEXT,
    "category": TEXT,
    "severity": TEXT,
    "line": int,
    "column": int,
    "text": TEXT,
    "message": TEXT,
    "suggestions": LIST,
    "confidence": NUMBER,
    "context": TEXT,
}
FAILURE: Mapping[str, Any] = {"where": TEXT, "message": TEXT}
KINDS = {TEXT: "text", int: "a whole number", NUMBER: "a number", LIST: "a list"}

Row = Mapping[str, Any]
"""A document, finding or failure as the report has it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report with the file that it stands in; its documents, findings and failures are as docs/report.schema.json says."""

    path: str
    signature: str
    documents: tuple[Row, ...]
    failures: tuple[Row, ...] = ()


def read(path: str) -> Report:
    """Return the report of a file ("-" is standard input).

    Raises ReadError for what cannot be read, is no report, or is of a newer schema.
    """
    found = _parsed(decode(_content(path), path, None), path)
    _check(found, path)
    return Report(path, found["signature"], tuple(found["documents"]), tuple(found["failures"]))


def refuse_schema(schema: Any, path: str) -> None:
    """Raise ReadError for a schema that this version does not read."""
    if type(schema) is int and schema > SCHEMA:
        raise ReadError(f"a report of schema {schema}, and this version reads schema {SCHEMA}", path, "update mtcheck, or check again with this one")
    if schema != SCHEMA:
        raise ReadError(f"no report of mtcheck (schema {schema!r})", path, HOW)


def _content(path: str) -> bytes:
    try:
        if path == STDIN:
            return sys.stdin.buffer.read()
        if not path.lower().endswith(".gz"):
            return Path(path).read_bytes()
        from mtcheck.core.unpacking import unpacked

        with unpacked(Path(path).open("rb"), path) as stream:
            return stream.read()
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"cannot read the file ({getattr(error, 'strerror', None) or error})", path, "check the path") from None


def _parsed(text: str, path: str) -> Any:
    try:
        return parsed(text)
    except json.JSONDecodeError as error:
        cut = "it ends too early" if error.pos >= len(text.rstrip()) else error.msg
        raise ReadError(f"no report of mtcheck: no valid JSON ({cut})", f"{path}:{error.lineno}", HOW) from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"no report of mtcheck: no valid JSON ({error})", path, HOW) from None


def _check(found: Any, path: str) -> None:
    """Raise ReadError where what is needed is not there."""
    if not isinstance(found, dict) or "schema" not in found:
        raise ReadError("no report of mtcheck (no `schema`)", path, HOW)
    refuse_schema(found["schema"], path)
    for place, value, fields in _parts(found):
        if not isinstance(value, dict):
            raise ReadError(f"no report of mtcheck ({place or 'it'} is no object)", path, HOW)
        for name, kind in fields.items():
            if not isinstance(value.get(name), kind) or value[name] is True:
                raise ReadError(f"no report of mtcheck ({f'{place}.{name}'.strip('.')} is not {KINDS[kind]})", path, HOW)
        if fields is FINDING and value["severity"] not in list(Severity):
            raise ReadError(f"no report of mtcheck ({place}: no severity {value['severity']!r})", path, HOW)


def _parts(found: Any) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    """Yield each object of a report with its place and the fields that it needs, outer ones first."""
    yield "", found, REPORT
    for n, document in enumerate(found["documents"]):
        yield f"documents[{n}]", document, DOCUMENT
        for group in ("findings", "suppressed", "known"):
            for m, finding in enumerate(document.get(group) or ()):
                yield f"documents[{n}].{group}[{m}]", finding, FINDING
    for n, failure in enumerate(found["failures"]):
        yield f"failures[{n}]", failure, FAILURE
