"""Set phrases of English in which a spinner put a synonym for a word: "heart assault" for "heart attack".

After Cabanac, Labbé and Magazinov 2021, "Tortured phrases". One such phrase may be its writer's own choice: two in one article are a spinner's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import marisa_trie

from mtcheck.core.resources import FACTS

LISTING = "<"
"""Mark of the keys that hold a first word and all that follow it; other keys are ``variant TAB set phrase``."""
ENOUGH = 2


class SetPhrase(NamedTuple):
    """One place where a set phrase is disguised, with offsets in code points; several ``phrases`` are possible."""

    start: int
    end: int
    phrases: tuple[str, ...]


@cache
def _trie() -> marisa_trie.Trie:
    trie = marisa_trie.Trie()
    trie.mmap(str(FACTS / "set_phrases.marisa"))
    return trie


@cache
def _followers() -> dict[str, str]:
    """Return first word -> second words of all variants, a space between them."""
    return dict(key[1:].split(" ", 1) for key in _trie().keys(LISTING))


@cache
def _following(first: str) -> frozenset[str]:
    return frozenset(_followers()[first].split(" "))


def disguised(text: str, vocabulary: frozenset[str]) -> list[SetPhrase]:
    """Return the disguised set phrases of a text in order, none where there are too few to tell; ``vocabulary`` holds its distinct words as written."""
    places = sorted(_places(text, vocabulary))
    kinds = {tuple(map(str.lower, place.phrases)) for place in places}
    return places if len(kinds) >= ENOUGH else []


def _places(text: str, vocabulary: frozenset[str]) -> Iterator[SetPhrase]:
    words, lower = set(map(str.lower, vocabulary)), text.lower()
    both = (f"{first} {second}" for first in words & _followers().keys() for second in _following(first) & words)
    for spun in (spun for spun in both if spun in lower):
        phrases = [key.partition("\t")[2] for key in _trie().keys(spun + "\t")]
        for match in re.finditer(rf"\b{spun}\b", text, re.IGNORECASE):
            yield SetPhrase(*match.span(), tuple(_cased(match.group(), phrase) for phrase in phrases))


def _cased(found: str, phrase: str) -> str:
    """Return the phrase with the capitals of what stands there."""
    words = zip(found.split(), phrase.split(), strict=True)
    return " ".join(new.capitalize() if old[0].isupper() else new for old, new in words)
