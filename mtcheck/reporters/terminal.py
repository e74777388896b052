"""For a person at a terminal: each finding with its surroundings, the reason and the fix; then what it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

from mtcheck.core.escaping import is_command, visible
from mtcheck.core.escaping import line as safe
from mtcheck.core.model import DocumentReport, Finding, Result, Rule, Span
from mtcheck.core.mqm import COMPARES, Severity
from mtcheck.core.text import counted, excerpt
from mtcheck.reporters._counts import Counts
from mtcheck.reporters._place import Place, placed

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES = {Severity.MINOR: "yellow", Severity.MAJOR: "bold red", Severity.CRITICAL: "bold white on red"}
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
    from rich.console import Console

    width = max(NARROWEST, width)
    console = Console(file=StringIO(), force_terminal=colour, no_color=not colour, width=width, highlight=False, emoji=False, markup=False)
    counts = Counts()
    for result in results:
        counts.add(result)
        if isinstance(result, DocumentReport) and not only_counts:
            for pair in placed(result):
                _show(console, result, *pair, colour=colour, hashes=hashes)
                yield _taken(console)
    _show_counts(console, counts, table=only_counts)
    yield _taken(console)


def shown(report: DocumentReport, *, width: int = 100) -> Iterator[tuple[Finding, str]]:
    """Yield the findings of a document, each as ``render`` shows it, its suggestions numbered."""
    from rich.console import Console

    console = Console(file=StringIO(), no_color=True, width=max(NARROWEST, width), highlight=False, emoji=False, markup=False)
    for finding, place in placed(report):
        numbered = tuple(f"{n} {suggestion or '(delete)'}" for n, suggestion in enumerate(finding.suggestions, 1))
        _show(console, report, replace(finding, suggestions=numbered), place, colour=False)
        yield finding, _taken(console)


def _taken(console: Console) -> str:
    """Return what was printed since the last time."""
    out = console.file
    assert isinstance(out, StringIO)
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _show(console: Console, report: DocumentReport, finding: Finding, place: Place, *, colour: bool, hashes: bool = False) -> None:
    from rich.padding import Padding
    from rich.text import Text

    document = report.document
    unit = document.unit_at(finding.span.start)
    names = " ".join(name for name in (document.id, unit.id if unit else None) if name)
    where = f"{document.path}:{document.line or place.line}" + (f" ({names})" if names else "")
    head = Text(safe(f"{where}:{place.column} " if not document.line else f"{where} "), style="bold")
    head.append(str(finding.severity), STYLES[finding.severity]).append(f" {finding.rule}", "cyan").append(f" {finding.context}" if hashes else "")
    console.print(head, soft_wrap=True)
    shown = _excerpt(document.text, finding.span, finding.severity, console.width - INDENT, colour=colour)
    if finding.source is not None and document.source is not None:
        shown += _excerpt(document.source, finding.source, finding.severity, console.width - INDENT, colour=colour)
    for line in shown:
        console.print(" " * INDENT, line, sep="", soft_wrap=True)
    console.print(Padding(Text(safe(finding.message)), (0, 0, 0, INDENT)))
    if finding.suggestions:
        console.print(Padding(_fix(finding), (0, 0, 0, INDENT)))
    console.print()


def _excerpt(text: str, span: Span, severity: Severity, width: int, *, colour: bool) -> list[Text]:
    """Return the surroundings of a span with its words underlined: by a style, else by a line of carets."""
    from rich.cells import cell_len
    from rich.text import Text

    side = max(10, (width - min(len(span), width - 30)) // 2 - 2)
    before, marked, after = map(visible, excerpt(text, span, side))
    before = "\\" * is_command(before + marked + after) + before
    line = Text.assemble(before, (marked, f"underline {STYLES[severity]}"), after)
    carets = Text(" " * cell_len(before) + "^" * max(1, cell_len(marked)))
    return [line] if colour else [line, carets]


def _fix(finding: Finding) -> Text:
    from rich.text import Text

    shown = [safe(suggestion) or "(delete)" for suggestion in finding.suggestions]
    text = Text("→ ").append(shown[0], "green")
    return text.append(f"   or: {' | '.join(shown[1:])}") if len(shown) > 1 else text


def _show_counts(console: Console, counts: Counts, *, table: bool = False) -> None:
    """Print the counts by severity and rule and the MQM penalty; with ``table`` the severities of each rule."""
    from rich.text import Text

    found, by_severity, where = counts.headline
    console.print(Text(found, "bold").append(by_severity).append(where))
    if counts.total:
        console.print(f"MQM penalty per 1,000 words: {counts.penalty:.1f} (penalties {COMPARES})", soft_wrap=True)
        if table:
            console.print("\n".join(_table(counts)), soft_wrap=True)
        else:
            console.print("by rule: " + ", ".join(f"{rule} {count}" for rule, count in counts.rules))
    for line in counts.languages():
        console.print(line)
    if counts.suppressed:
        console.print(f"{counted(counts.suppressed, 'finding')} suppressed")
    if counts.failures:
        console.print(f"{counted(counts.failures, 'input')} could not be checked; see above")


def _table(counts: Counts) -> Iterator[str]:
    wide = max(len(rule) for rule, _ in counts.rules)
    yield f"{'rule':<{wide}}" + "".join(f"{severity:>10}" for severity in reversed(Severity)) + f"{'all':>8}"
    for rule, count in counts.rules:
        yield f"{rule:<{wide}}" + "".join(f"{counts.counts[rule, severity] or '-':>10}" for severity in reversed(Severity)) + f"{count:>8}"
