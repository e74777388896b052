"""One self-contained page: the article with its findings marked, and a table of them to filter. Works without a network; all text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import count
from pathlib import Path

from mtcheck.core import page as shell
from mtcheck.core.escaping import visible
from mtcheck.core.model import Document, DocumentReport, Failure, Finding, Result, Rule, Span
from mtcheck.core.mqm import COMPARES, penalty_per_thousand
from mtcheck.core.text import counted
from mtcheck.reporters._index import Index, name_of
from mtcheck.reporters._marking import marked
from mtcheck.reporters._place import Place, placed
from mtcheck.reporters._told import sentence

HERE = Path(__file__).parent
FILTERS = """<header><p class="brand">mtcheck</p><h1>Report</h1><p class="figures"><a id="to-index" href="#index">Totals and documents</a></p></header>
<main>
<div class="filters" role="search">
<label>Rule <select id="by-rule"><option value="">all</option></select></label>
<label>Severity <select id="by-severity"><option value="">all</option><option>critical</option><option>major</option><option>minor</option></select></label>
<label>Confidence from <input id="by-confidence" type="number" min="0" max="1" step="0.05" value="0"></label>
<label>Words <input id="by-words" type="search"></label>
<span id="shown" class="figures" role="status"></span>
</div>
<div id="card" role="tooltip" hidden></div>
"""
TABLE_HEAD = "<table>\n<thead><tr><th>Line</th><th>Severity</th><th>Words</th><th>Reason and fix</th></tr></thead>\n<tbody>\n"


def render(signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the page document by document."""
    yield from map(visible, _page(signature, results, rules))


def _page(signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> Iterator[str]:
    yield shell.top("mtcheck report", HERE / "page.css") + FILTERS
    numbers, index = count(1), Index()
    for result in results:
        name = index.add(result)
        if isinstance(result, Failure):
            yield _failures([result])
        else:
            yield from _document(result, rules, numbers, name)
    yield from index.render(rules)
    yield f"</main>\n<footer>Penalties {COMPARES}.<br>{escape(signature)}</footer>\n"
    yield shell.bottom(HERE / "page.js")


def _document(report: DocumentReport, rules: Mapping[str, Rule], numbers: Iterator[int], name: str) -> Iterator[str]:
    document, found = report.document, [(number, *pair) for pair, number in zip(placed(report), numbers, strict=False)]
    points = penalty_per_thousand((finding.severity for finding in report.findings), report.words)
    figures = f"{counted(report.words, 'word')}, {counted(len(found), 'finding')}, MQM penalty per 1,000 words {points:.1f}"
    figures += f", {sentence(report.told)}" if report.told else ""
    kind = "document beside" if report.pairs else "document"
    yield f'<section id="{name}" class="{kind}">\n<h2>{escape(name_of(report))}</h2>\n<p class="figures">{figures}</p>\n{_failures(report.failures)}'
    yield from _sides(report, found) if report.pairs else _article(document.text, found)
    if found:
        yield TABLE_HEAD
        for number, finding, place in found:
            yield _row(number, finding, place, rules[finding.rule], document)
        yield "</tbody>\n</table>\n"
    yield "</section>\n"


def _failures(failures: Iterable[Failure]) -> str:
    return "".join(f'<p class="failures">{escape(failure.where)}: {escape(failure.message)}</p>\n' for failure in failures)


def _sides(report: DocumentReport, found: list[tuple[int, Finding, Place]]) -> Iterator[str]:
    """Yield source and text side by side, pair by pair, with the spans of the findings marked on both."""
    document = report.document
    there = [(finding.source, number) for number, finding, _ in found if finding.source is not None]
    here = [(finding.span, number) for number, finding, _ in found]
    severities = {number: finding.severity for number, finding, _ in found}
    yield '<article class="sides">\n'
    for source, target in report.pairs:
        left = "".join(marked(document.source or "", source, there, severities, "s")) if source else ""
        right = "".join(marked(document.text, target, here, severities, "m")) if target else ""
        unit = document.unit_at(target.start) if target else None
        if unit:
            yield f'<p class="unit">{escape(unit.id)}</p>\n'
        yield f'<div class="source" lang="{escape(document.source_lang or (report.told.code if report.told else ""))}" dir="auto">{left}</div><div>{right}</div>\n'
    yield "</article>\n"


def _article(text: str, found: list[tuple[int, Finding, Place]]) -> Iterator[str]:
    """Yield the text with the spans of the findings marked."""
    marks = [(finding.span, number) for number, finding, _ in found]
    severities = {number: finding.severity for number, finding, _ in found}
    yield "<article>"
    yield from marked(text, Span(0, len(text)), marks, severities, "m")
    yield "</article>\n"


def _row(number: int, finding: Finding, place: Place, rule: Rule, document: Document) -> str:
    unit = document.unit_at(finding.span.start)
    line = f"{document.line or place.line}" + (f'<span class="unit">{escape(unit.id)}</span>' if unit else "")
    tag = f'<tr id="r{number}" data-id="{number}" data-rule="{escape(finding.rule)}" data-severity="{finding.severity}" data-confidence="{finding.confidence:.2f}">'
    reason = f'<span title="{escape(rule.why)}">{escape(finding.message)}</span><br>{_fixes(finding)}<span class="rule">{escape(finding.rule)}, confidence {finding.confidence:.2f}</span>'
    cells = (line, f'<span class="severity-{finding.severity}">{finding.severity}</span>', escape(finding.text), reason)
    return (
        tag
        + "".join(f'<td class="{name}">{cell}</td>' for name, cell in zip(("line", "severity", "words", "reason"), cells, strict=True))
        + "</tr>\n"
    )


def _fixes(finding: Finding) -> str:
    if not finding.suggestions:
        return ""
    first, *others = [escape(suggestion) or "(delete)" for suggestion in finding.suggestions]
    rest = f" or {' | '.join(others)}" if others else ""
    return f'<span class="fix">→ {first}</span>{rest}<br>'
