"""Facts about nouns and proper names: does the word name a person, a group, a place or a thing?

A trie mapped into memory (made by ``mtcheck.build.nouns`` from WordNet): shares of 0..100 of a noun's use, the lexicographer file of
its main sense as noun and as verb, how often the word is a noun or a verb at all, and traits.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from typing import NamedTuple

from mtcheck.core.records import Records, mapped
from mtcheck.core.resources import FACTS

ENTRY = "<9B"
SURE = 50
"""Share of use (per cent) from which on a noun counts as of a kind."""


class Kind(IntEnum):
    """What an expression names."""

    NAME = 0
    PERSON = 1
    GROUP = 2
    PLACE = 3
    THING = 4


KINDS = (Kind.PERSON, Kind.GROUP, Kind.PLACE, Kind.THING)
"""In the order of a noun's shares."""


class Trait:
    """What else is known of a noun: bits of a plain number."""

    PLURAL = 1
    FEMALE = 2
    MALE = 4
    PEOPLE = 8


class Noun(NamedTuple):
    """What is known of a lower-case word."""

    person: int
    group: int
    place: int
    thing: int
    file: int
    verb_file: int
    as_noun: int
    as_verb: int
    traits: int

    @property
    def kind(self) -> Kind:
        """Return the kind that most of the noun's use names."""
        shares = self[: len(KINDS)]
        return KINDS[shares.index(max(shares))]


NOTHING = Noun(0, 0, 0, 0, 0, 0, 0, 0, 0)


AMERICAN = {"councilor": "councillor", "councilors": "councillors", "signaler": "signaller", "signalers": "signallers"}
"""Spellings that the table lacks beside the British ones that it has."""


@cache
def _trie() -> Records:
    return mapped(FACTS / "nouns.marisa", ENTRY)


@cache
def noun(word: str) -> Noun:
    """Return what is known of a lower-case word."""
    entry = _trie().get(AMERICAN.get(word, word))
    return Noun(*entry[0]) if entry else NOTHING


@cache
def named(name: str) -> Kind | None:
    """Return what a proper name as written ("New York") names, None when unknown."""
    entry = _trie().get(f"={name}")
    return Kind(entry[0][0]) if entry else None
