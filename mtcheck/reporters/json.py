"""The JSON report, schema 1 (``docs/report.schema.json``): what other programs read. It only grows.

Offsets, lines and columns count in the file, or in the ``text`` of a ``.jsonl`` row; ``text`` is what stands there. Where markup or entities make
the prose read otherwise, ``prose`` gives it. Everything beyond ASCII is escaped, so that the report survives any console.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mtcheck.core.errors import ReadError
from mtcheck.core.metadata import metadata
from mtcheck.core.model import Document, DocumentReport, Failure, Finding, Result, Rule
from mtcheck.core.mqm import COMPARES
from mtcheck.reporters._place import Place, placed

SCHEMA = 1
NOTE = f"score and fluency {COMPARES}"


def render(signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the report, one document a line."""
    failures: list[Failure] = []
    yield f'{{"schema": {SCHEMA}, "signature": {json.dumps(signature)}, "note": {json.dumps(NOTE)}, "documents": ['
    separator = "\n"
    for result in results:
        if isinstance(result, Failure):
            failures.append(result)
            continue
        failures.extend(result.failures)
        yield separator + json.dumps(fields_of(result))
        separator = ",\n"
    yield f'\n], "failures": {json.dumps([_failure(failure) for failure in failures])}}}\n'


def fields_of(report: DocumentReport) -> dict[str, Any]:
    """Return what the report says of a document."""
    document = report.document
    return {
        "path": document.path,
        "id": document.id,
        "words": report.words,
        "score": report.score,
        "fluency": report.fluency,
        "findings": [_finding(document, *pair) for pair in placed(report)],
        "suppressed": [_finding(document, *pair) for pair in placed(report, report.suppressed)],
        **({"known": [_finding(document, *pair) for pair in placed(report, report.known)]} if report.known else {}),
        **({"source_language": report.told._asdict()} if report.told else {}),
        **({"meta": meta} if (meta := _meta(document)) else {}),
    }


def _meta(document: Document) -> dict[str, Any]:
    """Return what the row or file says of its article; nothing for front matter that cannot be read."""
    stated = {"source_lang": document.source_lang} if document.source_lang else {}
    try:
        return {**(document.meta or metadata(document.path, document.raw)), **stated}
    except ReadError:
        return stated


def _finding(document: Document, finding: Finding, place: Place) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "start": place.start,
        "end": place.end,
        "line": place.line,
        "column": place.column,
        "text": place.text,
        **({"prose": finding.text} if place.text != finding.text else {}),
        "message": finding.message,
        "suggestions": finding.suggestions,
        "fix": finding.fix,
        "confidence": round(finding.confidence, 2),
        "evidence": finding.evidence,
        "context": finding.context,
        **_beside(finding, document),
    }


def _beside(finding: Finding, document: Document) -> dict[str, Any]:
    """Return the unit that a finding stands in and what it was held against in the source, where there are such."""
    unit = document.unit_at(finding.span.start)
    found: dict[str, Any] = {"unit": unit.id} if unit else {}
    if finding.source is not None and document.source is not None:
        found["source"] = {"start": finding.source.start, "end": finding.source.end, "text": finding.source.of(document.source)}
    return found


def _failure(failure: Failure) -> dict[str, Any]:
    return {"where": failure.where, "message": failure.message, "internal": failure.internal}
