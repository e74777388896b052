"""What a run comes to: its exit code, by the severity that fails it and by thresholds for the penalty and for findings of a kind."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

import click

from mtcheck.cli import EXIT_FINDINGS, EXIT_INTERNAL, EXIT_USAGE
from mtcheck.cli._notes import note, say
from mtcheck.config import Config
from mtcheck.core.errors import ConfigError, nearest
from mtcheck.core.model import Document, DocumentReport, Failure, Result, Rule
from mtcheck.core.mqm import Severity, penalty
from mtcheck.placing import line_of

HOW = "PATTERN=NUMBER, such as 'Accuracy/*=0' or 'calque=3'"


class Limit(NamedTuple):
    """How many findings at most there may be whose rule or category the pattern names (``*`` and ``?`` as in file names, case does not count)."""

    pattern: str
    most: int

    def counts(self, rule: str, category: str) -> bool:
        """Return whether findings of the rule in the category count."""
        return any(fnmatchcase(name.lower(), self.pattern.lower()) for name in (rule, category))


class Gate:
    """Counts what the findings of a run come to, and says which thresholds that passes."""

    def __init__(self, max_penalty: float | None = None, limits: Iterable[Limit] = ()) -> None:
        self.max_penalty = max_penalty
        self.found = dict.fromkeys(limits, 0)
        self.points = self.words = 0

    def add(self, report: DocumentReport) -> None:
        """Count a document."""
        self.words += report.words
        self.points += penalty(finding.severity for finding in report.findings)
        for limit in self.found:
            self.found[limit] += sum(limit.counts(finding.rule, finding.category) for finding in report.findings)

    def passed(self) -> list[str]:
        """Return a line for each threshold that was passed: what there is, and by how much that is too much."""
        reached = 1000 * self.points / self.words if self.words else 0.0
        lines = []
        if self.max_penalty is not None and reached > self.max_penalty:
            lines.append(
                f"MQM penalty per 1,000 words is {_shown(reached)}, {_shown(reached - self.max_penalty)} over --max-penalty {self.max_penalty:g}"
            )
        for (pattern, most), count in self.found.items():
            if count > most:
                lines.append(f"{count:,} finding{'s' * (count > 1)} of {pattern}, {count - most:,} over --max '{pattern}={most}'")
        return lines


def _shown(points: float) -> str:
    """Return penalty points with as many digits as it takes to see that they are more than none."""
    return f"{points:.1f}" if points >= 0.05 else f"{points:.1g}"


class Tally:
    """What the results of a run come to: the exit code, and a line on stderr for each failure."""

    def __init__(self, fail_on: str, gate: Gate | None = None) -> None:
        self.threshold = None if fail_on == "never" else Severity(fail_on)
        self.gate = gate or Gate()
        self.exit_code = 0

    def watch(self, results: Iterable[Result]) -> Iterator[Result]:
        """Yield the results and take note of them."""
        for result in results:
            for failure in (result,) if isinstance(result, Failure) else result.failures:
                say(f"mtcheck: {failure.where}: {failure.message}")
                self._reach(EXIT_INTERNAL if failure.internal else EXIT_USAGE)
            if isinstance(result, DocumentReport) and not result.words:
                note(f"mtcheck: {_where(result.document)}: no prose in it, nothing was checked")
            if isinstance(result, DocumentReport) and self.threshold and any(f.severity.at_least(self.threshold) for f in result.findings):
                self._reach(EXIT_FINDINGS)
            if isinstance(result, DocumentReport):
                self.gate.add(result)
            yield result
        for line in self.gate.passed():
            note(f"mtcheck: {line}")
            self._reach(EXIT_FINDINGS)

    def _reach(self, code: int) -> None:
        self.exit_code = max(self.exit_code, code)


def _where(document: Document) -> str:
    return f"{document.path}:{document.line}" if document.line else document.path


def gate_of(config: Config, rules: Mapping[str, Rule]) -> Gate:
    """Return the gate of a config.

    Raises ConfigError for a pattern that no rule and no category has; glossaries of the user's own may have categories of their own.
    """
    limits = [Limit(*pair) for pair in config.max]
    for limit in () if config.glossaries else limits:
        if not any(limit.counts(rule.id, rule.category) for rule in rules.values()):
            known = {name for rule in rules.values() for name in (rule.id, rule.category, f"{rule.category.partition('/')[0]}/*")}
            hint = nearest(limit.pattern, known, "`mtcheck rules list` names the rules, `mtcheck explain RULE` their categories")
            raise ConfigError(f"{limit.pattern!r} is the name of no rule and no category", _named(limit.pattern, config), hint)
    return Gate(config.max_penalty, limits)


def _named(pattern: str, config: Config) -> str:
    """Return the option that names a pattern, else the line of the config."""
    context = click.get_current_context(silent=True)
    given = context.params.get("max") if context else ()
    return "--max" if given or config.origin is None else f"{config.origin}:{line_of(config.origin, pattern)}"


def limits(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Return patterns and numbers as they stand in an option."""
    found = []
    for value in values:
        pattern, equals, most = value.rpartition("=")
        if not (pattern.strip() and equals and most.strip().isascii() and most.strip().isdecimal()):
            raise click.BadParameter(f"{value!r} is not {HOW}", ctx, param)
        found.append((pattern.strip(), int(most)))
    return tuple(found)


def penalty_limit(ctx: click.Context, param: click.Parameter, value: float | None) -> float | None:
    """Return a penalty from 0 on."""
    if value is not None and not (math.isfinite(value) and value >= 0):
        raise click.BadParameter(f"{value} is no number from 0 on", ctx, param)
    return value
