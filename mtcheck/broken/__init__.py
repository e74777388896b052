"""Explains the words of a document that are no words: what a word replacer broke and what was run together.

``explain`` gives the readings that the checks report; ``candidates_of`` gives every candidate with its probability, for who ranks them again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from mtcheck.broken.candidates import Candidate, fusions, phrases, substitutions
from mtcheck.broken.evidence import Surroundings
from mtcheck.broken.reveal import Revealed, reveal
from mtcheck.broken.scoring import Pair, Scored, Weighing, weigh_together
from mtcheck.broken.words import suspicious
from mtcheck.segment import WORD

MOST_WORDS = 40
"""Distinct suspicious words that are looked into; a text with more of them is cut there."""
FOREIGN_SHARE = 0.3
FOREIGN_LEAST = 15
"""So many distinct suspicious words, and such a share of all, make a text that is not English."""
MOST_NEIGHBOURS = 3
MOST_PLACES = 3
LIKELY = 0.5
REVEALING = 0.6
"""Probability from which a pair is looked for in the whole document."""
RUNNER_UP = 0.02
_GLUE_BEFORE = frozenset("#@/_\\&=+~<")
_GLUE_AFTER = frozenset("@/_\\=;")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one place of the text must have said, with offsets in code points.

    ``kind`` is "fused", "broken" (explained by itself), or how a pair that broken words revealed applies here: "glued", "form", "word".
    ``fixes`` are best first. ``witnesses`` are the broken words that speak for the pair.
    """

    start: int
    end: int
    fixes: tuple[str, ...]
    kind: str
    probability: float
    candidate: Candidate | None = None
    pair: Pair | None = None
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    before: tuple[str, ...]
    after: tuple[str, ...]


def explain(text: str, vocabulary: Iterable[str], *, glossary: bool = True) -> tuple[Reading, ...]:
    """Return the readings of a text in order; ``vocabulary`` holds its distinct words as written."""
    weighings, places = _weighings(text, vocabulary, glossary)
    if not weighings:
        return ()
    best = {word: ranked[0] for word, weighing in weighings.items() if (ranked := weighing.ranked()) and ranked[0].probability >= LIKELY}
    readings = [reading for word in best for reading in _readings(text, weighings[word].ranked(), places[word])]
    revealed = reveal(text, _pairs(weighings), {word for word, scored in best.items() if not scored.candidate.fused})
    return _merged(readings, revealed, _witnesses(best))


def candidates_of(text: str, vocabulary: Iterable[str], *, glossary: bool = True) -> dict[str, list[Scored]]:
    """Return suspicious word -> its candidates with their probability, best first."""
    weighings, _ = _weighings(text, vocabulary, glossary)
    return {word: weighing.ranked() for word, weighing in weighings.items()}


def _weighings(text: str, vocabulary: Iterable[str], glossary: bool) -> tuple[dict[str, Weighing], dict[str, list[_Place]]]:
    lower = [word for word in vocabulary if word.islower()]
    odd = {word for word in lower if suspicious(word)}
    if not odd or (len(odd) >= FOREIGN_LEAST and len(odd) > FOREIGN_SHARE * len(lower)):
        return {}, {}
    words = list(WORD.finditer(text))
    places = _places(text, words, odd)
    around = Surroundings(word.group() for word in words)
    weighings = {}
    for word in list(places)[:MOST_WORDS]:
        candidates = [*substitutions(word, glossary), *fusions(word)]
        for before, after in dict.fromkeys((place.before, place.after) for place in places[word][:MOST_PLACES]):
            candidates += phrases(word, list(before), list(after), glossary)
        weighings[word] = Weighing(word, list(dict.fromkeys(candidates)), around)
    weigh_together(weighings.values())
    return weighings, places


def _places(text: str, words: list[re.Match[str]], odd: set[str]) -> dict[str, list[_Place]]:
    """Return where the suspicious words stand, those in addresses, tags and code left out."""
    found: dict[str, list[_Place]] = {}
    for at, word in enumerate(words):
        if word.group() in odd and _plain(text, word.start(), word.end()):
            before, after = _neighbours(text, words, at, -1), _neighbours(text, words, at, 1)
            found.setdefault(word.group(), []).append(_Place(word.start(), word.end(), tuple(reversed(before)), tuple(after)))
    return found


def _plain(text: str, start: int, end: int) -> bool:
    before, after, next_one = text[start - 1 : start], text[end : end + 1], text[end + 1 : end + 2]
    if before in _GLUE_BEFORE or after in _GLUE_AFTER or before.isdigit() or after.isdigit():
        return not before and not after
    before_that = text[start - 2 : start - 1] if start > 1 else ""
    return not (before == "." and before_that.isalnum()) and not (after == "." and next_one.islower())


def _neighbours(text: str, words: list[re.Match[str]], at: int, step: int) -> list[str]:
    """Return the nearest words on one side, nearest first, as far as single spaces part them."""
    found: list[str] = []
    while len(found) < MOST_NEIGHBOURS and 0 <= at + step < len(words):
        left, right = sorted((at, at + step))
        if text[words[left].end() : words[right].start()] != " ":
            break
        at += step
        found.append(words[at].group().lower())
    return found
