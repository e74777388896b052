"""What the source says of a glossary's finding: is the source term, of which the phrase is a literal rendering, really there?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from mtcheck.bilingual.bitext import WORD
from mtcheck.bilingual.counterparts import compared
from mtcheck.context import Context
from mtcheck.core.model import Finding, Span

CONTENT = 4
"""Letters from which on a word of a source term must be found; shorter ones inflect and elide too freely."""
ENDING = r"[^\W\d_]{0,6}"


HOLES = frozenset({"missing-word", "missing-subject"})
"""Rules of places where a name or noun was dropped."""
CONFIRMED = 0.85
"""Confidence of a phrase whose source term stands in the source sentence (development data: 0.86 of hints, 0.98 of plain wrong ones)."""


def confirmed(findings: Iterable[Finding], context: Context) -> tuple[Finding, ...]:
    """Return the findings, those of glossaries that the source confirms with its place there and a higher confidence."""
    return tuple(_weighed(finding, context) for finding in findings)


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
    span = source_span(finding, context)
    if span is None:
        return finding
    evidence = {**finding.evidence, "confirmed": True}
    return replace(finding, confidence=max(CONFIRMED, finding.confidence), evidence=evidence, source=span)


def source_span(finding: Finding, context: Context) -> Span | None:
    """Return where the source sentence has a term of the finding's entry, in any order and inflection; None where it has not."""
    terms = str(finding.evidence.get("source_term", ""))
    pair = context.bitext.linked_at(finding.span.start)
    if not terms or pair is None:
        return None
    return next((span for term in terms.split("|") if (span := _place(term, context.bitext.source, pair.source))), None)


def _place(term: str, source: str, within: Span) -> Span | None:
    found = [pattern.search(source, within.start, within.end) for pattern in _patterns(term)]
    places = [match.span() for match in found if match]
    if not found or len(places) < len(found):
        return None
    return Span(min(start for start, _ in places), max(end for _, end in places))


@lru_cache(maxsize=4096)
def _patterns(term: str) -> tuple[re.Pattern[str], ...]:
    words = WORD.findall(term.lower())
    content = [word for word in words if len(word) >= CONTENT] or words
    return tuple(re.compile(rf"(?<!\w){re.escape(_stem(word))}{ENDING}", re.IGNORECASE) for word in content)


def _stem(word: str) -> str:
    """Return the part of a word that its inflected forms share, as a rule: all but two letters, four at least."""
    return word[: max(CONTENT, len(word) - 2)] if len(word) > CONTENT else word
