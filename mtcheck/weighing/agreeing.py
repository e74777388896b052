"""What the tagger says of a list's or a pattern's finding: where both would change the same words, each bears the other out.

A phrase that is good English as often as not (a hint) says little alone, and the tagger alone says "reword"; together they are sure, and the finding that
knows the cause and what to write instead is the one that is told. Of such findings below the usual bar in 55 marked articles that the heads had not
learned from, with log-odds of about 0 and more, 21 of 22 touched a mark, and the first suggestion was an editor's in 12.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mtcheck.core.model import OWN_CONFIDENCE, Finding
from mtcheck.glossary.entries import CLUE
from mtcheck.scorers.tagger.stretches import Stretch

SAID = 0.2
"""How sure a stretch must be to count as a word for a finding."""


def agreed(findings: Iterable[Finding], stretches: Sequence[Stretch]) -> tuple[Finding, ...]:
    """Return the findings; those over whose words a stretch (in order, none touching) lies are as sure as two witnesses who know nothing of each other."""
    stretches = [one for one in stretches if one.confidence >= SAID]
    starts, ends = [one.span.start for one in stretches], [one.span.end for one in stretches]

    def weighed(finding: Finding) -> Finding:
        if finding.evidence.get("tier", CLUE) == CLUE:
            return finding
        over = stretches[bisect_right(ends, finding.span.start) : bisect_left(starts, finding.span.end)]
        if not over:
            return finding
        doubt = 1 - max(one.confidence for one in over)
        evidence = {**finding.evidence, "tagger_agrees": round(1 - doubt, 2), OWN_CONFIDENCE: round(finding.confidence, 2)}
        return replace(finding, confidence=1 - (1 - finding.confidence) * doubt, evidence=evidence)

    return tuple(map(weighed, findings))
