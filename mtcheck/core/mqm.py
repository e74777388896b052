"""Severities and penalties of the MQM scoring model (themqm.org, "MQM scoring models").

Weights are those published for WMT annotation (Freitag et al. 2021, "Experts, Errors, and Context"): minor 1, major 5; critical 25
is the weight of the MQM core model.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding costs the reader, least first."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def weight(self) -> int:
        """Return the MQM penalty points of one finding."""
        return WEIGHTS[self]

    def at_least(self, other: Severity) -> bool:
        """Return whether this severity is as grave as the other."""
        return self.weight >= other.weight


WEIGHTS = {Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 25}


def penalty(severities: Iterable[Severity]) -> int:
    """Return the sum of the MQM penalty points."""
    return sum(WEIGHTS[severity] for severity in severities)


def penalty_per_thousand(severities: Iterable[Severity], words: int) -> float:
    """Return penalty points per 1,000 words; 0.0 for a text without words."""
    return 1000 * penalty(severities) / words if words else 0.0


def quality_score(severities: Iterable[Severity], words: int) -> float:
    """Return 100 minus the penalty points per 100 words, floored at 0."""
    return max(0.0, 100 - penalty_per_thousand(severities, words) / 10)


COMPARES = "compare versions of one text, before and after an edit, not different texts"
"""What figures of a whole text are good for; rare names, long sentences and the subject move them more than the quality does."""
