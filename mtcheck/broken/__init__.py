"""Explains the words of a document that are no words: what a word replacer broke and what was run together.

``explain`` gives the readings that the checks report; ``odd_words`` gives every candidate with its probability.
Uses ``core`` and ``english``. One more kind of evidence is one function in ``evidence.py``, its weight in ``weights.py`` (made by ``build/broken_weights.py``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from mtcheck.broken import formation
from mtcheck.broken.candidates import NONE, Candidate
from mtcheck.broken.evidence import INFLECTIONS
from mtcheck.broken.odd import Odd, Place, odd_words
from mtcheck.broken.pairs import KNOWN
from mtcheck.broken.reveal import Revealed, chained, reveal
from mtcheck.broken.scoring import Pair, Scored, support_of
from mtcheck.broken.words import FUNCTION, RARELY_CONTRACTED, cut_short
from mtcheck.english import lexicon

LIKELY = 0.5
PLAIN = 0.3
"""Probability of one candidate: a rare word has many far-fetched explanations, a broken one has a plain one."""
PLAINEST, PLAINEST_RELATED = 0.8, 0.6
"""The same of a lone word that is two words as well, or one letter away from a common one; where the thesaurus relates the pair."""
CERTAIN, CERTAIN_RELATED = 0.99, 0.9
"""The same of one that English derives by rule."""
NO_WORD, MISJOINED = 0.95, 0.6
"""Probability of all candidates together from which a word that English does not spell so is told, and what is then said of it."""
GLUED = 0.95
"""Probability from which two words of content are told that nobody writes as one."""
REVEALING = 0.6
"""Probability from which a pair is looked for in the whole document."""
ALONE = 0.8
"""The most that one odd word can say."""
ENDINGS = ("ing", "ed", "es", "s", "e")
"""What parts forms of one word: they are one witness."""
RUNNER_UP = 0.02
MOST_FIXES = 3


class Reading(NamedTuple):
    """What one place of the text must have said, with offsets in code points.

    ``kind`` is "fused", "broken" (explained by itself), "misjoined" (no word, and nothing explains it well), or how a pair that broken words revealed applies here: "glued", "form", "word".
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


@lru_cache(maxsize=4)
def explain(text: str, words: tuple[str, ...], *, glossary: bool = True) -> tuple[Reading, ...]:
    """Return the readings of a text in order; ``words`` are its words (runs of letters) in order."""
    odd = odd_words(text, words, glossary=glossary)
    best = {at: ranked[0] for at, one in enumerate(odd) if (ranked := one.weighing.ranked()) and _likely(one, ranked[0])}
    kin = _witnesses(best.values())
    best = {at: scored for at, scored in best.items() if _attested(scored, kin) or not _may_be_meant(scored)}
    witnesses = _witnesses(best.values())
    readings = [reading for at, one in enumerate(odd) for reading in (_readings(text, one) if at in best else _misjoined(one))]
    pairs = {pair: probability for pair, probability in _pairs(odd).items() if pair in witnesses}
    revealed = reveal(text, pairs, witnesses, glossary=glossary)
    revealed += [
        found
        for at, one in enumerate(odd)
        if at not in best
        for place in one.places
        for found in chained(one.word, place.start, pairs, glossary=glossary)
    ]
    return tuple(_restrained(reading) for reading in _merged(readings, revealed, witnesses))


def _likely(odd: Odd, best: Scored) -> bool:
    return sum(odd.weighing.probabilities) >= LIKELY and best.probability >= PLAIN


def _attested(scored: Scored, witnesses: Mapping[Pair, tuple[str, ...]]) -> bool:
    """Return whether more than one odd word speaks for the pair."""
    return len(witnesses.get(scored.candidate.pair, ())) > 1


def _restrained(reading: Reading) -> Reading:
    """Return the reading, less sure where a single odd word speaks for it and no list knows the pair; or where a word may have lost its end, and not a space."""
    candidate = reading.candidate
    known = candidate is not None and (candidate.relation == KNOWN or (_at_a_function_word(candidate) and not cut_short(candidate.word)))
    return reading if known or len(reading.witnesses) > 1 else reading._replace(probability=min(reading.probability, ALONE))


def _at_a_function_word(candidate: Candidate) -> bool:
    """Return whether two words are run together of which one is of the closed classes: no compound, but a lost space."""
    return candidate.fused and bool({candidate.prefix, candidate.suffix} & FUNCTION)


def _glued(candidate: Candidate) -> bool:
    """Return whether two words of content make no compound that anybody would coin."""
    return not formation.derived(candidate.word) and formation.glued(candidate.prefix, candidate.suffix)


