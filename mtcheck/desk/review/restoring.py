"""A JSON report read again beside the documents that it is about: its findings, where each still stands as it was found."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mtcheck.core.model import Document, DocumentReport, Finding, Span
from mtcheck.core.mqm import Severity
from mtcheck.core.text import context_hash, places
from mtcheck.pipeline import Checker, Found


@dataclass
class Restored:
    """Takes what a report says of each document; ``changed`` are the paths of those that are another text by now, which are checked."""

    checker: Checker
    waiting: dict[tuple[str, str | None], deque[Mapping[str, Any]]] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, checker: Checker, documents: Iterable[tuple[str, Mapping[str, Any]]]) -> Restored:
        """Return what restores the documents of a report (``docs/report.schema.json``), each with the path that it is read under."""
        found = cls(checker)
        for path, document in documents:
            found.waiting.setdefault((path, document.get("id")), deque()).append(document)
        return found

    def result(self, document: Document) -> DocumentReport:
        """Return the report of a document: that of the JSON report, or a new one where its text changed or the report does not have it."""
        waiting = self.waiting.get((document.path, document.id))
        told = waiting.popleft() if waiting else None
        found = _findings(document, told["findings"]) if told is not None else None
        if told is None or found is None:
            self.changed.append(document.path)
            return self.checker.check(document)
        by_rules = replace(self.checker, scorer=None).found(document) if document.source is not None else Found(())
        return self.checker.reported(document, Found(found, told.get("fluency"), (), by_rules.pairs, by_rules.told))


def _findings(document: Document, rows: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...] | None:
    """Return the findings of a document; None where one of them is not to be found in it."""
    found: list[Finding] = []
    taken: set[tuple[str, Span]] = set()
    for row in rows:
        span = _place(document, row, taken)
        if span is None:
            return None
        taken.add((row["rule"], span))
        found.append(_finding(document, row, span))
    return tuple(sorted(found, key=lambda one: (one.span, one.rule)))


def _place(document: Document, row: Mapping[str, Any], taken: set[tuple[str, Span]]) -> Span | None:
    """Return where the words of a finding stand with the same words around; of several places the one nearest to that of the report."""
    words = row.get("prose", row["text"])
    spans = (Span(at, at + len(words)) for at in places(document.text, words)) if words else ()
    same = [span for span in spans if (row["rule"], span) not in taken and context_hash(document.text, span, row["rule"]) == row["context"]]
    return min(same, key=lambda span: abs(document.in_file(span).start - row.get("start", 0)), default=None)


def _finding(document: Document, row: Mapping[str, Any], span: Span) -> Finding:
    there = row.get("source") or {}
    source = Span(there["start"], there["end"]) if {"start", "end"} <= there.keys() else None
    if source is not None and (document.source is None or source.of(document.source) != there.get("text")):
        source = None
    return Finding(
        row["rule"],
        row["category"],
        Severity(row["severity"]),
        span,
        span.of(document.text),
        row["message"],
        tuple(map(str, row["suggestions"])),
        float(row["confidence"]),
        dict(row.get("evidence") or {}),
        row["context"],
        source,
        row.get("fix") if row.get("fix") in ("safe", "unsafe") else "none",  # type: ignore[arg-type]
    )
