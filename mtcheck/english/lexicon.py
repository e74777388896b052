"""Facts about English words: how common, dictionary word or not, a given name, synonyms.

Two tries mapped into memory (made by ``mtcheck.build.lexicon``): loading costs well under a millisecond, a lookup about one
microsecond. Frequencies are on the Zipf scale (log10 of occurrences in a billion words; van Heuven et al. 2014): 3 and more is common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import marisa_trie

from mtcheck.core.records import Records, mapped
from mtcheck.core.resources import FACTS

ENTRY = "<BB"
SCALE = 20
"""Steps of one Zipf unit in the stored byte."""


REMEMBERED = 1 << 16
"""Answers kept: a word that was asked for once is asked for again."""


class Flag:
    """What else is known of a word: bits of a plain number, since an enumeration's cost more than the lookup."""

    DICTIONARY = 1
    FEMALE = 2
    MALE = 4
    SURNAME = 8
    PROPER = 16


@cache
def _words() -> Records:
    return mapped(FACTS / "lexicon.marisa", ENTRY)


@cache
def _thesaurus() -> marisa_trie.Trie:
    trie = marisa_trie.Trie()
    trie.mmap(str(FACTS / "thesaurus.marisa"))
    return trie


def known(word: str) -> bool:
    """Return whether the lower-case word is in the lexicon at all (rare names and typing errors of the web included)."""
    return word in _words()


def unknown(words: Iterable[str]) -> set[str]:
    """Return those of the lower-case words that are not in the lexicon."""
    trie = _words()
    return {word for word in words if word not in trie}


@lru_cache(maxsize=REMEMBERED)
def zipf(word: str) -> float:
    """Return the Zipf frequency of a lower-case word, 0.0 when unknown."""
    entry = _words().get(word)
    return entry[0][0] / SCALE if entry else 0.0


@lru_cache(maxsize=REMEMBERED)
def flags(word: str) -> int:
    """Return what is known of a lower-case word beside its frequency, as bits of Flag."""
    entry = _words().get(word)
    return int(entry[0][1]) if entry else 0


@lru_cache(maxsize=REMEMBERED)
def in_dictionary(word: str) -> bool:
    """Return whether the lower-case word is a dictionary word or a form of one."""
    entry = _words().get(word)
    return bool(entry and entry[0][1] & Flag.DICTIONARY)


@lru_cache(maxsize=REMEMBERED)
def dictionary_zipf(word: str) -> float:
    """Return the Zipf frequency of a lower-case dictionary word or a form of one, 0.0 for anything else: one look where both are asked for."""
    entry = _words().get(word)
    return entry[0][0] / SCALE if entry and entry[0][1] & Flag.DICTIONARY else 0.0


def starting_with(prefix: str) -> Iterator[str]:
    """Yield the words that begin so."""
    yield from _words().keys(prefix)


def related() -> Iterator[str]:
    """Yield the phrases that have synonyms."""
    yield from dict.fromkeys(key.partition("\t")[0] for key in _thesaurus().iterkeys())


def begins_phrase(words: str) -> bool:
    """Return whether the thesaurus holds a phrase that begins so."""
    return next(_thesaurus().iterkeys(words), None) is not None


def synonyms(phrase: str) -> dict[str, str]:
    """Return the lower-case phrases of near meaning: phrase -> ``=`` (same synset) or ``~`` (neighbouring synset)."""
    found: dict[str, str] = {}
    for key in _thesaurus().keys(phrase + "\t"):
        _, other, relation = key.split("\t")
        if found.get(other) != "=":
            found[other] = relation
    return found
