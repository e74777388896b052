"""``mtcheck ignore``: write down that a finding is to stay, and why."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from mtcheck.cli import _complete
from mtcheck.cli._lists import SAME_OPTIONS, ignore_file, run
from mtcheck.cli._notes import say
from mtcheck.cli._run import with_options
from mtcheck.core.errors import ConfigError, nearest
from mtcheck.core.model import DocumentReport, Finding
from mtcheck.reporters._place import Place, placed
from mtcheck.suppression.ignore_file import add_rows, date, row_of

PLACE = re.compile(r"(?P<file>.+?):(?P<line>[1-9]\d*)(?::(?P<column>[1-9]\d*))?", re.DOTALL)
NAMED = 8
"""Findings of the file that are named where none is at the place."""
EPILOG = """\b
Examples:
  mtcheck ignore news/port.md:12 --reason "the group's own name"
  mtcheck ignore news/port.md:12:31 --rule exonym --reason "in a quotation" --until 2027-06-30

\b
The entry goes into .mtcheck-ignore.tsv beside the config. It holds for these words between these neighbours, wherever in the file they stand.
In Markdown and HTML a comment does the same: <!-- mtcheck-disable-next-line RULE: reason -->.
"""


class Seen(NamedTuple):
    """A finding with its document's path, where it stands in the file, and its line there (of a table or .jsonl: the row)."""

    path: str
    finding: Finding
    place: Place
    line: int
    suppressed: bool

    def told(self) -> str:
        """Return the finding as an editor finds it."""
        return f"{self.line}:{self.place.column} {self.finding.rule} {' '.join(self.finding.text.split())[:40]!r}"


@click.command("ignore", epilog=EPILOG)
@click.argument("place", metavar="FILE:LINE[:COLUMN]", type=click.Path())
@click.option("--rule", metavar="RULE", shell_complete=_complete.rules, help="Only what this rule finds there.")
@click.option("--reason", required=True, help="Why it is to stay.")
@click.option("--until", metavar="DATE", help="The last day on which it holds (YYYY-MM-DD).")
@with_options(SAME_OPTIONS)
def command(place: str, rule: str | None, reason: str, until: str | None, **settings: Any) -> None:
    """Leave the findings at a place out from now on, with the reason."""
    if not (asked := PLACE.fullmatch(place)):
        raise ConfigError("no place", place, "write FILE:LINE or FILE:LINE:COLUMN")
    if not reason.strip():
        raise ConfigError("it is empty", "--reason", "say why the finding is to stay")
    expiry = _expiry(until) if until else ""
    started = run((asked["file"],), **settings)
    rules = started.checker.ruleset.rules
    if rule is not None and rule not in rules:
        raise ConfigError(f"no rule {rule!r}", "--rule", nearest(rule, rules, "`mtcheck rules list` names them"))
    every = [one for report in started.results if isinstance(report, DocumentReport) for one in _seen(report)]
    if started.tally.exit_code and not every:
        sys.exit(started.tally.exit_code)
    chosen = _at(every, int(asked["line"]), int(asked["column"] or 0), rule)
    if not chosen:
        raise ConfigError("no finding there" if rule is None else f"no finding of {rule} there", place, _others(every, rule))
    path = ignore_file(started.config)
    rows = [row_of(one.finding, one.path, path.parent, reason, expiry) for one in chosen if not one.suppressed]
    if rows:
        add_rows(path, rows)
    for one in chosen:
        say(f"{one.path}:{one.told()} is {'ignored already' if one.suppressed else f'ignored from now on ({path})'}")


def _expiry(until: str) -> str:
    found = date(until, "--until")
    if found < time.strftime("%Y-%m-%d"):
        raise ConfigError(f"{found} is over", "--until", "name a day to come, or leave it out")
    return found


def _seen(report: DocumentReport) -> Iterator[Seen]:
    for findings, suppressed in ((report.findings, False), (report.suppressed, True)):
        for finding, place in placed(report, findings):
            yield Seen(report.document.path, finding, place, report.document.line or place.line, suppressed)


def _at(every: list[Seen], line: int, column: int, rule: str | None) -> list[Seen]:
    """Return the findings that begin on the line, else those that reach over it; with a column, those that reach over it."""
    wanted = [one for one in every if rule in (None, one.finding.rule)]
    if column:
        return [one for one in wanted if _covers(one, line, column)]
    return [one for one in wanted if one.line == line] or [one for one in wanted if one.line < line <= one.place.end_line]


def _covers(one: Seen, line: int, column: int) -> bool:
    if one.line != one.place.line:  # a row: columns count in its text
        return one.line == line and one.place.start <= column - 1 < max(one.place.end, one.place.start + 1)
    start, end = (one.place.line, one.place.column), (one.place.end_line, one.place.end_column)
    return start <= (line, column) < max(end, (start[0], start[1] + 1))


def _others(every: list[Seen], rule: str | None) -> str:
    told = [one.told() for one in every if rule in (None, one.finding.rule)]
    if not told:
        return "the file has none"
    return "there are " + ", ".join(told[:NAMED]) + (f" and {len(told) - NAMED} more" if len(told) > NAMED else "")
