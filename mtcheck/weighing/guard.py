"""What every suggestion must pass: it says the same numbers and keeps the negation of what it replaces.

A suggestion that fails is dropped; the finding stays, since the place is odd all the same. Rules that are about numbers or about what the source says, and
those that restore a broken word, are not asked: their suggestion is the fact.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from mtcheck.core.model import Finding

EXEMPT = frozenset(
    "exonym number-format date-style number-mismatch date-mismatch negation-lost omission addition term-violation inconsistent-translation name-style "
    "fused-words substituted-word encoding-damage repetition site-residue untranslated reference-difference unchanged".split()
)
"""Rules whose suggestions may change a number or a negation."""
UNITS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SCALES = "hundred thousand million billion trillion dozen"
VALUES = {word: str(number) for number, word in enumerate(UNITS.split(), 2)} | {
    word: str(number) for number, word in zip(range(20, 100, 10), TENS.split(), strict=True)
}
VALUES["milliard"] = "billion"
NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|\b(?:{'|'.join([*VALUES, *SCALES.split()])})s?\b", re.IGNORECASE)
NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nothing|nowhere|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)

IMPLICIT = re.compile(r"\b(?:un|in|im|dis|non-?)[a-z]{4,}|\b(?:declin|refus|fail|lack|ignor)[a-z]*|\bdespite\b", re.IGNORECASE)
"""Words that deny without a negation: "without doubt" is "undoubtedly"."""


def guarded(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without the suggestions that would change a fact."""
    return tuple(_guarded(finding) for finding in findings)


def changes(before: str, after: str) -> str:
    """Return what a replacement would change ("a number", "a negation"); "" where it keeps both, or deletes."""
    if not after:
        return ""
    if _numbers(before) != _numbers(after):
        return "a number"
    denied, denies = (bool(NEGATION.search(text)) for text in (before, after))
    return "a negation" if denied != denies and not IMPLICIT.search(after if denied else before) else ""


def _guarded(finding: Finding) -> Finding:
    if finding.rule in EXEMPT or finding.evidence.get("confirmed") or not finding.suggestions:
        return finding
    kept = tuple(one for one in finding.suggestions if not changes(finding.text, one))
    return finding if kept == finding.suggestions else replace(finding, suggestions=kept)


def _numbers(text: str) -> Counter[str]:
    """Return the numbers of a text, words and digits alike, each with how often it stands there."""
    found = (match[0].lower() for match in NUMBER.finditer(text))
    return Counter(VALUES.get(one.removesuffix("s"), VALUES.get(one, re.sub(r"\D", "", one) or one.removesuffix("s"))) for one in found)
