"""Does a name of one side stand on the other? What the sides answer, sentence by sentence, for the languages with a pack."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mtcheck.bilingual.alike import begins_alike
from mtcheck.bilingual.bitext import Bitext, Linked, plain, stem
from mtcheck.bilingual.places import also, called, known_places
from mtcheck.bilingual.proper import (
    CAPITALS,
    SENTENCE_START,
    SHORTEST,
    TOKEN,
    Name,
    english_names,
    known,
    ordinary,
    source_names,
)
from mtcheck.bilingual.shapes import CALENDAR, CAPITALISED
from mtcheck.bilingual.side import PARTS, Side
from mtcheck.languages.language import Language

TITLES = r"(?:mr|mrs|ms|miss|dr|prof)\.?"
COMPOUND = 4
"""Letters of the shortest part of a German compound."""
NEARBY = 2
"""Sentences on each side in which a name may stand that is not in its own."""


class Gone(NamedTuple):
    """A name at ``source[start:end]`` that the target does not have; ``sure`` when no part of it may be there, ``known`` when it is known as a name.

    ``words`` are those by which English may tell of it.
    """

    start: int
    end: int
    sure: bool
    known: bool
    words: tuple[str, ...]


class Compared(NamedTuple):
    """The names of a linked pair that only one side has (offsets within the sentences).

    ``new`` can only be names; ``instead`` are ordinary words with a capital that may stand for one that is gone.
    """

    pair: Linked
    gone: tuple[Gone, ...]
    new: tuple[Name, ...]
    instead: tuple[Name, ...]


@lru_cache(maxsize=2)
def _whole(text: str, language: Language | None) -> Side:
    return Side(text, language)


def elsewhere(bitext: Bitext, word: str) -> bool:
    """Return whether the source says a name in another sentence, so that the translator may have put it for a pronoun."""
    side, low = _whole(bitext.source, bitext.language), plain(word.lower())
    parts = [part for part in PARTS.split(low) if not ordinary(part)] or [low]  # "Munich-based"
    return low in side.forms or all(_said(part, side) for part in parts)


def written(bitext: Bitext, word: str) -> bool:
    """Return whether the source writes a name so somewhere, and another spelling of it is the source's own slip."""
    return plain(word.lower()) in _whole(bitext.source, bitext.language).forms


def _said(low: str, side: Side) -> bool:
    """Return whether a whole text says a name, or one that begins as it does ("Sudètes", "Sudeten")."""
    if low in side.forms or stem(low) in side.english:
        return True
    return side.latin and len(low) > COMPOUND and any(begins_alike(low, form) for form in side.named if form[:1] == low[0])


def named_nearby(bitext: Bitext, pair: Linked, gone: Gone) -> bool:
    """Return whether the English has a name elsewhere: as it is, or in any form in a sentence beside the one that lacks it.

    There a pronoun stands for it, or the sentences are cut otherwise.
    """
    if all(plain(word.lower()) in _whole(bitext.text, None).forms for word in gone.words):
        return True
    at = bitext.linked.index(pair)
    around = bitext.linked[max(0, at - NEARBY) : at + NEARBY + 1]
    near = Side(bitext.text[around[0].target.start : around[-1].target.end], None)
    return any(near.has(word) for word in gone.words)


def has_vacancy(bitext: Bitext, pair: Linked) -> bool:
    """Return whether some word of the source sentence may be a name that the English lacks; always in scripts without capitals.

    Not in Arabic, whose own names of places ("الخليل", Hebron) are ordinary words that no list has as names.
    """
    source, target = pair.source.of(bitext.source), Side(pair.target.of(bitext.text), None)
    language = bitext.language
    if language is None or language.code == "ar":
        return False
    if not CAPITALS.search(bitext.source):
        return True
    return any(_vacant(match, source, target, language) for match in CAPITALS.finditer(source))


def _vacant(match: re.Match[str], source: str, target: Side, language: Language) -> bool:
    """Return whether a word with a capital has no counterpart, and its capital is not that of a sentence or a common noun."""
    word, low = match.group(), match.group().lower()
    if len(word) <= SHORTEST or low in language.function_words or target.has(word) or _translated(word, target.lower, language):
        return False
    first = bool(SENTENCE_START.search(source[max(0, match.start() - 8) : match.start()]))
    if language.code != "de":
        return not first or language.word(low) is None
    return not any(language.word(low[at:]) for at in (0, *range(COMPOUND, len(low) - COMPOUND + 1)))  # "Schlagwörter"


