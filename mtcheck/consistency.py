"""The same source segment rendered otherwise in another document of the run; within one document the check of the same name sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from mtcheck.checks.bilingual.inconsistent_translation import RULE
from mtcheck.core.model import DocumentReport, Finding, Result, Span
from mtcheck.core.mqm import quality_score
from mtcheck.core.text import context_hash
from mtcheck.resolve import Selection
from mtcheck.suppression.suppressions import Suppressions

CONFIDENCE = 0.7


def across(results: Iterable[Result], chosen: Callable[[str], Selection], suppressions: Suppressions) -> Iterator[Result]:
    """Yield the results in order, with findings for segments that an earlier document rendered otherwise; the first rendering is the suggestion.

    ``chosen`` says of a file which rules are reported.
    """
    first: dict[str, tuple[str, str]] = {}
    for result in results:
        selection = chosen(result.document.path) if isinstance(result, DocumentReport) and result.pairs else None
        if selection is None or not selection.wants(RULE.id):
            yield result
        else:
            assert isinstance(result, DocumentReport)
            yield suppressions.applied(_held_against(first, result, selection))


def _held_against(first: dict[str, tuple[str, str]], report: DocumentReport, selection: Selection) -> DocumentReport:
    document = report.document
    name = f"{document.path}:{document.id or document.line}"
    found = []
    for source, target in report.pairs:
        if source is None or target is None:
            continue
        there, here = (" ".join(span.of(text or "").split()) for span, text in ((source, document.source), (target, document.text)))
        rendering, where = first.setdefault(there, (here, name))
        if where != name and rendering.casefold() != here.casefold():
            found.append(selection.graded(_finding(report, target, source, rendering, where)))
    if not found:
        return report
    findings = report.document.in_order((*report.findings, *found))
    return replace(report, findings=findings, score=round(quality_score((one.severity for one in findings), report.words), 1))


def _finding(report: DocumentReport, target: Span, source: Span, rendering: str, where: str) -> Finding:
    text = report.document.text
    message = f"Rendered as “{rendering}” in {where}"
    digest = context_hash(text, target, RULE.id)
    return Finding(RULE.id, RULE.category, RULE.severity, target, target.of(text), message, (rendering,), CONFIDENCE, {}, digest, source)
