"""What the source says of a glossary's finding: is the source term, of which the phrase is a literal rendering, really there?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from mtcheck.bilingual.bitext import WORD, Linked
from mtcheck.bilingual.counterparts import compared
from mtcheck.context import Context
from mtcheck.core.model import Finding, Span
from mtcheck.glossary.contexts import allowed
from mtcheck.glossary.entries import CLUE
from mtcheck.glossary.matching import EXACT, from_source
from mtcheck.languages.language import Language
from mtcheck.weighing.dropped import without_losses

CONTENT = 4
"""Letters from which on a word of a source term must be found; shorter ones inflect and elide too freely."""
WORDS = re.compile(r"\w+")
ENDING, SHORT_ENDING = r"[^\W\d_]{0,6}", r"[^\W\d_]{0,2}"


HOLES = frozenset({"missing-word", "missing-subject"})
"""Rules of places where a name or noun was dropped."""
SUBJECTED = frozenset("de nl fr".split())
"""Languages whose clauses have a subject: one that is missing was a word or a name there, and who knows which pronoun stands for it."""
REACH = 6
"""Words within which a context tells of one of several places of a term, and not of the others."""
SHORT = 5
"""Letters up to which a word says too little by its beginning alone."""
HINT = "hint"
REPORTED = 0.5
UNVERIFIED = 0.7
"""What remains of the confidence of good English that the source does not confirm, in a text where nothing else shows a machine's hand."""
CONFIRMED = 0.85
"""Confidence of a phrase that is no good English, or whose own pattern asks for it, where the source has its term."""
GOOD_ENGLISH = {CLUE: 0.6, HINT: 0.0}
"""The same of phrases that are good English as well: the source's word may have that rendering, too, and a hint is no surer for it.

Readers who had not seen the rules would have changed 0.55 of such clues, 0.41 of hints and 0.88 of what is no good English.
"""
TOLD_APART = 0.82
"""The same of a clue whose entry says which other words of the source tell in what sense its term stands there (0.79, with matters of taste 0.82)."""


def confirmed(findings: Iterable[Finding], context: Context) -> tuple[Finding, ...]:
    """Return the findings, those of glossaries that the source confirms with its place there and a higher confidence."""
    weighed = [one for finding in findings if (one := _weighed(finding, context)) is not None]
    if any(not _unverified(finding) and finding.confidence >= REPORTED for finding in weighed):
        return tuple(weighed)
    return tuple(replace(finding, confidence=round(finding.confidence * UNVERIFIED, 2)) if _unverified(finding) else finding for finding in weighed)


def _unverified(finding: Finding) -> bool:
    """Return whether a finding is good English of which the source does not show that it renders anything word for word."""
    evidence = finding.evidence
    return evidence.get("tier") == HINT and bool(evidence.get("source_lang")) and not evidence.get("confirmed")


def _weighed(finding: Finding, context: Context) -> Finding | None:
    if finding.rule in HOLES:
        return _filled(finding, context)
    if finding.evidence.get("confirmed"):  # by what the pattern itself asks of the source
        return replace(finding, confidence=max(CONFIRMED, finding.confidence))
    return _confirmed(finding, context) if finding.evidence.get("source_lang") == context.bitext.language_code else finding


def _filled(finding: Finding, context: Context) -> Finding:
    """Return a finding of a missing word with the name that the source sentence has and the English has not."""
    if finding.suggestions and context.bitext.language_code in SUBJECTED:
        finding = replace(finding, suggestions=())
    missing = [one for one in compared(context.bitext) if one.gone and one.pair.target.start <= finding.span.start < one.pair.target.end]
    if not missing:
        return finding
    pair, gone = missing[0].pair, missing[0].gone[0]
    span = Span(pair.source.start + gone.start, pair.source.start + gone.end)
    message = f"{finding.message}; the source has “{span.of(context.bitext.source)}”"
    return replace(finding, message=message, confidence=max(CONFIRMED, finding.confidence), source=span)


def _confirmed(found: Finding, context: Context) -> Finding | None:
    place, pair = source_place(found, context), context.bitext.linked_at(found.span.start)
    if place is None or pair is None:
        return found
    finding = without_losses(found, place.span, pair.source, context.bitext)
    if finding is None:
        return None
    evidence = {**finding.evidence, "confirmed": True}
    told = from_source(place.term)
    if place.beside:
        evidence["beside"] = place.beside
        told = f"{told[:-1]} beside {place.beside!r})"
    message = finding.message.replace(from_source(str(finding.evidence["source_term"])), told)
    sure = TOLD_APART if _items(finding) else GOOD_ENGLISH.get(str(evidence["tier"]), CONFIRMED)
    return replace(finding, confidence=max(sure, finding.confidence), evidence=evidence, source=place.span, message=message)


class Place(NamedTuple):
    """Where the source has a term, and the word there that tells in which sense ("" where none is asked for)."""

    term: str
    span: Span
    beside: str = ""


def source_place(finding: Finding, context: Context) -> Place | None:
    """Return which term of the finding's entry the source sentence has and where, in any order and inflection; None where it has none.

    None, too, where the words that the entry wants beside it are not there, and for a clue whose term the sentence renders elsewhere.
    """
    terms = str(finding.evidence.get("source_term", ""))
    pair = context.bitext.linked_at(finding.span.start)
    if not terms or pair is None:
        return None
    sought = Sought(context.bitext.source, pair.source, context.bitext.language)
    beside = _items(finding)
    if not allowed(beside, lambda item: sought.near(item) is not None):
        return None
    named = (term.strip() for term in terms.split("|"))
    term, places = next(((term, places) for term in named if (places := tuple(sought.places(term)))), ("", ()))
    if not places or (len(places) == 1 and _rendered(finding, context, pair.target)):
        return None
    own = places[0] if len(places) == 1 else _counterpart(finding, places, context, pair)
    wanted = [item for item in beside if not item.startswith("!")]
    near = next((word for item in wanted if (word := sought.told(item, own, places))), "")
    return Place(term, own, near) if near or not wanted else None


