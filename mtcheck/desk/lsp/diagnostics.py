"""What was found, as editors mark it in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol import types

from mtcheck.core.model import DocumentReport, Failure, Finding, Span
from mtcheck.core.mqm import Severity
from mtcheck.desk.lsp.desk import Seen
from mtcheck.desk.lsp.positions import Placed
from mtcheck.desk.lsp.reading import skipped
from mtcheck.reporters._place import placed, spot
from mtcheck.reporters._told import message

NAME = "mtcheck"
SEVERITIES = {
    Severity.MINOR: types.DiagnosticSeverity.Information,
    Severity.MAJOR: types.DiagnosticSeverity.Warning,
    Severity.CRITICAL: types.DiagnosticSeverity.Error,
}


class Marked(NamedTuple):
    """A finding, its report, the number of its document (from 0), and the span of the buffer where it stands."""

    finding: Finding
    report: DocumentReport
    number: int
    span: Span


def marked(seen: Seen) -> Iterator[Marked]:
    """Yield the findings of a text with their places."""
    shift = skipped(seen.placed.text)
    for number, report in enumerate(seen.reports):
        for finding, place in placed(report):
            yield Marked(finding, report, number, Span(place.start + shift, place.end + shift))


def within(seen: Seen, span: Span) -> Iterator[Marked]:
    """Yield the findings that a span of the buffer touches."""
    return (one for one in marked(seen) if one.span.start <= span.end and span.start <= one.span.end)


def diagnostics(seen: Seen) -> list[types.Diagnostic]:
    """Return the findings of a text and its comments that cannot be followed, in order."""
    found = [diagnostic(one, seen.placed) for one in marked(seen)]
    found += [_mistake(failure, seen.placed) for report in seen.reports for failure in report.failures if spot(failure).line]
    return sorted(found, key=lambda one: (one.range.start.line, one.range.start.character))


def diagnostic(one: Marked, placed_text: Placed) -> types.Diagnostic:
    """Return the mark of a finding."""
    finding = one.finding
    return types.Diagnostic(
        placed_text.range(one.span),
        message(finding),
        SEVERITIES[finding.severity],
        code=finding.rule,
        source=NAME,
        tags=[types.DiagnosticTag.Unnecessary] if finding.suggestions[:1] == ("",) else None,
        data={"context": finding.context, "confidence": round(finding.confidence, 2), "fix": finding.fix},
    )


def _mistake(failure: Failure, placed_text: Placed) -> types.Diagnostic:
    lines = placed_text.lines
    span = lines.span(min(spot(failure).line, len(lines.starts)))
    return types.Diagnostic(placed_text.range(span), failure.message, types.DiagnosticSeverity.Warning, source=NAME)
