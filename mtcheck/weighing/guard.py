"""What every suggestion must pass: it says the same numbers and the same words between quotation marks, keeps the negation and the names of what it replaces.

A suggestion that fails is dropped; the finding stays, since the place is odd all the same. Rules that are about numbers or about what the source says, and
those that restore a broken word, are not asked: their suggestion is the fact. Nor is a glossary asked about names, since its entries spell them out, nor
are entries that say that they are right ("kept:"). What a reviewer would delete must be free of all these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from mtcheck.core.lazy import lazy
from mtcheck.core.model import Finding
from mtcheck.english import lexicon

EXEMPT = frozenset(
    "exonym number-format date-style number-mismatch date-mismatch negation-lost omission addition term-violation inconsistent-translation name-style "
    "fused-words substituted-word encoding-damage repetition site-residue untranslated reference-difference unchanged".split()
)
"""Rules whose suggestions may change a number or a negation."""
UNITS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SCALES = "hundred thousand million billion trillion dozen"
VALUES = {word: str(number) for number, word in enumerate(UNITS.split(), 2)}
VALUES |= {word: str(number) for number, word in zip(range(20, 100, 10), TENS.split(), strict=True)} | {"milliard": "billion"}
NUMBER = lazy(rf"\d+(?:[.,]\d+)*|\b(?:{'|'.join([*VALUES, *SCALES.split()])})s?\b", re.IGNORECASE)
ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
TIMES = {word: str(number) for number, word in enumerate(ORDINALS.split(), 2)}
TIMES |= {"zero": "0", "thrice": "3", "threefold": "3", "fourfold": "4"} | dict.fromkeys(
    "half twice double doubled doubling twofold both".split(), "2"
)
TIME = lazy(rf"\b(?:{'|'.join(TIMES)})s?\b", re.IGNORECASE)
COMPOSED = lazy(rf"\b({TENS.replace(' ', '|')})-({UNITS.split(' ten ')[0].replace(' ', '|')}|one)\b", re.IGNORECASE)
SAME = (
    (lazy(r"\bthousand millions?\b", re.IGNORECASE), "billion"),
    (lazy(r"\bone and a half thousand\b", re.IGNORECASE), "1500"),
    (lazy(r"\btwo and a half thousand\b", re.IGNORECASE), "2500"),
    (lazy(r"\btens(?= (?:of|were)\b)", re.IGNORECASE), "dozens"),
    (lazy(r"\b24 hours\b", re.IGNORECASE), "day"),
)
"""Numbers that are written in two ways."""
LEAST = lazy(r"\bnot? (?:less|fewer) than\b", re.IGNORECASE)
NEGATION = lazy(r"\b(?:no(?!-confidence)|not|never|none|nobody|nothing|nowhere|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)
DENYING = lazy(r"\b(?:declin|refus|fail|lack|ignor|depriv)[a-z]*|\bdespite\b", re.IGNORECASE)
OPPOSITE = lazy(r"\b(?:un|non-)([a-z]{5,})", re.IGNORECASE)
"""A word and its opposite: "without an answer" is "unanswered", while "under", "union" and "included" deny nothing."""
QUOTED = lazy(r"[\"“«„][^\"”»“]*[\"”»“]")
NAME = lazy(r"(?<=[^\W_][ \u00a0])[A-Z][\w'’-]+")
"""A capital that does not begin the text."""
GROUPED = lazy(r"(?<=\d)[.,](?=\d{3}(?!\d))")


def guarded(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without the suggestions that would change a fact."""
    return tuple(_guarded(finding) for finding in findings)


def tells(text: str) -> bool:
    """Return whether a text has a number or a negation, so that something may change."""
    return bool(NUMBER.search(text) or NEGATION.search(text))


def changes(before: str, after: str) -> str:
    """Return what a replacement would change ("a number", "a negation", "quoted words"); "" where it keeps them, or deletes."""
    if not after:
        return ""
    if _numbers(before) != _numbers(after) and not _same_values(before, after):
        return "a number"
    if any(quote[1:-1].strip() not in after for quote in QUOTED.findall(before)):
        return "quoted words"
    if LEAST.search(before) and "at least" in after:
        return ""
    denied, denies = (bool(NEGATION.search(text)) for text in (before, after))
    return "a negation" if denied != denies and not _implies(after if denied else before) else ""


def loses_name(before: str, after: str) -> bool:
    """Return whether a replacement, which is no deletion, lacks a name that stands inside the text."""
    kept = after.lower()
    return bool(after) and any(name.lower().removesuffix("'s").removesuffix("’s") not in kept for name in NAME.findall(before))


def _implies(text: str) -> bool:
    """Return whether a text denies without a negation."""
    return bool(DENYING.search(text)) or any(map(_word, OPPOSITE.findall(text.lower())))


def _word(rest: str) -> bool:
    return lexicon.in_dictionary(rest) or lexicon.in_dictionary(rest.removesuffix("ly"))


def _guarded(finding: Finding) -> Finding:
    if finding.rule in EXEMPT or finding.evidence.get("kept") or not finding.suggestions:
        return finding
    listed = "entry" in finding.evidence
    asked = finding.suggestions if "reviewer" not in finding.evidence or not tells(finding.text) else tuple(filter(None, finding.suggestions))
    kept = tuple(one for one in asked if not changes(finding.text, one) and (listed or not loses_name(finding.text, one)))
    return finding if kept == finding.suggestions else replace(finding, suggestions=kept)


def _numbers(text: str) -> Counter[str]:
    """Return the numbers of a text, words and digits alike, each with how often it stands there."""
    return Counter(_value(match[0].lower()) for match in NUMBER.finditer(COMPOSED.sub(_composed, text)))


def _same_values(before: str, after: str) -> bool:
    """Return whether two texts give the same numbers in other words, "two times less" and "half"."""
    found, there = _values(before), _values(after)
    return found == there and (found != set(_numbers(before)) or there != set(_numbers(after)))


def _values(text: str) -> set[str]:
    """Return the numbers of a text, whether it counts ("two times less"), divides ("half") or orders ("every second")."""
    for pattern, number in SAME:
        text = pattern.sub(number, text)
    times = (match[0].lower() for match in TIME.finditer(text))
    return set(_numbers(text)) | {TIMES.get(word) or TIMES[word.removesuffix("s")] for word in times}


def _composed(match: re.Match[str]) -> str:
    """Return "twenty-seven" as "27"."""
    return str(int(VALUES[match[1].lower()]) + int(VALUES.get(match[2].lower(), "1")))


def _value(number: str) -> str:
    """Return a number as digits with a decimal point ("1.500" and "1,500" are 1500, "2,5" is 2.5), or the name of its scale."""
    if number[0].isdigit():
        return GROUPED.sub("", number).replace(",", ".")
    return VALUES.get(number) or VALUES.get(number.removesuffix("s"), number.removesuffix("s"))
