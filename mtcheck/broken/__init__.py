"""Explains the words of a document that are no words: what a word replacer broke and what was run together.

``explain`` gives the readings that the checks report; ``weighings`` gives every candidate with its probability.
Uses ``core`` and ``english``. One more kind of evidence is one function in ``evidence.py``, its weight in ``weights.py`` (made by ``build/broken_weights.py``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from mtcheck.broken import formation
from mtcheck.broken.candidates import Candidate, fusions, phrases, substitutions
from mtcheck.broken.evidence import INFLECTIONS, Surroundings
from mtcheck.broken.pairs import KNOWN
from mtcheck.broken.reveal import Revealed, chained, reveal
from mtcheck.broken.scoring import Pair, Scored, Weighing, weigh_together
from mtcheck.broken.words import FUNCTION, RARELY_CONTRACTED, suspicious
from mtcheck.english import foreign, lexicon
from mtcheck.english.segment import WORD

MOST_WORDS = 40
"""Distinct suspicious words that are looked into; a text with more of them is cut there."""
FOREIGN_SHARE = 0.3
FOREIGN_LEAST = 15
"""So many distinct suspicious words, and such a share of all, make a text that is not English."""
MOST_NEIGHBOURS = 3
MOST_PLACES = 3
LIKELY = 0.5
PLAIN = 0.3
"""Probability of one candidate: a rare word has many far-fetched explanations, a broken one has a plain one."""
PLAINEST = 0.8
"""The same of a lone word that is two words as well, or one letter away from a common one."""
CERTAIN = 0.99
"""The same of one that English derives by rule."""
REVEALING = 0.6
"""Probability from which a pair is looked for in the whole document."""
ALONE = 0.8
"""The most that one odd word can say."""
RUNNER_UP = 0.02
MOST_FIXES = 3
_GLUE_BEFORE = frozenset("#@/_\\&=+~<")
_GLUE_AFTER = frozenset("@/_\\=;")


class Reading(NamedTuple):
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


class Place(NamedTuple):
    """Where a suspicious word stands, and its nearest words on each side, in reading order."""

    start: int
    end: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@lru_cache(maxsize=4)
def explain(text: str, vocabulary: frozenset[str], *, glossary: bool = True) -> tuple[Reading, ...]:
    """Return the readings of a text in order; ``vocabulary`` holds its distinct words as written."""
    weighed, places = weighings(text, vocabulary, glossary=glossary)
    if not weighed:
        return ()
    best = {
        word: weighing.ranked()[0]
        for word, weighing in weighed.items()
        if sum(weighing.probabilities) >= LIKELY and max(weighing.probabilities) >= PLAIN
    }
    witnesses = _witnesses(best)
    alone = {word for word, scored in best.items() if len(witnesses.get(scored.candidate.pair, (word,))) == 1}
    best = {word: scored for word, scored in best.items() if word not in alone or not _may_be_meant(scored)}
    witnesses = _witnesses(best)
    readings = [reading for word in best for reading in _readings(text, weighed[word].ranked(), places[word])]
    pairs = {pair: probability for pair, probability in _pairs(weighed).items() if pair in witnesses}
    revealed = reveal(text, pairs, witnesses, glossary=glossary)
    revealed += [
        found
        for word in sorted(weighed.keys() - best.keys())
        for place in places[word]
        for found in chained(word, place.start, pairs, glossary=glossary)
    ]
    return tuple(_restrained(reading) for reading in _merged(readings, revealed, witnesses))


def _restrained(reading: Reading) -> Reading:
    """Return the reading, less sure where a single odd word speaks for it and no list knows the pair."""
    known = reading.candidate is not None and (reading.candidate.relation == KNOWN or _at_a_function_word(reading.candidate))
    return reading if known or len(reading.witnesses) > 1 else reading._replace(probability=min(reading.probability, ALONE))


def _at_a_function_word(candidate: Candidate) -> bool:
    """Return whether two words are run together of which one is of the closed classes: no compound, but a lost space."""
    return candidate.fused and bool({candidate.prefix, candidate.suffix} & FUNCTION)


def _may_be_meant(scored: Scored) -> bool:
    """Return whether the word, alone in its article, is what its writer wrote: formed by rule, or mistyped."""
    candidate, word = scored.candidate, scored.candidate.word
    if candidate.fused:
        return not _at_a_function_word(candidate) and not candidate.prefix.endswith("ly") and formation.formed(word)
    if candidate.relation == KNOWN or word in RARELY_CONTRACTED:
        return word in RARELY_CONTRACTED
    if candidate.text != word and lexicon.zipf(word) >= formation.STEM:
        return True
    if candidate.text == word and lexicon.in_dictionary(word):
        return True
    if candidate.text == word and (" " in candidate.original or (not candidate.prefix and candidate.suffix in INFLECTIONS)):
        return True
    if formation.derived(word):
        return scored.probability < CERTAIN
    return scored.probability < PLAINEST and (formation.compound(word) or formation.slip(word))


def weighings(text: str, vocabulary: Iterable[str], *, glossary: bool = True) -> tuple[dict[str, Weighing], dict[str, list[Place]]]:
    """Return suspicious word -> its weighed candidates, and where these words stand."""
    lower = [word for word in vocabulary if word.islower()]
    odd = {word for word in lower if suspicious(word) and not foreign.entry(word)}
    if not odd or (len(odd) >= FOREIGN_LEAST and len(odd) > FOREIGN_SHARE * len(lower)):
        return {}, {}
    words = list(WORD.finditer(text))
    places = _places(text, words, odd)
    around = Surroundings(word.group() for word in words)
    found = {}
    for word in list(places)[:MOST_WORDS]:
        candidates = [*substitutions(word, glossary), *fusions(word)]
        for before, after in dict.fromkeys((place.before, place.after) for place in places[word][:MOST_PLACES]):
            candidates += phrases(word, list(before), list(after), glossary)
        found[word] = Weighing(word, list(dict.fromkeys(candidates)), around)
    weigh_together(found.values())
    return found, places


def _places(text: str, words: list[re.Match[str]], odd: set[str]) -> dict[str, list[Place]]:
    """Return where the suspicious words stand, those in addresses, tags and code left out."""
    found: dict[str, list[Place]] = {}
    for at, word in enumerate(words):
        if word.group() in odd and _plain(text, word.start(), word.end()):
            before, after = _neighbours(text, words, at, -1), _neighbours(text, words, at, 1)
            found.setdefault(word.group(), []).append(Place(word.start(), word.end(), tuple(reversed(before)), tuple(after)))
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


def _readings(text: str, ranked: list[Scored], places: list[Place]) -> Iterator[Reading]:
    """Yield the reading of each place of one word; a phrase applies only where its other words stand."""
    for place in places:
        fitting = [(scored, span) for scored in ranked if (span := _span(text, scored.candidate, place))]
        probability = sum(scored.probability for scored, _ in fitting)
        if probability < LIKELY or fitting[0][0].probability < PLAIN:
            continue
        best, span = fitting[0]
        fixes = tuple(_cased(text[span[0]], s.candidate.fix) for s, where in fitting if where == span and s.probability >= RUNNER_UP)
        kind, pair = ("fused", None) if best.candidate.fused else ("broken", best.candidate.pair)
        yield Reading(*span, fixes[:MOST_FIXES], kind, min(1.0, probability), best.candidate, pair)


def _span(text: str, candidate: Candidate, place: Place) -> tuple[int, int] | None:
    start = place.start if candidate.text.startswith(candidate.word) else place.end - len(candidate.text)
    end = start + len(candidate.text)
    return (start, end) if text[max(0, start) : end].lower() == candidate.text else None


def _cased(first: str, fix: str) -> str:
    return fix[0].upper() + fix[1:] if first.isupper() else fix


def _pairs(weighings: dict[str, Weighing]) -> dict[Pair, float]:
    """Return the pairs that broken words reveal, with the probability that at least one word was broken by it."""
    none: dict[Pair, float] = defaultdict(lambda: 1.0)
    for weighing in weighings.values():
        for pair, probability in weighing.pairs().items():
            none[pair] *= max(0.0, 1 - probability)
    return {pair: 1 - left for pair, left in none.items() if 1 - left >= REVEALING}


def _witnesses(best: dict[str, Scored]) -> dict[Pair, tuple[str, ...]]:
    found: dict[Pair, tuple[str, ...]] = {}
    for scored in best.values():
        if not scored.candidate.fused:
            found[scored.candidate.pair] = (*found.get(scored.candidate.pair, ()), scored.candidate.text)
    return found


def _merged(readings: list[Reading], revealed: list[Revealed], witnesses: dict[Pair, tuple[str, ...]]) -> tuple[Reading, ...]:
    """Return all readings in order, those explained by themselves first where two overlap."""
    kept = [reading._replace(witnesses=witnesses.get(reading.pair, ())) if reading.pair else reading for reading in readings]
    taken = {offset for reading in kept for offset in range(reading.start, reading.end)}
    for one in sorted(revealed, key=lambda r: -r.probability):
        if taken.isdisjoint(where := range(one.start, one.end)):
            taken.update(where)
            kept.append(Reading(one.start, one.end, (one.fix,), one.kind, one.probability, None, one.pair, witnesses.get(one.pair, (one.fix,))))
    return tuple(sorted(kept, key=lambda reading: reading.start))
