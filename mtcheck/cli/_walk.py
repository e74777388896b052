"""``mtcheck fix --interactive``: one finding after the other, and what the editor decided about each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from mtcheck.core.model import DocumentReport, Finding
from mtcheck.decided import Decision, decision
from mtcheck.mending import beside
from mtcheck.reporters import terminal
from mtcheck.suppression.ignore_file import add_rows, row_of

HELP = """\
  a  accept the first suggestion        1-9  accept the suggestion of that number
  t  type what to write instead         s    leave it as it is
  i  leave it, and never report it again (asks why)
  q  stop here and keep what was decided
"""


class Walk:
    """Asks about each finding; ``decisions`` in the order of the asking. ``ignore`` is the file of findings that are ignored on purpose."""

    def __init__(self, ignore: Path) -> None:
        self.decisions: list[Decision] = []
        self.ignore = ignore
        self.over = False
        self._left: list[tuple[Finding, str]] = []

    def choose(self, report: DocumentReport) -> Iterator[tuple[Finding, str]]:
        """Yield the findings to mend and what to write for them; those to ignore are listed as they stand beside it."""
        chosen: list[tuple[Finding, str]] = []
        for finding, shown in terminal.shown(report):
            if self.over:
                break
            click.echo(shown, nl=False)
            text = self._answer(finding)
            if not self.over:
                self.decisions.append(decision(report.document, finding, text))
            if text is not None:
                chosen.append((finding, text))
        rows = [row_of(beside(report, chosen, finding), report.document.path, self.ignore.parent, why) for finding, why in self._left]
        if rows:
            add_rows(self.ignore, rows)
            self._left.clear()
        yield from chosen

    def _answer(self, finding: Finding) -> str | None:
        """Return what to write for the finding; None leaves it."""
        keys = [*(["a"] if finding.suggestions else []), "t", "s", "i", "q", "?"]
        while True:
            try:
                key = click.prompt(f"[{'/'.join(keys)}]", default=keys[0] if finding.suggestions else "s", show_default=False).strip().lower()
            except click.Abort:
                key = "q"
            if key == "a" and finding.suggestions:
                return finding.suggestions[0]
            if key.isdecimal() and 1 <= int(key) <= len(finding.suggestions):
                return finding.suggestions[int(key) - 1]
            match key:
                case "t":
                    return str(click.prompt("write instead", default=finding.text))
                case "s":
                    return None
                case "i":
                    self._left.append((finding, click.prompt("why")))
                    return None
                case "q":
                    self.over = True
                    return None
            click.echo(HELP, nl=False)
