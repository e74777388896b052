"""Reviewdog Diagnostic Format, ``DiagnosticResult`` as JSON (reviewdog, proto/rdf): comments and suggested changes in reviews.

Columns count bytes of UTF-8 from 1, ends are exclusive. Suggestions are offered where the file's own text can be replaced, so not in rows of ``.jsonl``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mtcheck.core.model import DocumentReport, Failure, Finding, Result, Rule
from mtcheck.core.mqm import Severity
from mtcheck.core.text import utf8_bytes
from mtcheck.reporters._json import items
from mtcheck.reporters._place import Place, each, spot
from mtcheck.reporters._told import message

LEVELS = {Severity.MINOR: "INFO", Severity.MAJOR: "WARNING", Severity.CRITICAL: "ERROR"}


def render(signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield one diagnostic a finding or failure."""
    yield '{"source": {"name": "mtcheck"}, "diagnostics": ['
    yield from items(_failure(item) if isinstance(item, Failure) else _finding(*item) for item in each(results))
    yield "\n]}\n"


def _finding(report: DocumentReport, finding: Finding, place: Place) -> dict[str, Any]:
    document = report.document
    stretch = {"start": {"line": document.line}} if document.line else _stretch(document.raw, place)
    suggestions = [] if document.line else [{"range": stretch, "text": suggestion} for suggestion in finding.suggestions]
    return {
        "message": message(finding),
        "location": {"path": document.path, "range": stretch},
        "severity": LEVELS[finding.severity],
        "code": {"value": finding.rule},
        **({"suggestions": suggestions} if suggestions else {}),
    }


def _stretch(raw: str, place: Place) -> dict[str, dict[str, int]]:
    return {
        name: {"line": line, "column": utf8_bytes(raw[offset - column + 1 : offset]) + 1}
        for name, line, column, offset in (
            ("start", place.line, place.column, place.start),
            ("end", place.end_line, place.end_column, place.end),
        )
    }


def _failure(failure: Failure) -> dict[str, Any]:
    path, line, rule = spot(failure)
    return {
        "message": f"{failure.where}: {failure.message}",
        "location": {"path": path, **({"range": {"start": {"line": line}}} if line else {})},
        "severity": "ERROR",
        **({"code": {"value": rule}} if rule else {}),
    }
