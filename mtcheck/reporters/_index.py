"""What stands first on the page: totals, counts by rule, and the documents with links to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

from mtcheck.core.model import DocumentReport, Result, Rule
from mtcheck.core.mqm import Severity, penalty_per_thousand
from mtcheck.core.text import counted
from mtcheck.reporters._counts import Counts

GRAVEST_FIRST = tuple(reversed(Severity))


class Index:
    """Counts what goes by; keeps a line of each document, not its text."""

    def __init__(self) -> None:
        self.documents: list[tuple[str, int, Counter[Severity]]] = []
        self.counts = Counts()

    def add(self, result: Result) -> str:
        """Note a result; return the id of the section of a document."""
        self.counts.add(result)
        if isinstance(result, DocumentReport):
            self.documents.append((name_of(result), result.words, Counter(finding.severity for finding in result.findings)))
        return f"d{len(self.documents)}"

    def render(self, rules: Mapping[str, Rule]) -> Iterator[str]:
        """Yield the section."""
        counts, found = self.counts, "".join(self.counts.headline)
        penalty = f"; MQM penalty per 1,000 words {counts.penalty:.1f}" if counts.total else ""
        yield f'<section id="index">\n<p class="lead">{found[:1].upper()}{found[1:]}{penalty}</p>\n'
        if counts.failures:
            yield f'<p class="failures">{counted(counts.failures, "failure")}, named below</p>\n'
        yield '<div class="totals">\n'
        if counts.total:
            yield from self._rules(rules)
        if len(self.documents) > 1:
            yield from self._documents()
        yield "</div>\n</section>\n"

    def _rules(self, rules: Mapping[str, Rule]) -> Iterator[str]:
        yield f"<div><h2>Rules</h2>\n<table>\n<thead><tr><th>Rule</th>{_heads(*GRAVEST_FIRST, 'All')}</tr></thead>\n<tbody>\n"
        for rule, total in sorted(self.counts.rules, key=lambda item: (-item[1], item[0])):
            cells = _cells(*(self.counts.counts[rule, severity] or "" for severity in GRAVEST_FIRST), total)
            yield f'<tr><td title="{escape(rules[rule].summary)}">{escape(rule)}</td>{cells}</tr>\n'
        yield "</tbody>\n</table></div>\n"

    def _documents(self) -> Iterator[str]:
        yield f"<div><h2>Documents</h2>\n<table>\n<thead><tr><th>Document</th>{_heads('Words', 'Findings', 'Penalty')}</tr></thead>\n<tbody>\n"
        for number, (name, words, severities) in enumerate(self.documents, 1):
            points = penalty_per_thousand(severities.elements(), words)
            figures = _cells(f"{words:,}", severities.total() or "", f"{points:.1f}" if points else "")
            yield f'<tr data-document="d{number}"><td><a href="#d{number}">{escape(name)}</a></td>{figures}</tr>\n'
        yield "</tbody>\n</table></div>\n"


def name_of(report: DocumentReport) -> str:
    """Return the path of a document, and its id where it has one."""
    return f"{report.document.path}: {report.document.id}" if report.document.id else report.document.path


def _heads(*names: str) -> str:
    return "".join(f'<th class="number">{name.capitalize()}</th>' for name in names)


def _cells(*values: object) -> str:
    return "".join(f'<td class="number">{value}</td>' for value in values)
