"""What the findings of a run come to."""

from __future__ import annotations

from collections import Counter

from mtcheck.core.model import Failure, Result
from mtcheck.core.mqm import Severity, penalty_per_thousand
from mtcheck.core.text import counted


class Counts:
    """Counts of findings by severity and by rule, of documents, words, failures, suppressed findings, and which languages sources read as (name -> probabilities)."""

    def __init__(self) -> None:
        self.severities: Counter[Severity] = Counter()
        self.counts: Counter[tuple[str, Severity]] = Counter()
        self.told: dict[str, list[float]] = {}
        self.documents = self.words = self.failures = self.suppressed = 0

    def add(self, result: Result) -> None:
        """Count a result."""
        if isinstance(result, Failure):
            self.failures += 1
            return
        self.documents += 1
        self.words += result.words
        self.failures += len(result.failures)
        self.suppressed += len(result.suppressed)
        if result.told:
            self.told.setdefault(result.told.name, []).append(result.told.probability)
        self.severities.update(finding.severity for finding in result.findings)
        self.counts.update((finding.rule, finding.severity) for finding in result.findings)

    @property
    def rules(self) -> list[tuple[str, int]]:
        """Return the rules with their counts, the most frequent first."""
        found: Counter[str] = Counter()
        for (rule, _), count in self.counts.items():
            found[rule] += count
        return found.most_common()

    @property
    def total(self) -> int:
        """Return the number of findings."""
        return self.severities.total()

    @property
    def penalty(self) -> float:
        """Return the MQM penalty points per 1,000 words of all documents together."""
        return penalty_per_thousand(self.severities.elements(), self.words)

    @property
    def headline(self) -> tuple[str, str, str]:
        """Return how many findings there are, of which severities, and in how much text."""
        by_severity = ", ".join(f"{self.severities[severity]} {severity}" for severity in reversed(Severity) if self.severities[severity])
        found = counted(self.total, "finding") if self.total else "no findings"
        return found, f" ({by_severity})" if self.total else "", f" in {counted(self.documents, 'document')}, {counted(self.words, 'word')}"

    def languages(self) -> list[str]:
        """Return a sentence for each language that sources read as."""
        return [
            f"the source reads as {name} (probability {min(probabilities):.3g}{' and more' if len(probabilities) > 1 else ''})"
            + (f" in {counted(len(probabilities), 'document')}" if self.documents > 1 else "")
            for name, probabilities in self.told.items()
        ]
