"""From all candidate findings to those that are reported: thresholds, selection, overlaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from mtcheck.core.model import Finding, Rule, Span

DEFAULT_CONFIDENCE = 0.5


class Selection(NamedTuple):
    """Which rules are reported, from which confidence on.

    ``select`` None means every rule that is not ``off`` (preview, or of another profile); an id in ``select`` turns such a rule on; ``ignore`` wins.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    min_confidence: float = DEFAULT_CONFIDENCE
    off: frozenset[str] = frozenset()

    def takes(self, finding: Finding) -> bool:
        """Return whether the finding is reported."""
        return finding.confidence >= self.min_confidence and self.wants(finding.rule)

    def wants(self, rule: str) -> bool:
        """Return whether a rule's findings are reported at all."""
        if rule in self.ignore:
            return False
        return rule in self.select if self.select is not None else rule not in self.off


def off(rules: Iterable[Rule], profile: str = "") -> frozenset[str]:
    """Return the ids of the rules that are not reported unless somebody selects them: preview, or of another profile."""
    return frozenset(rule.id for rule in rules if rule.preview or (rule.profile and rule.profile != profile))


def key(finding: Finding) -> tuple[float, int, int, int, str]:
    """Return the sort key of precedence among overlapping findings: surer, graver, longer, earlier, then by rule id."""
    return (-finding.confidence, -finding.severity.weight, -len(finding.span), finding.span.start, finding.rule)


def without_overlaps(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by position; of those that overlap the first by ``key`` stays."""
    kept: list[Finding] = []
    taken: list[Span] = []  # by position, each apart from the next
    for finding in sorted(findings, key=key):
        at = bisect_left(taken, finding.span)
        if not any(finding.span.overlaps(other) or finding.span == other for other in taken[max(0, at - 1) : at + 1]):
            taken.insert(at, finding.span)
            kept.append(finding)
    return tuple(sorted(kept, key=lambda finding: (finding.span.start, finding.span.end, finding.rule)))
