"""What stands first on the page: totals, counts by rule, and the documents with links to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

from mtcheck.core.model import DocumentReport, Rule
from mtcheck.core.mqm import Severity, penalty_per_thousand
from mtcheck.core.text import counted

GRAVEST_FIRST = tuple(reversed(Severity))


class Index:
    """Counts the documents as they go by; keeps a line of each, not its text."""

    def __init__(self) -> None:
        self.documents: list[tuple[str, int, Counter[Severity]]] = []
        self.rules: Counter[tuple[str, Severity]] = Counter()
        self.failures = 0

    def add(self, report: DocumentReport) -> str:
        """Note a document; return the id of its section."""
        severities = Counter(finding.severity for finding in report.findings)
        self.documents.append((name_of(report), report.words, severities))
        self.rules.update((finding.rule, finding.severity) for finding in report.findings)
        self.failures += len(report.failures)
        return f"d{len(self.documents)}"

    def render(self, rules: Mapping[str, Rule]) -> Iterator[str]:
        """Yield the section."""
        words, severities = sum(words for _, words, _ in self.documents), Counter[Severity]()
        for _, _, counts in self.documents:
            severities.update(counts)
        yield f'<section id="index">\n<p class="lead">{_sum(severities, words, len(self.documents))}</p>\n'
        if self.failures:
            yield f'<p class="failures">{counted(self.failures, "failure")}, named below</p>\n'
        yield '<div class="totals">\n'
        if self.rules:
            yield from self._rules(rules)
        if len(self.documents) > 1:
            yield from self._documents()
        yield "</div>\n</section>\n"

    def _rules(self, rules: Mapping[str, Rule]) -> Iterator[str]:
        sums: Counter[str] = Counter()
        for (rule, _), count in self.rules.items():
            sums[rule] += count
        yield f"<div><h2>Rules</h2>\n<table>\n<thead><tr><th>Rule</th>{_heads(*GRAVEST_FIRST, 'All')}</tr></thead>\n<tbody>\n"
        for rule, total in sorted(sums.items(), key=lambda item: (-item[1], item[0])):
            counts = _cells(*(self.rules[rule, severity] or "" for severity in GRAVEST_FIRST), total)
            yield f'<tr data-total="{escape(rule)}"><td title="{escape(rules[rule].summary)}">{escape(rule)}</td>{counts}</tr>\n'
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


def _sum(severities: Counter[Severity], words: int, documents: int) -> str:
    where = f"in {counted(documents, 'document')}, {counted(words, 'word')}"
    if not severities:
        return f"No findings {where}"
    named = ", ".join(f"{severities[severity]:,} {severity}" for severity in GRAVEST_FIRST if severities[severity])
    penalty = penalty_per_thousand(severities.elements(), words)
    return f"{counted(severities.total(), 'finding')} ({named}) {where}; MQM penalty per 1,000 words {penalty:.1f}"


def _heads(*names: str) -> str:
    return "".join(f'<th class="number">{name.capitalize()}</th>' for name in names)


def _cells(*values: object) -> str:
    return "".join(f'<td class="number">{value}</td>' for value in values)
