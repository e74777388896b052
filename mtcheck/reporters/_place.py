"""Where a finding stands in its file, as reports give it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.core.model import DocumentReport, Finding
from mtcheck.core.text import Lines


class Place(NamedTuple):
    """A stretch of the file (of a ``.jsonl`` row: of its ``text``). Offsets and columns count code points; lines and columns are 1-based."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


def placed(report: DocumentReport, findings: tuple[Finding, ...] | None = None) -> Iterator[tuple[Finding, Place]]:
    """Yield the findings of a report, or the given ones of it, with their places."""
    wanted = report.findings if findings is None else findings
    if not wanted:
        return
    document, lines = report.document, Lines(report.document.raw)
    for finding in wanted:
        deleted = finding.suggestions[:1] == ("",)
        span = (document.element(finding.span) if deleted else None) or document.in_file(finding.span)
        yield finding, Place(span.start, span.end, *lines.position(span.start), *lines.position(span.end), span.of(document.raw))
