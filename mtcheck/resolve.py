"""From all candidate findings to those that are reported: thresholds, selection, overlaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import NamedTuple

from mtcheck.core.model import OWN_CONFIDENCE, Finding, Rule, Span
from mtcheck.core.mqm import Severity

DEFAULT_CONFIDENCE = 0.5
ALIKE = 0.8
"""Share of the longer of two stretches from which both are about the same words."""

TAGGER = "tagger"
"""Evidence of what a tagger found."""
LEARNT = frozenset({TAGGER, "reviewer"})
"""Evidence of what a model found: a rule that marks the same words knows more of them."""
CELL = 256
"""Code points of a stretch in which rivals are looked for, so that the cost grows with the findings and not with their square."""


class Level(NamedTuple):
    """How sure findings must be that are reported: those of rules, and those of the tagger, which are many and mostly suggest nothing."""

    rules: float
    tagger: float


LEVELS = {"safe": Level(0.75, 0.75), "balanced": Level(DEFAULT_CONFIDENCE, 0.6), "thorough": Level(0.4, 0.5)}
BALANCED = "balanced"


def level(name: str = BALANCED, min_confidence: float | None = None) -> Level:
    """Return a level by its name, or one bar for all findings where somebody sets it."""
    return LEVELS[name] if min_confidence is None else Level(min_confidence, min_confidence)


class Selection(NamedTuple):
    """Which rules are reported, from which confidence on, and how grave.

    ``select`` None means every rule that is not ``off`` (preview, or of another profile); an id in ``select`` turns such a rule on; ``ignore`` wins.
    ``severities`` says of rules how grave their findings are, the last for a rule holds.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    level: Level = LEVELS[BALANCED]
    off: frozenset[str] = frozenset()
    severities: tuple[tuple[str, Severity], ...] = ()

    def graded(self, finding: Finding) -> Finding:
        """Return the finding as grave as the settings have it."""
        severity = dict(self.severities).get(finding.rule)
        return replace(finding, severity=severity) if severity else finding

    def takes(self, finding: Finding) -> bool:
        """Return whether the finding is reported."""
        bar = self.level.tagger if TAGGER in finding.evidence else self.level.rules
        return finding.confidence >= bar and self.wants(finding.rule)

    def wants(self, rule: str) -> bool:
        """Return whether a rule's findings are reported at all."""
        if rule in self.ignore:
            return False
        return rule in self.select if self.select is not None else rule not in self.off


def off(rules: Iterable[Rule], profile: str = "") -> frozenset[str]:
    """Return the ids of the rules that are not reported unless somebody selects them: preview, or of another profile."""
    return frozenset(rule.id for rule in rules if rule.preview or (rule.profile and rule.profile != profile))


def key(finding: Finding) -> tuple[bool, bool, float, int, int, int, str]:
    """Return the sort key of precedence among rivals: critical ones first, then rules' before a model's, surer, graver, longer, earlier, then by rule id."""
    critical = finding.severity is Severity.CRITICAL
    return (
        not critical,
        not LEARNT.isdisjoint(finding.evidence),
        -finding.evidence.get(OWN_CONFIDENCE, finding.confidence),
        -finding.severity.weight,
        -len(finding.span),
        finding.span.start,
        finding.rule,
    )


def without_rivals(findings: Iterable[Finding], facts: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return the findings by position; of rivals the first by ``key`` stays.

    ``facts`` are the rules that hold the text against its source: each says something of its own, and none silences what is said of the wording.
    """
    kept: list[Finding] = []
    near: dict[int, list[Finding]] = defaultdict(list)  # cell of the text -> what is kept there
    for finding in sorted(findings, key=key):
        cells = range(finding.span.start // CELL, finding.span.end // CELL + 1)
        if not any(_rivals(finding, other, facts) for cell in cells for other in near[cell]):
            for cell in cells:
                near[cell].append(finding)
            kept.append(finding)
    return tuple(sorted(kept, key=lambda finding: (finding.span.start, finding.span.end, finding.rule)))


def _rivals(one: Finding, other: Finding, facts: Collection[str]) -> bool:
    """Return whether two findings say of the same words what only one of them need say: both their wording, or the same by two rules.

    Two of one rule that are held against different words of the source say two things.
    """
    if not one.span.overlaps(other.span) and one.span != other.span:
        return False
    if one.rule == other.rule:
        return one.rule not in facts or one.span == other.span or one.source is None or one.source == other.source
    if one.rule not in facts and other.rule not in facts:
        return True
    return one.category == other.category and _shared(one.span, other.span) >= ALIKE * max(len(one.span), len(other.span))


def _shared(one: Span, other: Span) -> int:
    """Return how many code points two stretches share."""
    return min(one.end, other.end) - max(one.start, other.start)
