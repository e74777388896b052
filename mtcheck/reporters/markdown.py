"""A summary in Markdown (GitHub Flavored Markdown Spec), for the page of a job or a comment: counts, a table by rule, one of findings for each document.

Job pages take a megabyte (GitHub Docs, Job summaries), so no more than ``SHOWN`` findings are listed; all are counted. What articles say stays plain
text: no markup, and nobody is mentioned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mtcheck.core.escaping import markdown
from mtcheck.core.model import DocumentReport, Failure, Finding, Result, Rule
from mtcheck.core.mqm import COMPARES, Severity
from mtcheck.core.text import counted, excerpt
from mtcheck.reporters._counts import Counts
from mtcheck.reporters._place import Place, placed

SHOWN = 200
AROUND = 40
"""Code points shown on each side of a finding's words."""


def render(signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the summary; it begins with what all results come to."""
    counts, failures, tables, shown = Counts(), list[Failure](), list[str](), 0
    for result in results:
        counts.add(result)
        if isinstance(result, Failure):
            failures.append(result)
            continue
        failures.extend(result.failures)
        if rows := [_row(result, *pair) for pair in placed(result, result.findings[: SHOWN - shown])]:
            tables.append(_table(result, rows))
            shown += len(rows)
    yield from _top(counts, failures, rules)
    yield from tables
    if shown < counts.total:
        yield f"\n{counted(counts.total - shown, 'more finding')}: see the other reports.\n"
    yield f"\n<sub>{markdown(signature)}</sub>\n"


def _top(counts: Counts, failures: list[Failure], rules: Mapping[str, Rule]) -> Iterator[str]:
    found, by_severity, where = counts.headline
    yield f"## mtcheck: {found}{by_severity}\n\n"
    penalty = f"; MQM penalty per 1,000 words {counts.penalty:.1f} (penalties {COMPARES})" if counts.total else ""
    yield f"{found[:1].upper()}{found[1:]}{where}{penalty}.\n"
    yield from (f"\n{markdown(line[:1].upper() + line[1:])}.\n" for line in counts.languages())
    if counts.suppressed:
        yield f"\n{counted(counts.suppressed, 'finding')} suppressed.\n"
    if failures:
        yield f"\n**{counted(len(failures), 'input')} could not be checked**\n\n"
        yield from (f"- {markdown(failure.where)}: {markdown(failure.message)}\n" for failure in failures)
    if counts.total:
        yield "\n| Rule | Category | Critical | Major | Minor |\n|---|---|--:|--:|--:|\n"
        for rule, _ in counts.rules:
            numbers = " | ".join(str(counts.counts[rule, severity] or "") for severity in reversed(Severity))
            yield f"| {markdown(rule)} | {markdown(rules[rule].category)} | {numbers} |\n"


def _table(report: DocumentReport, rows: list[str]) -> str:
    document = report.document
    name = f"{document.path}: {document.id}" if document.id else document.path
    return f"\n### {markdown(name)}\n\n| Line | Severity | Words | Instead | Why |\n|--:|---|---|---|---|\n{''.join(rows)}"


def _row(report: DocumentReport, finding: Finding, place: Place) -> str:
    around = excerpt(report.document.text, finding.span, AROUND)
    words = f"{markdown(around.before)}<b>{markdown(around.marked)}</b>{markdown(around.after)}"
    instead = " · ".join(markdown(suggestion) if suggestion else "<i>delete it</i>" for suggestion in finding.suggestions)
    line = report.document.line or place.line
    return f"| {line} | {finding.severity} | {words} | {instead} | {markdown(finding.message)} ({markdown(finding.rule)}) |\n"