def _counterpart(finding: Finding, places: tuple[Span, ...], context: Context, pair: Linked) -> Span:
    """Return the one of several places of a term that a phrase renders: in the order of both where they are as many, else at the same height of the sentence."""
    low, phrase = context.lower[pair.target.start : pair.target.end], finding.text.lower()
    said = [
        at for at in range(len(low)) if low.startswith(phrase, at) and not low[at - 1 : at].isalnum() and not low[at + len(phrase) :][:1].isalnum()
    ]
    at = finding.span.start - pair.target.start
    if len(said) == len(places) and at in said:
        return places[said.index(at)]
    height = at / max(1, pair.target.end - pair.target.start)
    return min(places, key=lambda place: abs((place.start - pair.source.start) / max(1, pair.source.end - pair.source.start) - height))


def _items(finding: Finding) -> tuple[str, ...]:
    beside = str(finding.evidence.get("beside", ""))
    return tuple(beside.split(", ")) if beside else ()


def _rendered(finding: Finding, context: Context, within: Span) -> bool:
    """Return whether a clue's term, which stands in one place, is rendered as it should be elsewhere in the sentence: the phrase renders something else."""
    if finding.evidence.get("tier") != CLUE:
        return False
    rest = f"{context.lower[within.start : finding.span.start]} | {context.lower[finding.span.end : within.end]}"
    return any(re.search(rf"(?<!\w){re.escape(one.lower())}(?!\w)", rest) for one in finding.suggestions if one)


class Sought(NamedTuple):
    """A stretch of a source, in which terms are looked for."""

    source: str
    within: Span
    language: Language | None

    def place(self, term: str, start: int = 0) -> Span | None:
        """Return where a term stands from an offset on, its words in any order and inflection; None where one of them is missing."""
        stretch = Span(min(max(start, self.within.start), self.within.end), self.within.end)
        found = [self._first(word, pattern, stretch) for word, pattern in _patterns(term)]
        places = [match.span() for match in found if match]
        if not found or len(places) < len(found):
            return None
        return Span(min(start for start, _ in places), max(end for _, end in places))

    def places(self, term: str) -> Iterator[Span]:
        """Yield where a term stands, from the first place on."""
        place = self.place(term)
        while place:
            yield place
            place = self.place(term, place.end)

    def told(self, item: str, own: Span, places: tuple[Span, ...]) -> str | None:
        """Return the words of a context where they tell of one of several places of a term: those within reach of another one only tell of that."""
        for match in _neighbour(item).finditer(self.source, self.within.start, self.within.end):
            apart = {place: self._apart(place, Span(*match.span())) for place in places}
            if apart[own] == min(apart.values()) or min(apart.values()) > REACH:
                return match.group()
        return None

    def _apart(self, place: Span, other: Span) -> int:
        """Return how many words part two stretches."""
        first, second = sorted((place, other), key=lambda one: one.start)
        return sum(1 for _ in WORDS.finditer(self.source, first.end, max(first.end, second.start)))

    def near(self, item: str) -> str | None:
        """Return the word or words of a context as they stand there, with an ending of up to two letters; None where they are missing."""
        match = _neighbour(item).search(self.source, self.within.start, self.within.end)
        return match.group() if match else None

    def _first(self, word: str, pattern: re.Pattern[str], stretch: Span) -> re.Match[str] | None:
        """Return where the first form of a word stands."""
        return next(
            (match for match in pattern.finditer(self.source, stretch.start, stretch.end) if _form_of(word, match.group().lower(), self.language)),
            None,
        )


@lru_cache(maxsize=20_000)
def _form_of(word: str, form: str, language: Language | None) -> bool:
    """Return whether what begins like a word may be a form of it: not where the word list has it as another word ("antes" for "ante", "plaza" for "plazo")."""
    if word in (form, EXACT) or language is None:
        return True
    own, other = language.words.get(word), language.words.get(form)
    if other is None:
        return len(word) > SHORT or len(form) - len(word) <= 2
    return len(word) > SHORT and (own is None or bool(set(own.english) & set(other.english)))


@lru_cache(maxsize=8192)
def _neighbour(item: str) -> re.Pattern[str]:
    words = r"\W+".join(map(re.escape, WORDS.findall(item)))
    return re.compile(rf"(?<!\w){words}{'' if item.startswith(EXACT) else SHORT_ENDING}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _patterns(term: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the words of a term that must be there, each with what its forms look like; one pattern for the whole of a term that is looked for as it is written."""
    words = WORD.findall(term.lower())
    if term.startswith(EXACT):
        written = r"\W+".join(map(re.escape, words))
        return ((EXACT, re.compile(rf"(?<!\w){written}(?!\w)", re.IGNORECASE)),)
    content = [word for word in words if len(word) >= CONTENT] or words
    return tuple((word, re.compile(rf"(?<!\w){re.escape(_stem(word))}{ENDING}", re.IGNORECASE)) for word in content)


def _stem(word: str) -> str:
    """Return the part of a word that its inflected forms share, as a rule: all but two letters, four at least."""
    return word[: max(CONTENT, len(word) - 2)] if len(word) > CONTENT else word
