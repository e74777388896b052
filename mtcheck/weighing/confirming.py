"""What the source says of a glossary's finding: is the source term, of which the phrase is a literal rendering, really there?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from mtcheck.bilingual.bitext import WORD
from mtcheck.bilingual.counterparts import compared
from mtcheck.context import Context
from mtcheck.core.model import Finding, Span
from mtcheck.glossary.matching import from_source
from mtcheck.languages.language import Language

CONTENT = 4
"""Letters from which on a word of a source term must be found; shorter ones inflect and elide too freely."""
ENDING = r"[^\W\d_]{0,6}"


HOLES = frozenset({"missing-word", "missing-subject"})
"""Rules of places where a name or noun was dropped."""
SHORT = 5
"""Letters up to which a word says too little by its beginning alone."""
HINT = "hint"
REPORTED = 0.5
UNVERIFIED = 0.7
"""What remains of the confidence of good English that the source does not confirm, in a text where nothing else shows a machine's hand."""
CONFIRMED = 0.85
"""Confidence of a phrase whose source term stands in the source sentence (development data: 0.86 of hints, 0.98 of plain wrong ones)."""


def confirmed(findings: Iterable[Finding], context: Context) -> tuple[Finding, ...]:
    """Return the findings, those of glossaries that the source confirms with its place there and a higher confidence."""
    weighed = [_weighed(finding, context) for finding in findings]
    if any(not _unverified(finding) and finding.confidence >= REPORTED for finding in weighed):
        return tuple(weighed)
    return tuple(replace(finding, confidence=round(finding.confidence * UNVERIFIED, 2)) if _unverified(finding) else finding for finding in weighed)


def _unverified(finding: Finding) -> bool:
    """Return whether a finding is good English of which the source does not show that it renders anything word for word."""
    evidence = finding.evidence
    return evidence.get("tier") == HINT and bool(evidence.get("source_lang")) and not evidence.get("confirmed")


def _weighed(finding: Finding, context: Context) -> Finding:
    if finding.rule in HOLES:
        return _filled(finding, context)
    return _confirmed(finding, context) if finding.evidence.get("source_lang") == context.bitext.language_code else finding


def _filled(finding: Finding, context: Context) -> Finding:
    """Return a finding of a missing word with the name that the source sentence has and the English has not."""
    missing = [one for one in compared(context.bitext) if one.gone and one.pair.target.start <= finding.span.start < one.pair.target.end]
    if not missing:
        return finding
    pair, gone = missing[0].pair, missing[0].gone[0]
    span = Span(pair.source.start + gone.start, pair.source.start + gone.end)
    message = f"{finding.message}; the source has “{span.of(context.bitext.source)}”"
    return replace(finding, message=message, confidence=max(CONFIRMED, finding.confidence), source=span)


def _confirmed(finding: Finding, context: Context) -> Finding:
    place = source_place(finding, context)
    if place is None:
        return finding
    evidence = {**finding.evidence, "confirmed": True}
    message = finding.message.replace(from_source(str(finding.evidence["source_term"])), from_source(place.term))
    return replace(finding, confidence=max(CONFIRMED, finding.confidence), evidence=evidence, source=place.span, message=message)


class Place(NamedTuple):
    """Where the source has a term."""

    term: str
    span: Span


def source_place(finding: Finding, context: Context) -> Place | None:
    """Return which term of the finding's entry the source sentence has and where, in any order and inflection; None where it has none."""
    terms = str(finding.evidence.get("source_term", ""))
    pair = context.bitext.linked_at(finding.span.start)
    if not terms or pair is None:
        return None
    named = (term.strip() for term in terms.split("|"))
    found = (Place(term, span) for term in named if (span := _place(term, context.bitext.source, pair.source, context.bitext.language)))
    return next(found, None)


def _place(term: str, source: str, within: Span, language: Language | None) -> Span | None:
    found = [_first(word, pattern, source, within, language) for word, pattern in _patterns(term)]
    places = [match.span() for match in found if match]
    if not found or len(places) < len(found):
        return None
    return Span(min(start for start, _ in places), max(end for _, end in places))


def _first(word: str, pattern: re.Pattern[str], source: str, within: Span, language: Language | None) -> re.Match[str] | None:
    """Return where the first form of a word stands."""
    return next((match for match in pattern.finditer(source, within.start, within.end) if _form_of(word, match.group().lower(), language)), None)


@lru_cache(maxsize=20_000)
def _form_of(word: str, form: str, language: Language | None) -> bool:
    """Return whether what begins like a word may be a form of it: not where the word list has it as another word ("antes" for "ante", "plaza" for "plazo")."""
    if word == form or language is None:
        return True
    own, other = language.words.get(word), language.words.get(form)
    if other is None:
        return len(word) > SHORT or len(form) - len(word) <= 2
    return len(word) > SHORT and (own is None or bool(set(own.english) & set(other.english)))


@lru_cache(maxsize=4096)
def _patterns(term: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = WORD.findall(term.lower())
    content = [word for word in words if len(word) >= CONTENT] or words
    return tuple((word, re.compile(rf"(?<!\w){re.escape(_stem(word))}{ENDING}", re.IGNORECASE)) for word in content)


def _stem(word: str) -> str:
    """Return the part of a word that its inflected forms share, as a rule: all but two letters, four at least."""
    return word[: max(CONTENT, len(word) - 2)] if len(word) > CONTENT else word