def _may_be_meant(scored: Scored) -> bool:
    """Return whether the word, alone in its article, is what its writer wrote: formed by rule, or mistyped."""
    candidate, word = scored.candidate, scored.candidate.word
    if candidate.fused:
        told = _at_a_function_word(candidate) or formation.adverb(candidate.prefix) or (scored.probability >= GLUED and _glued(candidate))
        return not told and formation.formed(word)
    if candidate.relation == KNOWN or word in RARELY_CONTRACTED:
        return word in RARELY_CONTRACTED
    if candidate.text != word and lexicon.zipf(word) >= formation.STEM:
        return scored.probability < CERTAIN
    related = candidate.relation != NONE
    if candidate.text == word and lexicon.in_dictionary(word):
        return True
    if candidate.text == word and (" " in candidate.original or (not candidate.prefix and candidate.suffix in INFLECTIONS)):
        return True
    if formation.derived(word) and candidate.text == word:
        return scored.probability < (CERTAIN_RELATED if related else CERTAIN)
    return scored.probability < (PLAINEST_RELATED if related else PLAINEST) and (formation.compound(word) or formation.slip(word))


def _readings(text: str, odd: Odd) -> Iterator[Reading]:
    """Yield the reading of each place of one word."""
    ranked = odd.weighing.ranked()
    for place in odd.places:
        fitting = [(scored, span) for scored in ranked if (span := _span(text, scored.candidate, place))]
        probability = sum(scored.probability for scored, _ in fitting)
        if probability < LIKELY or fitting[0][0].probability < PLAIN:
            continue
        best, span = fitting[0]
        fixes = tuple(_cased(text[span[0]], s.candidate.fix) for s, where in fitting if where == span and s.probability >= RUNNER_UP)
        kind, pair = ("fused", None) if best.candidate.fused else ("broken", best.candidate.pair)
        yield Reading(*span, fixes[:MOST_FIXES], kind, min(1.0, probability), best.candidate, pair)


def _misjoined(odd: Odd) -> Iterator[Reading]:
    """Yield each place of a word that English does not spell so though both its parts are words: mistyped or broken, one knows not by what."""
    right = formation.misjoined(odd.word)
    if right and sum(odd.weighing.probabilities) >= NO_WORD:
        ranked = [scored.candidate for scored in odd.weighing.ranked() if scored.candidate.text == odd.word][: MOST_FIXES - 1]
        fixes = (right, *(candidate.fix for candidate in ranked))
        yield from (Reading(place.start, place.end, fixes, "misjoined", MISJOINED) for place in odd.places)


def _span(text: str, candidate: Candidate, place: Place) -> tuple[int, int] | None:
    start = place.start if candidate.text.startswith(candidate.word) else place.end - len(candidate.text)
    end = start + len(candidate.text)
    return (start, end) if text[max(0, start) : end].lower() == candidate.text else None


def _cased(first: str, fix: str) -> str:
    return fix[0].upper() + fix[1:] if first.isupper() else fix


def _pairs(odd: Iterable[Odd]) -> dict[Pair, float]:
    """Return the pairs that broken words reveal, with the probability that at least one word was broken by it."""
    none = {
        pair: math.prod(max(0.0, 1 - probability) for probability in words.values())
        for pair, words in support_of(one.weighing for one in odd).items()
    }
    return {pair: 1 - left for pair, left in none.items() if 1 - left >= REVEALING}


def _uninflected(word: str) -> str:
    return next((word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending)), word)


def _witnesses(best: Iterable[Scored]) -> dict[Pair, tuple[str, ...]]:
    """Return pair -> what it broke, once for each odd word and once for the forms of one word."""
    found: dict[Pair, list[str]] = {}
    seen: set[tuple[Pair, str]] = set()
    for scored in best:
        candidate = scored.candidate
        marks = {(candidate.pair, candidate.word), (candidate.pair, _uninflected(candidate.fix))}
        if not candidate.fused and seen.isdisjoint(marks):
            found.setdefault(candidate.pair, []).append(candidate.text)
        seen |= marks
    return {pair: tuple(texts) for pair, texts in found.items()}


def _merged(readings: list[Reading], revealed: list[Revealed], witnesses: dict[Pair, tuple[str, ...]]) -> tuple[Reading, ...]:
    """Return all readings in order, those explained by themselves first where two overlap."""
    kept = [reading._replace(witnesses=witnesses.get(reading.pair, ())) if reading.pair else reading for reading in readings]
    taken = {offset for reading in kept for offset in range(reading.start, reading.end)}
    for one in sorted(revealed, key=lambda r: -r.probability):
        if taken.isdisjoint(where := range(one.start, one.end)):
            taken.update(where)
            kept.append(Reading(one.start, one.end, (one.fix,), one.kind, one.probability, None, one.pair, witnesses.get(one.pair, (one.fix,))))
    return tuple(sorted(kept, key=lambda reading: reading.start))
