"""How sure a finding of a glossary or pattern is, given what else the article shows.

An entry's tier says how the phrase stands in English at large; whether the article is a translation, and from which language, says the
rest. The numbers are shares of findings that an editor's correction touches (development data of the project, rounded down); see
``docs/confidence.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from mtcheck.core.model import Finding
from mtcheck.glossary.entries import CLUE

# tier: (language known, inferred from the article, nothing known, another language known or inferred, a sister language known, known and the entry of no language)
TIERS = {
    "wrong": (0.95, 0.95, 0.9, 0.9, 0.9, 0.95),
    "odd": (0.8, 0.75, 0.6, 0.45, 0.65, 0.75),
    "hint": (0.65, 0.55, 0.2, 0.2, 0.4, 0.45),
    "clue": (0.4, 0.4, 0.1, 0.1, 0.3, 0.3),
}
WEAK = ("hint", CLUE)
"""Tiers that say nothing of the article; a clue is reported only when the source confirms it."""
KNOWN, INFERRED, UNKNOWN, OTHER, SISTER, GENERAL = range(6)
FAMILIES = (frozenset({"fr", "es", "it", "pt"}), frozenset({"ru", "uk", "be"}))
"""Languages that share most of their calques."""
STRONG_RULES = frozenset({"exonym", "site-residue", "untranslated"})
TRANSLATION_RULES = frozenset({"organisation-pronoun", "inanimate-pronoun", "quote-marks", "number-format", "date-style"})
SPINNER_RULE = "substituted-word"
SPUN_HINT = 0.45
"""A good English word that replacers like to put in, in an article that one went over: reported where a model agrees."""
ENOUGH = 2.0
CLOSE = 0.75
"""Share of the strongest language's points from which on another one is inferred beside it: related languages share their calques."""


def translated(findings: Iterable[Finding], source_lang: str | None) -> bool:
    """Return whether the text is known to be a translation: somebody said so, or a phrase of some source language gives it away."""
    return bool(source_lang) or any(found.evidence.get("source_lang") and found.evidence["tier"] not in WEAK for found in findings)


class Evidence(NamedTuple):
    """What an article shows of its making: ``languages`` that it may be translated from, and whether a word replacer went over it."""

    known: str | None
    inferred: frozenset[str]
    spun: bool

    def of(self, language: str | None, *, listed: bool) -> int:
        """Return which column of TIERS holds for an entry of that language's glossary (``listed``) or for a pattern."""
        if self.known:
            if language in (None, self.known):
                return KNOWN if language or not listed else GENERAL
            return SISTER if any({language, self.known} <= family for family in FAMILIES) else OTHER
        if language is None:
            return INFERRED if self.inferred else UNKNOWN
        if self.inferred:
            return INFERRED if language in self.inferred else OTHER
        return UNKNOWN


def weigh(findings: Iterable[Finding], source_lang: str | None) -> tuple[Finding, ...]:
    """Return the findings with their confidence; those of checks in code keep the one that they have."""
    findings = tuple(findings)
    evidence = gather(findings, source_lang)
    return tuple(replace(finding, confidence=_confidence(finding, evidence)) if "tier" in finding.evidence else finding for finding in findings)


def _confidence(finding: Finding, evidence: Evidence) -> float:
    column = evidence.of(finding.evidence.get("source_lang"), listed="entry" in finding.evidence)
    if finding.rule == SPINNER_RULE and finding.evidence["tier"] == "hint":
        return SPUN_HINT if evidence.spun else TIERS["hint"][UNKNOWN]
    return TIERS[finding.evidence["tier"]][column]


def gather(findings: Iterable[Finding], source_lang: str | None) -> Evidence:
    """Return what the findings say of the article's making.

    A language is inferred when its own entries (each counted once, hints not at all) and the general traces of translation reach ENOUGH
    points and it is the strongest, or close to it.
    """
    own: dict[str, dict[str, float]] = defaultdict(dict)
    general: dict[str, float] = {}
    spun = False
    for finding in findings:
        tier, language = finding.evidence.get("tier"), finding.evidence.get("source_lang")
        if finding.rule == SPINNER_RULE:
            spun = spun or tier not in WEAK
        elif tier in WEAK:
            continue
        elif language:
            own[language][str(finding.evidence.get("entry"))] = 1.5 if finding.rule in STRONG_RULES else 1.0
        elif finding.rule in STRONG_RULES | TRANSLATION_RULES:
            general[finding.rule] = 0.5
    shared = min(1.0, sum(general.values()))
    points = {code: sum(entries.values()) + shared for code, entries in own.items()}
    most = max(points.values(), default=0.0)
    return Evidence(source_lang, frozenset(code for code, total in points.items() if total >= max(ENOUGH, CLOSE * most)), spun)
