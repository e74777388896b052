"""Set phrases of English whose words a spinner replaced ("heart assault" for "heart attack"), and its turns of speech ("on the off chance that" for "if").

After Cabanac, Labbé and Magazinov 2021, "Tortured phrases". Some of them nobody else writes; of the others one may be its writer's own choice, two in one
article are a spinner's. People write most of the turns of speech too: it takes several kinds of them, or a disguised phrase beside them.
``mtcheck.build.set_phrases`` makes the trie that holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import marisa_trie

from mtcheck.core.resources import FACTS
from mtcheck.core.sieve import Sieve

LISTING = "<"
"""Mark of the keys that hold a first word and all that follow it; other keys are ``variant TAB set phrase TAB kind``, the variant as runs of letters."""
ALONE, TOGETHER, RELATED, TURN = "alone", "together", "related", "turn"
"""Kinds: nobody writes it; may be its writer's choice; the same, of a word that no list of spinners' words has; a turn of speech, which people write too."""
WEIGHTS = {ALONE: 5, TOGETHER: 3, RELATED: 2, TURN: 2}
SPUN, ENOUGH = 3, 6
"""What broken words weigh beside disguises; what the distinct ones of an article must weigh together to be a spinner's, where it is no long one."""
LONG = 4500
"""Characters of an article for each of which one more may be chance."""
BETWEEN = r"[ \-'’]"
"""What stands between two words of a phrase, the parts of a compound and an ending among them."""


NONE: frozenset[str] = frozenset()


class SetPhrase(NamedTuple):
    """One place where a set phrase is disguised, with offsets in code points.

    Several ``phrases`` are possible. ``kind`` is a key of WEIGHTS; ``attended``: there are more of them in the text.
    """

    start: int
    end: int
    phrases: tuple[str, ...]
    kind: str
    attended: bool


@cache
def _trie() -> marisa_trie.Trie:
    trie = marisa_trie.Trie()
    trie.mmap(str(FACTS / "set_phrases.marisa"))
    return trie


@lru_cache(maxsize=1 << 16)
def _following(first: str) -> frozenset[str]:
    """Return the second words of all variants that begin so."""
    listed = _trie().keys(f"{LISTING}{first} ")
    return frozenset(listed[0].split(" ")[1:]) if listed else NONE


@lru_cache(maxsize=1 << 14)
def _beginning(first: str, second: str) -> tuple[str, ...]:
    """Return the variants whose first words these are."""
    spun = {key.partition("\t")[0] for key in _trie().keys(f"{first} {second}")}
    return tuple(sorted(one for one in spun if one.split(" ")[1] == second))


def disguised(text: str, lower: Sequence[str], *, spun: bool = False) -> list[SetPhrase]:
    """Return the disguises of a text in order that are no writer's choice; ``lower`` are its words (runs of letters) in order and in lower case, ``spun``: others show a spinner."""
    places = _apart(_places(text, lower))
    kinds = {tuple(map(str.lower, place.phrases)): place.kind for place in places}
    together = SPUN * spun + sum(WEIGHTS[kind] for kind in kinds.values()) >= ENOUGH + len(text) // LONG
    return [place._replace(attended=together) for place in places if together or place.kind == ALONE]


def _apart(places: Iterable[SetPhrase]) -> list[SetPhrase]:
    """Return the places in order, the longer of those that overlap."""
    kept: list[SetPhrase] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if not kept or kept[-1].end <= place.start:
            kept.append(place)
    return kept


_first = Sieve(_following)


def _places(text: str, lower: Sequence[str]) -> Iterator[SetPhrase]:
    after = {first: _following(first) for first in _first(set(lower))}
    pairs = {(first, second) for first, second in pairwise(lower) if first in after and second in after[first]}
    row = f" {' '.join(lower)} " if pairs else ""
    for first, second in pairs:
        for spun in _beginning(first, second):
            if f" {spun} " in row:
                yield from _found(text, spun)


def _found(text: str, spun: str) -> Iterator[SetPhrase]:
    """Yield where a variant stands; that of a name has a capital."""
    entries = [key.split("\t")[1:] for key in _trie().keys(spun + "\t")]
    kind = min((kind for _, kind in entries), key=WEIGHTS.__getitem__)
    for match in re.finditer(rf"\b{spun.replace(' ', BETWEEN)}\b", text, re.IGNORECASE):
        phrases = [phrase for phrase, _ in entries if phrase[0].islower() or match.group()[0].isupper()]
        if phrases:
            yield SetPhrase(*match.span(), tuple(dict.fromkeys(_cased(match.group(), phrase) for phrase in phrases)), kind, attended=False)


def _cased(found: str, phrase: str) -> str:
    """Return the phrase with the capitals of what stands there."""
    if not found[0].isupper():
        return phrase
    words = phrase.split(" ")
    if found[found.rfind(" ") + 1].isupper() and " " in found:
        return " ".join(word[0].upper() + word[1:] if len(word) > len("of") else word for word in words)
    return phrase[0].upper() + phrase[1:]
