"""The odd words of a document: where they stand, and their candidates weighed in the light of each other.

A replacer applies one pair everywhere, so a pair that explains some odd words is tried on all of them, on those too whose original is rarer
than what is tried for one word alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mtcheck.broken.candidates import Candidate, applied, fusions, phrases, substitutions
from mtcheck.broken.evidence import Surroundings, commoner
from mtcheck.broken.pairs import relation
from mtcheck.broken.scoring import Pair, Weighing, support_of, weigh_together
from mtcheck.broken.words import suspicious
from mtcheck.core.sieve import Sieve
from mtcheck.english import foreign

MOST_WORDS = 40
"""Distinct suspicious words that are looked into; a text with more of them is cut there."""
FOREIGN_SHARE = 0.3
FOREIGN_LEAST = 15
"""So many distinct suspicious words, and such a share of all, make a text that is not English."""
MOST_NEIGHBOURS = 3
MOST_PLACES = 8
"""Different surroundings of one word that are looked into."""
TRIED = 0.1
"""Odd words that a pair explains, expected, from which on it is tried on the other ones."""
MOST_TRIED = 40
_GLUE_BEFORE = frozenset("#@/_\\&=+~<")
_GLUE_AFTER = frozenset("@/_\\=;")


class Place(NamedTuple):
    """Where a suspicious word stands, in code points, and its nearest words on each side, in reading order."""

    start: int
    end: int
    before: tuple[str, ...]
    after: tuple[str, ...]


class Odd(NamedTuple):
    """A suspicious word, the places where it may be explained in the same ways, and these ways."""

    word: str
    places: tuple[Place, ...]
    weighing: Weighing


_odd = Sieve(lambda word: word.islower() and suspicious(word) and not foreign.entry(word))


def odd_words(text: str, words: Sequence[str], *, glossary: bool = True) -> list[Odd]:
    """Return the suspicious words with their weighed candidates; ``words`` are those of the text (runs of letters) in order."""
    vocabulary = frozenset(words)
    odd = _odd(vocabulary)
    if not odd or (len(odd) >= FOREIGN_LEAST and len(odd) > FOREIGN_SHARE * sum(map(str.islower, vocabulary))):
        return []
    around = Surroundings(words)
    places = list(_places(text, words, odd).items())[:MOST_WORDS]
    found = [one for word, where in places for one in _weighed(word, where, around, glossary)]
    weighings = [one.weighing for one in found]
    weigh_together(weighings)
    pairs = _promising(weighings)
    for one in found:
        one.weighing.add(_tried(one, pairs, glossary))
    weigh_together(weighings, {pair: commoner(pair, around) for pair in pairs})
    return found


def _promising(weighings: list[Weighing]) -> list[Pair]:
    """Return the pairs that explain odd words, those that explain most of them first."""
    support = {pair: sum(words.values()) for pair, words in support_of(weighings).items()}
    return sorted((pair for pair in support if support[pair] >= TRIED), key=lambda pair: (-support[pair], pair))[:MOST_TRIED]


def _weighed(word: str, places: list[Place], around: Surroundings, glossary: bool) -> Iterator[Odd]:
    """Yield the word once for each set of phrases that it may be part of."""
    alike: dict[tuple[Candidate, ...], list[Place]] = defaultdict(list)
    seen: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Candidate, ...]] = {}
    for place in places:
        key = place.before, place.after
        if key not in seen:
            seen[key] = tuple(phrases(word, list(place.before), list(place.after), glossary)) if len(seen) < MOST_PLACES else ()
        alike[seen[key]].append(place)
    single = [*substitutions(word, glossary), *fusions(word)]
    for found, where in alike.items():
        yield Odd(word, tuple(where), Weighing(word, list(dict.fromkeys((*single, *found))), around))


def _tried(odd: Odd, pairs: list[Pair], glossary: bool) -> Iterator[Candidate]:
    place = odd.places[0]
    running = " ".join((*place.before, odd.word, *place.after))
    for original, replacement in pairs:
        if replacement in running:
            yield from applied(odd.word, place.before, place.after, (original, replacement), relation(original, replacement, glossary))


def _places(text: str, words: Sequence[str], odd: set[str]) -> dict[str, list[Place]]:
    """Return where the suspicious words stand, those in addresses, tags and code left out."""
    found: dict[str, list[Place]] = {}
    spans = list(_spans(text, words))
    for at, word in enumerate(words):
        if word in odd and _plain(text, *spans[at]):
            before, after = _neighbours(text, spans, at, -1), _neighbours(text, spans, at, 1)
            found.setdefault(word, []).append(Place(*spans[at], tuple(reversed(before)), tuple(after)))
    return found


def _spans(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where each of the words stands."""
    end = 0
    for word in words:
        start = text.find(word, end)
        end = start + len(word)
        yield start, end


def _plain(text: str, start: int, end: int) -> bool:
    before, after, next_one = text[start - 1 : start], text[end : end + 1], text[end + 1 : end + 2]
    if before in _GLUE_BEFORE or after in _GLUE_AFTER or before.isdigit() or after.isdigit():
        return not before and not after
    before_that = text[start - 2 : start - 1] if start > 1 else ""
    return not (before == "." and before_that.isalnum()) and not (after == "." and next_one.islower())


def _neighbours(text: str, spans: Sequence[tuple[int, int]], at: int, step: int) -> list[str]:
    """Return the nearest words on one side, nearest first, as far as single spaces part them."""
    found: list[str] = []
    while len(found) < MOST_NEIGHBOURS and 0 <= at + step < len(spans):
        left, right = sorted((at, at + step))
        if text[spans[left][1] : spans[right][0]] != " ":
            break
        at += step
        found.append(text[slice(*spans[at])].lower())
    return found
