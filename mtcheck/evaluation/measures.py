"""How true stated confidences are, and what a measured share is worth beside chance and repetition.

A share of findings that touch an edit says little by itself: where editors changed much, a finding put anywhere touches an edit too (``chance``), and one
phrase that stands often can make up most of a share (``phrases``, each phrase counted once).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mtcheck.core.intervals import wilson
from mtcheck.core.model import Finding
from mtcheck.evaluation.corpus import TOKEN, Gold

BINS = 10
"""Equal stretches of confidence in 0..1 that findings are counted in."""
FEW = 20
"""Findings under which a measured precision says little."""
CLEAN = "clean"
"""In the name of a corpus: text that people wrote in English, where every finding is a false alarm."""
WITH_SOURCE = "with source"
"""In the name of a corpus: measured with its sources beside."""
OWN = "own "
"""Begins the name of a corpus that was written for this project, beside the rules."""
PART = ", without "
"""In the name of a corpus: measured again with some findings left out, for the calibration only."""
BEGIN, END = "<!-- calibration: made by make measures -->", "<!-- end of calibration -->"
Measures = Mapping[str, Mapping[str, Any]]
"""What ``docs/rules/measures.json`` holds: the numbers of each corpus by its name."""


@dataclass
class Stretch:
    """The findings of one stretch of confidence; ``chance`` sums what chance gives each, ``phrases`` are (findings, true) by phrase."""

    findings: int = 0
    true: int = 0
    chance: float = 0.0
    phrases: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, phrase: str, *, right: bool, chance: float) -> None:
        """Count a finding."""
        self.findings, self.true, self.chance = self.findings + 1, self.true + right, self.chance + chance
        count, true = self.phrases.get(phrase, (0, 0))
        self.phrases[phrase] = count + 1, true + right

    def numbers(self) -> dict[str, float]:
        """Return the plain numbers: ``once`` is the share with every phrase counted once, ``chance`` the share that chance gives."""
        once = sum(true / count for count, true in self.phrases.values()) / max(1, len(self.phrases))
        return {
            "findings": self.findings,
            "true": self.true,
            "phrases": len(self.phrases),
            "once": round(once, 4),
            "chance": round(self.chance / max(1, self.findings), 4),
        }


def stretch_of(confidence: float) -> int:
    """Return the number of the stretch that a confidence belongs to; 1 belongs to the last."""
    return min(BINS - 1, int(round(confidence * BINS, 6)))


def phrase_of(finding: Finding) -> str:
    """Return what findings of the same phrase share: the glossary entry, else rule and words."""
    return f"{finding.rule}: {finding.evidence.get('entry') or finding.text.lower()}"


def words_of(text: str) -> list[re.Match[str]]:
    """Return the words and marks of a text."""
    return list(TOKEN.finditer(text))


def chance(words: list[re.Match[str]], finding: Finding, gold: Iterable[Gold]) -> float:
    """Return the share of all stretches of the document, as many words long as the finding, that touch an annotated span."""
    inside = sum(finding.span.start < word.end() and word.start() < finding.span.end for word in words)
    size = max(1, min(inside, len(words)))
    ends = [(words[at].start(), words[at + size - 1].end()) for at in range(len(words) - size + 1)]
    spans = [(span.start, span.end) for span in gold]
    return sum(any(start < b and a < end for a, b in spans) for start, end in ends) / max(1, len(ends))


def share(hits: int, trials: int) -> str:
    """Return a share with its 95% interval, and whether it was counted on too few cases to say much."""
    low, high = wilson(hits, trials)
    return f"{hits / trials:.2f} ({low:.2f}–{high:.2f})" + (", too few to say" if trials < FEW else "")


def calibration(measures: Measures) -> str:
    """Return a Markdown table for each annotated corpus, and one for clean text: stated confidence against measured shares."""
    lines: list[str] = []
    for name, table in sorted(measures.items()):
        if CLEAN in name:
            lines += [f"### {name}: {table['words']:,} words, no finding is right", "", "| stated | findings | per 1,000 words |", "|---|---|---|"]
            lines += [f"| {_ends(at)} | {one['findings']} | {1000 * one['findings'] / table['words']:.3f} |" for at, one in _filled(table)]
        else:
            lines += [f"### {name}: {table['documents']:,} documents, {table['words']:,} words", ""]
            lines += ["| stated | findings | right (95%) | phrases | right, each phrase once | by chance |", "|---|---|---|---|---|---|"]
            lines += [
                f"| {_ends(at)} | {one['findings']} | {share(one['true'], one['findings'])} | {one['phrases']} | {one['once']:.2f} | {one['chance']:.2f} |"
                for at, one in _filled(table)
            ]
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def _filled(table: Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
    return [(at, one) for at, one in enumerate(table["bins"]) if one["findings"]]


def _ends(at: int) -> str:
    return f"{at / BINS:.1f}–{(at + 1) / BINS:.1f}"


def with_calibration(text: str, measures: Measures) -> str:
    """Return a Markdown text with the tables between its marks renewed.

    Raises ValueError when the text has no such marks.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no {BEGIN} ... {END}")
    return f"{before}{BEGIN}\n{calibration(measures)}\n{END}{after}"


def keep(path: Path, name: str, table: Mapping[str, Any]) -> None:
    """Put the numbers of a corpus into the file beside those of others; it changes whole or not at all."""
    measures = json.loads(path.read_text("utf-8")) if path.exists() else {}
    measures[name] = table
    write(path, json.dumps(dict(sorted(measures.items())), indent=1) + "\n")


def write(path: Path, text: str) -> None:
    """Write a text file, whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, "utf-8")
    part.replace(path)
