"""Holds findings against annotated articles: precision, recall, false alarms per 1,000 words, by rule, tier or entry; and how true the confidences are.

A finding counts for an annotated span when they overlap, one longer than 60 characters only where the span is at least half as long. Spans
that are not ``required`` are neither missed nor false alarms, nor are those that only the source gives away where no source is beside. The lintscore is proselint's T·(T/(T+F))^k with k = 2: true findings
discounted by the square of the precision.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mtcheck.core.intervals import wilson
from mtcheck.core.model import Document, Finding
from mtcheck.core.text import excerpt
from mtcheck.evaluation.corpus import Gold
from mtcheck.evaluation.measures import BINS, Stretch, chance, phrase_of, stretch_of, words_of
from mtcheck.pipeline import Checker

LONG = 60
LINTSCORE_POWER = 2
AROUND = 40
"""Characters shown on each side of a false alarm."""


@dataclass
class Counts:
    """What was counted for one rule or for all together."""

    true: int = 0
    false: int = 0
    required: int = 0
    found: int = 0
    fixed: int = 0

    @property
    def findings(self) -> int:
        """Return how many findings there were."""
        return self.true + self.false

    @property
    def precision(self) -> float | None:
        """Return the share of findings that touch an annotated span; None without findings."""
        return self.true / self.findings if self.findings else None

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95% interval of the precision."""
        return wilson(self.true, self.findings)

    @property
    def recall(self) -> float | None:
        """Return the share of required spans found; None without such spans."""
        return self.found / self.required if self.required else None

    @property
    def lintscore(self) -> float:
        """Return proselint's score: true findings times precision squared."""
        return self.true * (self.precision or 0.0) ** LINTSCORE_POWER


class Alarm(NamedTuple):
    """A false alarm: where, what fired, how sure it was, and its surroundings."""

    document: str
    key: str
    text: str
    confidence: float
    around: str


@dataclass
class Evaluation:
    """Counts over a corpus; ``by`` says what they are filed under: "rule", "tier" or "entry"."""

    by: str = "rule"
    words: int = 0
    documents: int = 0
    total: Counts = field(default_factory=Counts)
    by_rule: dict[str, Counts] = field(default_factory=dict)
    bins: list[Stretch] = field(default_factory=lambda: [Stretch() for _ in range(BINS)])
    alarms: list[Alarm] = field(default_factory=list)
    missed: list[tuple[str, str, str]] = field(default_factory=list)

    def rule(self, key: str) -> Counts:
        """Return the counts of a rule, tier or entry."""
        return self.by_rule.setdefault(key, Counts())

    def key(self, finding: Finding) -> str:
        """Return what a finding is filed under."""
        if self.by == "rule" or self.by not in {"tier", "entry"}:
            return finding.rule
        value = finding.evidence.get(self.by)
        return f"{finding.rule}: {value}" if value else finding.rule

    @property
    def alarms_per_thousand(self) -> float:
        """Return false alarms per 1,000 words."""
        return 1000 * self.total.false / self.words if self.words else 0.0

    def worst(self, count: int) -> list[Alarm]:
        """Return the surest false alarms of each rule, ``count`` at most."""
        taken: dict[str, list[Alarm]] = {}
        for alarm in sorted(self.alarms, key=lambda one: (-one.confidence, one.document)):
            rows = taken.setdefault(alarm.key, [])
            if len(rows) < count:
                rows.append(alarm)
        return [alarm for key in sorted(taken) for alarm in taken[key]]


def evaluate(
    checker: Checker, corpus: Iterable[tuple[Document, tuple[Gold, ...]]], by: str = "rule", without: re.Pattern[str] | None = None
) -> Evaluation:
    """Return the counts of a checker over annotated documents, filed by "rule", "tier" or "entry"; findings whose "rule: text" holds ``without`` do not count."""
    outcome = Evaluation(by)
    for document, gold in corpus:
        report = checker.check(document)
        outcome.words += report.words
        outcome.documents += 1
        findings = tuple(one for one in report.findings if not (without and without.search(f"{one.rule}: {one.text}")))
        _count(outcome, document, findings, gold)
    return outcome


def _count(outcome: Evaluation, document: Document, findings: tuple[Finding, ...], gold: tuple[Gold, ...]) -> None:
    name = document.id or document.path
    words = words_of(document.text) if findings else []
    for finding in findings:
        right = any(touches(finding, span) for span in gold)
        outcome.bins[stretch_of(finding.confidence)].add(phrase_of(finding), right=right, chance=chance(words, finding, gold))
        for counts in (outcome.total, outcome.rule(outcome.key(finding))):
            counts.true, counts.false = counts.true + right, counts.false + (not right)
        if not right:
            around = excerpt(document.text, finding.span, AROUND)
            outcome.alarms.append(
                Alarm(name, outcome.key(finding), finding.text, finding.confidence, f"{around.before}[{around.marked}]{around.after}")
            )
    for span in gold:
        if not span.required or (span.needs_source and document.source is None):
            continue
        hits = [finding for finding in findings if touches(finding, span)]
        fixed = any(finding.suggestions and finding.suggestions[0].strip().lower() in span.fixes for finding in hits)
        for counts in (outcome.total, outcome.rule(span.rule)) if outcome.by == "rule" else (outcome.total,):
            counts.required, counts.found, counts.fixed = counts.required + 1, counts.found + bool(hits), counts.fixed + fixed
        if not hits:
            outcome.missed.append((name, span.rule, document.text[span.start : span.end]))


def touches(finding: Finding, gold: Gold) -> bool:
    """Return whether the finding points at the annotated span, and is no whole sentence around a word of it."""
    near = finding.span.start < gold.end and gold.start < finding.span.end
    return near and (len(finding.span) <= LONG or len(finding.span) <= 2 * (gold.end - gold.start))


def numbers(outcome: Evaluation) -> dict[str, Any]:
    """Return what was counted as plain numbers, for ``docs/rules/measures.json``: no text of the corpus is in it."""
    keys = ("true", "false", "required", "found", "fixed")
    rules = {name: {key: getattr(counts, key) for key in keys} for name, counts in sorted(outcome.by_rule.items())}
    return {"documents": outcome.documents, "words": outcome.words, "rules": rules, "bins": [one.numbers() for one in outcome.bins]}
