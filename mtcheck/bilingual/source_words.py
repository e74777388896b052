"""What a word of the source names, and its gender: from the word list, a cognate, its ending, the places and the names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from mtcheck.bilingual.bitext import plain
from mtcheck.english import lexicon, nouns
from mtcheck.english.nouns import Kind, noun
from mtcheck.languages.entries import Word
from mtcheck.languages.language import Language

PERSON = 30
"""Share of a rendering's use (per cent) from which on it names a person."""
GROUP = 15
"""The same for a group."""
TIME = 28
"""The lexicographer file of nouns of time."""
PERSONS = frozenset("person persons people human individual mp wounded injured accused deceased elect retired unemployed".split())
GROUPS = frozenset("group organisation organization movement right left opposition majority".split())
FRAMES = frozenset(
    "fact reason way thing idea question case point moment example most majority part kind sort time first rest nature purpose order".split()
)
"""Nouns that frame others rather than name what is spoken of."""
ACRONYM = 6
"""Letters of the longest name that capitals make an organisation's."""
PART = 4
"""Letters of the shortest part of a German compound."""
COGNATES = tuple(
    pair.split(":")
    for pair in (
        "itaire:itary aire:ary oire:ory ique:ic iques:ic ités:ity ité:ity té:ty ie:y ies:y isme:ism ismo:ism iste:ist ista:ist teur:tor trice:tor eur:er "
        "ciones:tion ción:tion sión:sion zione:tion zioni:tion sione:sion ções:tion ção:tion são:sion idad:ity idade:ity ità:ity tät:ty enz:ence encia:ence "
        "ência:ence enza:ence ancia:ance mento:ment miento:ment ía:y ia:y io:y e: o: a: s: es: os: as:"
    ).split()
)
"""Endings of cognates and what they become in English."""
THING = re.compile(
    r"(?:[st]ions?|ismes?|ismos?|i?tés?|ages?|(?<!parle)ments?|ures?|ances?|ences?|ciones|ción|sión|idad(?:es)?|mient[oo]s?|anza|encia|zion[ei]|sion[ei]|ità"
    r"|ção|ções|são|dade|ência|ung(?:en)?|heit|keit|schaft|tät|ismus|nis|tum)$"
)
"""Endings of nouns that name no person."""
FEMININE = re.compile(
    r"(?:[st]ion|té|tà|dad|dade|anza|ances?|ences?|encia|ência|enza|ung|heit|keit|schaft|tät|ción|sión|zione|ção|ade|ada|trice|euse|ure|ette)$"
)


SINGULARS = tuple(
    tuple(pair.split(":"))
    for pair in "ées:é ée:é és:é euse:eur trice:teur ière:ier ive:if aux:al ennes:en enne:en es: s: x: es:e en: n: i:o e:a".split()
)
"""Endings of plurals and feminine forms, and of the form that a list has."""
PARTICLES = frozenset("al el la le de du da di".split())
DEMONYMS = ("ain", "aine", "ais", "aise", "ois", "oise", "ien", "ienne", "ano", "ana", "ense", "ese", "iano", "iana", "és", "esa", "ês")
"""Endings of the names of peoples, whose members bear them too."""


class Named(NamedTuple):
    """What a word names and the letters of its possible genders ("" unknown); NAME where it may be a person or not."""

    kind: Kind
    gender: str


def kind_of(english: str) -> Kind | None:
    """Return what an English noun mostly names; None where it is no noun."""
    word = english.split()[-1].lower()
    fact = noun(word)
    if word in PERSONS:
        return Kind.PERSON
    if word in GROUPS:
        return Kind.GROUP
    if not fact.as_noun or fact.file == TIME or word in FRAMES:
        return None
    if fact.person >= PERSON and fact.group < nouns.SURE:
        return Kind.PERSON
    return Kind.GROUP if fact.group >= GROUP else Kind.PLACE if fact.kind is Kind.PLACE else Kind.THING


@lru_cache(maxsize=20_000)
def common(word: str, language: Language) -> Named | None:
    """Return what a common noun in lower case names; None for a word that the list has as no noun, or that nothing is known of."""
    entry = language.words.get(word) or _inflected(word, language)
    if entry is not None:
        if not entry.gender:
            return None
        kinds = [kind for one in entry.english[:2] if (kind := kind_of(one)) is not None]
        if not kinds:
            return None if any(noun(one.split()[-1].lower()).as_noun for one in entry.english[:2]) else Named(Kind.THING, entry.gender)
        person = Kind.PERSON in kinds and entry.english[1:2] != ("people",)
        return Named(Kind.PERSON if person else kinds[0], entry.gender)
    if "-" in word:
        return common(word.rpartition("-")[2], language)
    if language.code == "de" and (head := _compound(word, language)) is not None:
        return head
    kind = _cognate(word)
    if kind is None and THING.search(word):
        kind = Kind.THING
    return None if kind is None else Named(kind, "f" if FEMININE.search(word) else "")


def _inflected(word: str, language: Language) -> Word | None:
    """Return the entry of the singular of a plural or feminine form."""
    for ending, other in SINGULARS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and (entry := language.words.get(word[: len(word) - len(ending)] + other)):
            return entry
    return None


def _compound(word: str, language: Language) -> Named | None:
    for cut in range(PART, len(word) - PART + 1):
        entry = language.words.get(word[cut:]) or _inflected(word[cut:], language)
        if entry and entry.gender:
            return common(word[cut:], language)
    return None


def _cognate(word: str) -> Kind | None:
    low = plain(word)
    for ending, english in (("", ""), *COGNATES):
        ending = plain(ending)
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            kind = kind_of(low[: len(low) - len(ending)] + english)
            if kind is not None:
                return kind
    return None


@cache
def _places(language: Language) -> dict[str, str]:
    """Return the English names of the language's places by their names without accents, which capitals often lack."""
    return {plain(name): english for name, english in language.places.items()}


@lru_cache(maxsize=20_000)
def proper(name: str, language: Language, *, article: bool) -> Kind:
    """Return what a name names: PERSON or NAME where it may be a person's. Names behind an article are no person's in Romance languages."""
    first = name.split()[0]
    known = nouns.named(_places(language).get(plain(name.lower()), name))
    if known in {Kind.GROUP, Kind.PLACE}:
        return known
    if name.isupper() and 1 < len(name) <= ACRONYM:
        return Kind.GROUP
    head = common(first.lower().rpartition("-")[2], language)
    if article and head is not None:
        return head.kind
    parts = [part for part in name.split() if part.lower() not in PARTICLES]
    given = any(lexicon.flags(plain(part.lower())) & (lexicon.Flag.FEMALE | lexicon.Flag.MALE) for part in parts[:3])
    if known is Kind.PERSON or (given and (not article or len(name.split()) > 1)):
        return Kind.PERSON
    demonym = first.lower() in language.words or first.endswith(DEMONYMS)
    return Kind.GROUP if article and not (demonym and len(name.split()) == 1) else Kind.NAME
