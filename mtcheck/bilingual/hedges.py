"""What the source does not vouch for ("mutmaßlich", "presunto", "aurait tué"), and whether the English still says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.bilingual.bitext import Bitext, Linked
from mtcheck.bilingual.rendered import WORD, places
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Span
from mtcheck.english.lemmas import readings
from mtcheck.languages.language import Language

ALLEGED, REPORTED, ATTRIBUTED = "alleged", "reported", "attributed"
WIDER = {
    ALLEGED: (ALLEGED,),
    "allegedly": (ALLEGED,),
    "probable": (ALLEGED, "probable"),
    REPORTED: (ALLEGED, "probable", REPORTED),
    ATTRIBUTED: (ALLEGED, "probable", REPORTED, ATTRIBUTED),
}
"""A source's kind of hedge and the English kinds that render it: what somebody only alleges is not made so by "she said" or "would"."""
NEAR = 4
"""Words of the source on either side among which the one is that a hedge bears on."""
SHORTEST = 3
"""Letters of such a word."""
ENDS = frozenset(",.;:!?)»”“،؛")
PAST = frozenset({"past", "participle"})
PHRASE = lazy(
    r"\b(?P<opening>an?|the|this|that|these|those|his|her|its|their|our|two|three|four|five|six|\d+)(?P<between> (?:[^\W\d_][\w-]* ){0,2})$",
    re.IGNORECASE,
)
"""What opens the noun phrase of a noun that follows."""


class Lost(NamedTuple):
    """A hedge of the source (its words and where they stand) that the English sentence does without."""

    kind: str
    word: str
    source: Span


class Hedged(NamedTuple):
    """Where the English states as a fact what the source hedges, and how it may be hedged there ("" where the place is not clear)."""

    span: Span
    suggestion: str


def lost(bitext: Bitext, pair: Linked, english: Language) -> Lost | None:
    """Return the first hedge of a source sentence where the English one has none of its kind."""
    assert bitext.language is not None
    for kind, pattern in bitext.language.hedges.items():
        match = pattern.search(bitext.source, pair.source.start, pair.source.end)
        if match and not any(english.hedges[one].search(_heard(bitext, pair, kind)) for one in WIDER[kind]):
            return Lost(kind, match.group(), Span(*match.span()))
    return None


def _heard(bitext: Bitext, pair: Linked, kind: str) -> str:
    """Return the English in which a hedge may stand: its sentence, for whoever is named as saying so the ones beside it as well."""
    if kind != ATTRIBUTED:
        return pair.target.of(bitext.text)
    at = bitext.linked.index(pair)
    return bitext.text[bitext.linked[max(0, at - 1)].target.start : bitext.linked[min(at + 1, len(bitext.linked) - 1)].target.end]


def hedged(bitext: Bitext, pair: Linked, hedge: Lost, english: Language) -> Hedged:
    """Return the English words that render what a hedge bears on: the noun beside an adjective, the nearest verb beside an adverb, else the sentence."""
    found = [place for word in _beside(bitext, pair, hedge) if (place := _rendering(bitext, pair, word, english))]
    if hedge.kind == ALLEGED:
        nouns = [one for one in found if any(reading.part == "n" for reading in readings(one.group().lower()))]
        return _noun_phrase(bitext.text, nouns[0]) if nouns else Hedged(pair.target, "")
    verbs = [one for one in found if any(reading.tag in PAST for reading in readings(one.group().lower()))]
    return Hedged(Span(*verbs[0].span()) if verbs else pair.target, "")


def _beside(bitext: Bitext, pair: Linked, hedge: Lost) -> Iterator[str]:
    """Yield the words that a hedge may bear on, nearest first: those inside it, those behind it, those ahead of it; not the small ones.

    Those ahead come first where the hedge ends a noun phrase ("le meurtrier présumé, ...").
    """
    assert bitext.language is not None
    small = bitext.language.function_words
    inside = WORD.findall(hedge.word)[::-1] if hedge.kind == REPORTED else []
    behind = WORD.findall(bitext.source, hedge.source.end, pair.source.end)[:NEAR]
    ahead = WORD.findall(bitext.source, pair.source.start, hedge.source.start)[: -NEAR - 1 : -1]
    ends = bitext.language.code == "ar" or not behind or behind[0].lower() in small or bitext.source[hedge.source.end : hedge.source.end + 1] in ENDS
    first, second = (ahead, behind) if ends else (behind, ahead)
    yield from (one for one in (*inside, *first, *second) if len(one) >= SHORTEST and one.lower() not in small)


def _rendering(bitext: Bitext, pair: Linked, word: str, english: Language) -> re.Match[str] | None:
    assert bitext.language is not None
    found = places(word, bitext.language, bitext.text, pair.target)
    return next((one for one in found if one.group().lower() not in english.function_words), None)


def _noun_phrase(text: str, noun: re.Match[str]) -> Hedged:
    """Return a noun with what opens its phrase, and the phrase with "alleged" in it."""
    opened = PHRASE.search(text, max(0, noun.start() - 60), noun.start())
    if opened is None:
        return Hedged(Span(*noun.span()), f"alleged {noun.group()}" if noun.group().islower() else "")
    article = opened["opening"]
    article = "an" if article == "a" else "An" if article == "A" else article
    return Hedged(Span(opened.start(), noun.end()), f"{article} alleged{opened['between']}{noun.group()}")
