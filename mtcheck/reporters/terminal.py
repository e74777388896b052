"""For a person at a terminal: each finding with its surroundings, the reason and the fix; then what it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from mtcheck.core.escaping import is_command, visible
from mtcheck.core.escaping import line as safe
from mtcheck.core.model import DocumentReport, Finding, Result, Rule, Span
from mtcheck.core.mqm import COMPARES, Severity
from mtcheck.core.text import counted, excerpt
from mtcheck.reporters._counts import Counts
from mtcheck.reporters._place import Place, placed
from mtcheck.reporters._styled import BOLD, BOLD_RED, CYAN, GREEN, UNDERLINED, WHITE_ON_RED, YELLOW, Line, Piece, painted, wrapped

STYLES = {Severity.MINOR: YELLOW, Severity.MAJOR: BOLD_RED, Severity.CRITICAL: WHITE_ON_RED}
INDENT = 4
NARROWEST = 60


def render(
    signature: str,
    results: Iterable[Result],
    rules: Mapping[str, Rule],
    *,
    colour: bool = False,
    width: int = 100,
    hashes: bool = False,
    only_counts: bool = False,
) -> Iterator[str]:
    """Yield the findings document by document, then the summary; without ``colour`` in plain characters.

    ``hashes`` adds the context hash of each finding; ``only_counts`` yields a table of the rules instead of findings.
    """
    width = max(NARROWEST, width)
    counts = Counts()
    for result in results:
        counts.add(result)
        if isinstance(result, DocumentReport) and not only_counts:
            for pair in placed(result):
                yield _written(_finding(result, *pair, width, colour=colour, hashes=hashes), colour=colour)
    yield _written(_summary(counts, width, table=only_counts), colour=colour)


def shown(report: DocumentReport, *, width: int = 100) -> Iterator[tuple[Finding, str]]:
    """Yield the findings of a document, each as ``render`` shows it, its suggestions numbered."""
    for finding, place in placed(report):
        numbered = tuple(f"{n} {suggestion or '(delete)'}" for n, suggestion in enumerate(finding.suggestions, 1))
        lines = _finding(report, replace(finding, suggestions=numbered), place, max(NARROWEST, width), colour=False)
        yield finding, _written(lines, colour=False)


def _written(lines: Iterable[Line], *, colour: bool) -> str:
    return "".join(f"{line}\n" for line in map(partial(painted, colour=colour), lines))


def _finding(report: DocumentReport, finding: Finding, place: Place, width: int, *, colour: bool, hashes: bool = False) -> Iterator[Line]:
    document = report.document
    unit = document.unit_at(finding.span.start)
    names = " ".join(name for name in (document.id, unit.id if unit else None) if name)
    where = f"{document.path}:{document.line or place.line}" + (f" ({names})" if names else "")
    head = Piece(safe(f"{where}:{place.column} " if not document.line else f"{where} "), BOLD)
    severity = Piece(str(finding.severity), f"{BOLD};{STYLES[finding.severity]}")
    yield head, severity, Piece(f" {finding.rule}", f"{BOLD};{CYAN}"), Piece(f" {finding.context}" if hashes else "", BOLD)
    yield from _excerpt(document.text, finding.span, finding.severity, width - INDENT, colour=colour)
    if finding.source is not None and document.source is not None:
        yield from _excerpt(document.source, finding.source, finding.severity, width - INDENT, colour=colour)
    yield from wrapped((Piece(safe(finding.message)),), width, INDENT)
    if finding.suggestions:
        yield from wrapped(_fix(finding), width, INDENT)
    yield ()


def _excerpt(text: str, span: Span, severity: Severity, width: int, *, colour: bool) -> Iterator[Line]:
    """Yield the surroundings of a span with its words underlined: by a style, else by a line of carets."""
    from rich.cells import cell_len

    side = max(10, (width - min(len(span), width - 30)) // 2 - 2)
    before, marked, after = map(visible, excerpt(text, span, side))
    before = "\\" * is_command(before + marked + after) + before
    yield Piece(" " * INDENT), Piece(before), Piece(marked, f"{UNDERLINED};{STYLES[severity]}"), Piece(after)
    if not colour:
        yield (Piece(" " * (INDENT + cell_len(before)) + "^" * max(1, cell_len(marked))),)


def _fix(finding: Finding) -> Line:
    first, *others = [safe(suggestion) or "(delete)" for suggestion in finding.suggestions]
    return Piece("→ "), Piece(first, GREEN), Piece(f"   or: {' | '.join(others)}" if others else "")


def _summary(counts: Counts, width: int, *, table: bool = False) -> Iterator[Line]:
    """Yield the counts by severity and rule and the MQM penalty; with ``table`` the severities of each rule."""
    found, by_severity, where = counts.headline
    yield from wrapped((Piece(found, BOLD), Piece(by_severity), Piece(where)), width)
    if counts.total:
        yield (Piece(f"MQM penalty per 1,000 words: {counts.penalty:.1f} (penalties {COMPARES})"),)
        if table:
            yield from ((Piece(row),) for row in _table(counts))
        else:
            yield from wrapped((Piece("by rule: " + ", ".join(f"{rule} {count}" for rule, count in counts.rules)),), width)
    for said in counts.languages():
        yield from wrapped((Piece(said),), width)
    if counts.suppressed:
        yield (Piece(f"{counted(counts.suppressed, 'finding')} suppressed"),)
    if counts.failures:
        yield (Piece(f"{counted(counts.failures, 'input')} could not be checked; see above"),)


def _table(counts: Counts) -> Iterator[str]:
    wide = max(len(rule) for rule, _ in counts.rules)
    yield f"{'rule':<{wide}}" + "".join(f"{severity:>10}" for severity in reversed(Severity)) + f"{'all':>8}"
    for rule, count in counts.rules:
        yield f"{rule:<{wide}}" + "".join(f"{counts.counts[rule, severity] or '-':>10}" for severity in reversed(Severity)) + f"{count:>8}"