@lru_cache(maxsize=1)
def compared(bitext: Bitext) -> tuple[Compared, ...]:
    """Return what the two sides name differently, sentence by sentence; nothing for a source language without a pack."""
    if bitext.language is None:
        return ()
    found = (_compared(pair, pair.target.of(bitext.text), pair.source.of(bitext.source), bitext.language) for pair in bitext.linked)
    return tuple(one for one in found if one.gone or one.new)


def _compared(pair: Linked, here: str, there: str, language: Language) -> Compared:
    source, target = Side(there, language), Side(here, None)
    gone = _gone(source, target, language)
    names = english_names(here)
    new = tuple(name for name in names if name.strong and _is_new(source, name))
    return Compared(pair, gone, new, tuple(name for name in names if gone and _stands_in(source, name, here)))


def _gone(source: Side, target: Side, language: Language) -> tuple[Gone, ...]:
    """Return the names of the source text that the English text has nothing for."""
    found = []
    places = list(known_places(source.text, language))
    for name in source_names(source.text, language):
        if (
            not name.strong
            or any(start <= name.start and name.end <= end for start, end, _ in places)
            or any(target.has(word) for part in name.parts for word in also(part.text).split())
        ):
            continue
        missing = [part for part in name.parts if not target.has(part.text) and not _translated(part.text, target.lower, language)]
        strong = [part for part in missing if part.strong]
        whole = len(missing) == len(name.parts)
        if strong and (whole or source.latin):
            sure, words = whole or len(strong) > 1, tuple(part.text for part in strong)
            if _shortened(source.text, name, target):
                continue
            found.append(Gone(strong[0].start, strong[-1].end, sure, any(known(part.text) for part in missing), words))
    found += [
        Gone(start, end, sure=True, known=True, words=called(english))
        for start, end, english in places
        if not any(target.tells_of(word) for word in called(english)) and not target.writes(source.text[start:end]) and not target.shortens(english)
    ]
    return tuple(found)


def _shortened(source: str, name: Name, target: Side) -> bool:
    """Return whether the target shortens a name, or the name is what a title is in the source ("Melle Dupont", "Miss Dupont")."""
    words = [part.text for part in name.parts]
    if any(target.shortens(" ".join(words[at:])) for at in range(max(1, len(words) - 1))):  # "Police de New York", "NYPD"
        return True
    behind = TOKEN.match(source, name.parts[0].end + 1)
    return behind is not None and bool(re.search(rf"(?i)\b{TITLES} {re.escape(behind.group())}\b", target.text))


def _translated(word: str, lower: str, language: Language) -> bool:
    """Return whether the target says the name as English does ("Londres", "London")."""
    return any(part in lower for part in Side(word, language).english if len(part) > 2)


def _stands_in(source: Side, name: Name, here: str) -> bool:
    """Return whether ordinary words with a capital have nothing in the source that they render."""
    return not name.strong and _may_be_name(name, here) and not any(source.has(part.text) for part in name.parts)


def _is_new(source: Side, name: Name) -> bool:
    """Return whether most of what can only be a name is not in the source, nor, where another script leaves doubts, anything of the rest."""
    if any(source.points(part.text) for part in name.parts[:-1]):
        return False
    strong = [part for part in name.strong if source.latin or not part.text.isupper()]  # other scripts write acronyms out
    if len(strong) > 1 or source.latin:
        return 2 * sum(source.has(part.text) for part in strong) < len(strong)
    return bool(strong) and not any(source.has(part.text) for part in name.parts)


def _may_be_name(name: Name, text: str) -> bool:
    """Return whether capitalised words that English knows are likely a name here: not first in the sentence, and of no calendar or people."""
    first = bool(SENTENCE_START.search(text[max(0, name.start - 8) : name.start]))
    low = [part.text.lower() for part in name.parts]
    return not first and not low[0].endswith(("ese", "ish", "ian", "ians", "can", "cans")) and any(_nameable(word) for word in low)


def _nameable(low: str) -> bool:
    return len(low) > 1 and not CALENDAR.fullmatch(low) and low not in CAPITALISED
