"""How likely each explanation of a broken word is: a conditional logit over its candidates and "nothing is wrong with it".

The weights were fitted on news articles that a replacer went over with other word pairs than those of the figures, on articles with
spaces taken out, and on untouched ones.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import mul
from types import MappingProxyType
from typing import NamedTuple

from mtcheck.broken.candidates import Candidate
from mtcheck.broken.evidence import SUBSTITUTION, Surroundings, of_fusion, of_meaning, of_others, of_substitution, of_word
from mtcheck.broken.weights import WEIGHTS

_SUBSTITUTION = tuple(WEIGHTS.get(f"sub:{name}", 0.0) for name in SUBSTITUTION)
_MEANING = _SUBSTITUTION[-1]
HOPELESS = 9.0
"""Nats below the best from which on a candidate is dropped."""
KIN = 4
ROUNDS = 2
"""How often the words of a document are weighed in the light of each other."""

Pair = tuple[str, str]


class Others(NamedTuple):
    """What the rest of a document says of a pair: how many other odd words it explains, expected and at most (kin of one word as one), and ``elsewhere``,
    how much commoner it makes words that are not odd.
    """

    support: float
    open_to: int
    elsewhere: float


NO_OTHERS = Others(0.0, 0, 0.0)


class Scored(NamedTuple):
    """A candidate with its probability in 0..1."""

    candidate: Candidate
    probability: float


def weighed(figures: Mapping[str, float]) -> float:
    """Return the weighted sum of named figures."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in figures.items())


def shares(scores: Sequence[float]) -> list[float]:
    """Return the softmax of scores in nats."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _probability(scored: Scored) -> float:
    return scored.probability


class Weighing:
    """The candidates of one word and their scores, without and with what the other words of the document say."""

    def __init__(self, word: str, candidates: Sequence[Candidate], around: Surroundings) -> None:
        self.word = word
        self._around = around
        self.others: Mapping[Pair, Others] = {}
        scored = [(candidate, _score(candidate, around)) for candidate in candidates]
        least = max(self._untouched, *(score for _, score in scored)) - HOPELESS if scored else 0.0
        kept = [(candidate, score + _MEANING * of_meaning(candidate)) for candidate, score in scored if score >= least]
        self.candidates = [candidate for candidate, _ in kept]
        self._scores = [score for _, score in kept]
        self.weigh({})

    @cached_property
    def _untouched(self) -> float:
        """The score of "nothing is wrong with this word"."""
        return weighed(of_word(self.word, self._around))

    def add(self, candidates: Iterable[Candidate]) -> None:
        """Add candidates of which other words of the document made one think."""
        new = [candidate for candidate in dict.fromkeys(candidates) if candidate not in self.candidates]
        self.candidates += new
        self._scores += [_score(candidate, self._around) + _MEANING * of_meaning(candidate) for candidate in new]
        self.weigh(self.others)

    def pairs(self) -> dict[Pair, float]:
        """Return the probability of each pair of original and replacement."""
        found: dict[Pair, float] = defaultdict(float)
        for candidate, probability in zip(self.candidates, self.probabilities, strict=True):
            if not candidate.fused:
                found[candidate.pair] += probability
        return found

    def kin(self, pair: Pair) -> str:
        """Return the beginning of what the pair makes of the word: "blogging" and "blogged" are no two witnesses."""
        return next(candidate.fix for candidate in self.candidates if candidate.pair == pair and not candidate.fused)[:KIN]

    def weigh(self, others: Mapping[Pair, Others]) -> None:
        """Set the probabilities, given what the rest of the document says of each pair."""
        self.others = others
        added = (weighed(of_others(c, *others.get(c.pair, NO_OTHERS))) for c in self.candidates)
        scores = [own + more for own, more in zip(self._scores, added, strict=True)]
        self.probabilities = shares([self._untouched, *scores])[1:] if scores else []

    def ranked(self) -> list[Scored]:
        """Return the candidates, best first, one for each fix with the probability of all pairs that lead to it."""
        best: dict[tuple[str, str], list[Scored]] = defaultdict(list)
        for candidate, probability in zip(self.candidates, self.probabilities, strict=True):
            best[candidate.text, candidate.fix].append(Scored(candidate, probability))
        ways = [max(same, key=_probability)._replace(probability=sum(map(_probability, same))) for same in best.values()]
        return sorted(ways, key=_probability, reverse=True)


def _score(candidate: Candidate, around: Surroundings) -> float:
    return weighed(of_fusion(candidate, around)) if candidate.fused else sum(map(mul, _SUBSTITUTION, of_substitution(candidate, around)))


def weigh_together(weighings: Sequence[Weighing], elsewhere: Mapping[Pair, float] = MappingProxyType({})) -> None:
    """Let the words of one document speak for each other: a replacer applies the same pairs everywhere.

    ``elsewhere`` says how much commoner each pair makes English words of the document that are not odd.
    """
    for _ in range(ROUNDS):
        for weighing, others in zip(weighings, others_of(weighings, elsewhere), strict=True):
            weighing.weigh(others)


def others_of(weighings: Sequence[Weighing], elsewhere: Mapping[Pair, float]) -> list[dict[Pair, Others]]:
    """Return for each word what the rest of the document says of its pairs."""
    words, kin = support_of(weighings), defaultdict(set)
    total = {pair: sum(of.values()) for pair, of in words.items()}
    for weighing in weighings:
        for pair in weighing.pairs():
            kin[pair].add(weighing.kin(pair))
    return [
        {pair: Others(max(0.0, total[pair] - words[pair][weighing.word]), len(kin[pair]) - 1, elsewhere.get(pair, 0.0)) for pair in weighing.pairs()}
        for weighing in weighings
    ]


def support_of(weighings: Iterable[Weighing]) -> dict[Pair, dict[str, float]]:
    """Return pair -> odd word -> how likely the pair broke it."""
    found: dict[Pair, dict[str, float]] = defaultdict(dict)
    for weighing in weighings:
        for pair, probability in weighing.pairs().items():
            found[pair][weighing.word] = max(found[pair].get(weighing.word, 0.0), probability)
    return found
