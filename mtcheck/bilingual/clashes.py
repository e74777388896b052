"""English words that render the source's in a sense that does not fit what the sentence is about ("rigour" for *rigore* in a match)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from mtcheck.bilingual.bitext import Bitext, Linked
from mtcheck.bilingual.rendered import WORD, meanings
from mtcheck.bilingual.senses import form_of
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Span
from mtcheck.english.fields import KIN, clashing, told
from mtcheck.english.inflection import noun_forms
from mtcheck.english.lemmas import readings
from mtcheck.languages.entries import Ambiguous

SHORTEST = 5
"""Letters of a source word that may stand in another form."""
ENDING = 3
"""Letters that a form of an English word may have more."""
MOST = 3
ENOUGH = 1.0
"""What the words of a sentence must tell of a field, those of both sides together."""
MINUTE = lazy(r"\b\d{1,3}(?:st|nd|rd|th) minute|\bminute \d|\b\d{1,2}['’](?!\w)")
EXCHANGE = "Wall Street"
NTH_MINUTE, WALL_STREET = "nth-minute", "wall-street"
SPORT, BALL_GAMES, RACING = "sport", "football", "racing"
"""Fields of the senses and of the sentence: what is said of ball games does not hold of racing."""
GRASPED = lazy(r"\b(?:hands?|reach\w*|dig\w*|dug|dip\w*|open\w*)\b[^.;:]{0,15} (?:the|your|his|her|their|its|our|my|one['’]s) $")
"""What stands before a thing that a hand opens or reaches into ("put your hand in your wallet"): the thing itself."""


class Clash(NamedTuple):
    """A word of the English, the word of the source with its place there, the field, and what is said there instead."""

    span: Span
    source_word: str
    source: Span
    field: str
    others: tuple[str, ...]


def clashes(bitext: Bitext, pair: Linked) -> Iterator[Clash]:
    """Yield the words of a sentence that are out of place in its field, where the source's word means something else there."""
    language = bitext.language
    if language is None or not language.senses:
        return
    words = list(WORD.finditer(bitext.text, pair.target.start, pair.target.end))
    low = [match.group().lower() for match in words]
    for match, word in zip(words, low, strict=True):
        bases = sorted({word} | {reading.base for reading in readings(word) if reading.part == "n"})
        out_of = frozenset[str]().union(*(clashing().get(base, frozenset()) for base in bases))
        if out_of and (match.group().islower() or match.start() == pair.target.start):
            others = [one for one in low if one != word]
            entries = ((base, entry) for base in bases for entry in language.senses.get(base, ()))
            yield from islice((clash for base, entry in entries if (clash := _clash(bitext, pair, match, base, out_of, others, entry))), 1)


def _clash(bitext: Bitext, pair: Linked, match: re.Match[str], base: str, out_of: frozenset[str], low: list[str], entry: Ambiguous) -> Clash | None:
    """Return the clash of a word with the field of its sentence, if an entry of the senses is what it renders."""
    if entry.part != "n":
        return None
    own = _fields(entry, base)
    meant = {field: others for field in sorted(out_of - own) if (others := _in_field(entry, field))}
    place = form_of(entry.word).search(bitext.source, pair.source.start, pair.source.end) if meant else None
    if place is None or (len(entry.word) < SHORTEST and place.group().lower() != entry.word):
        return None
    if any(_rendered(other, low) for other in entry.renderings if other != base):
        return None
    cues = told([*low, *_meant(bitext, pair, place, low)])
    field = max(meant, key=lambda one: cues.get(one, 0.0))
    if cues.get(field, 0.0) < ENOUGH or any(cues.get(other, 0.0) >= cues[field] for other in own):
        return None
    fitting = _beyond_ball_games(entry, meant[field]) if field == SPORT and cues.get(RACING) else meant[field]
    if not fitting or GRASPED.search(bitext.text, pair.target.start, match.start()):
        return None
    plural = match.group().lower() != base
    others = tuple(noun_forms(one)["plural"] if plural and not one.endswith("s") else one for one in fitting[:MOST])
    return Clash(Span(*match.span()), entry.word, Span(*place.span()), field, others)


def _fields(entry: Ambiguous, rendering: str) -> frozenset[str]:
    """Return the fields in which an entry has a rendering."""
    named = next((fields for one, fields in zip(entry.renderings, entry.fields, strict=True) if one == rendering), frozenset())
    return frozenset(KIN.get(field, field) for field in named)


def _in_field(entry: Ambiguous, field: str) -> tuple[str, ...]:
    return tuple(one for one in entry.renderings if field in _fields(entry, one))


def _beyond_ball_games(entry: Ambiguous, renderings: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the renderings that are not of ball games alone."""
    named = dict(zip(entry.renderings, entry.fields, strict=True))
    return tuple(one for one in renderings if named[one] != {BALL_GAMES})


def _rendered(other: str, low: list[str]) -> bool:
    """Return whether the sentence has another rendering, or a form of it."""
    first = other.split()[0].lower()
    return any(word.startswith(first) and len(word) - len(first) <= ENDING for word in low)


def _meant(bitext: Bitext, pair: Linked, place: re.Match[str], low: list[str]) -> Iterator[str]:
    """Yield what the other words of a source sentence mean before all else, unless the English has them in another meaning; what says that a minute is counted, or names the exchange."""
    assert bitext.language is not None
    for match in WORD.finditer(bitext.source, pair.source.start, pair.source.end):
        word = match.group().lower()
        if match.span() != place.span() and (entry := bitext.language.word(word)):
            first = entry.english[0]
            if first in low or not meanings(word, bitext.language).intersection(low):
                yield first
    if MINUTE.search(bitext.text, pair.target.start, pair.target.end):
        yield NTH_MINUTE
    if EXCHANGE in pair.target.of(bitext.text):
        yield WALL_STREET
