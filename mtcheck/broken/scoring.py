"""How likely each explanation of a broken word is: a conditional logit over its candidates and "nothing is wrong with it".

The weights were fitted on news articles that a replacer went over with other word pairs than those of the figures, on articles with
spaces taken out, and on untouched ones.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import mul
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


class Weighing:
    """The candidates of one word and their scores, without and with what the other words of the document say."""

    def __init__(self, word: str, candidates: Sequence[Candidate], around: Surroundings) -> None:
        scored = [(candidate, _score(candidate, around)) for candidate in candidates]
        self._own = [weighed(of_word(word, around))]
        least = max([*self._own, *(score for _, score in scored)]) - HOPELESS
        kept = [(candidate, score + _MEANING * of_meaning(candidate)) for candidate, score in scored if score >= least]
        self.candidates = [candidate for candidate, _ in kept]
        self._own += [score for _, score in kept]
        self.probabilities = shares(self._own)[1:]

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

    def weigh(self, support: Mapping[Pair, float], open_to: Mapping[Pair, int]) -> None:
        """Set the probabilities, given how many of the other words each pair explains, expected and at most."""
        others = [weighed(of_others(c, support.get(c.pair, 0.0), open_to.get(c.pair, 0))) for c in self.candidates]
        self.probabilities = shares([self._own[0], *(a + b for a, b in zip(self._own[1:], others, strict=True))])[1:]

    def ranked(self) -> list[Scored]:
        """Return the candidates, best first, one for each fix."""
        best: dict[tuple[str, str], Scored] = {}
        for candidate, probability in zip(self.candidates, self.probabilities, strict=True):
            key = candidate.text, candidate.fix
            if key not in best or best[key].probability < probability:
                best[key] = Scored(candidate, probability)
        return sorted(best.values(), key=lambda scored: -scored.probability)


def _score(candidate: Candidate, around: Surroundings) -> float:
    return weighed(of_fusion(candidate, around)) if candidate.fused else sum(map(mul, _SUBSTITUTION, of_substitution(candidate, around)))


def weigh_together(weighings: Iterable[Weighing]) -> None:
    """Let the words of one document speak for each other: a replacer applies the same pairs everywhere."""
    weighings = list(weighings)
    for _ in range(ROUNDS):
        for weighing, (support, open_to) in zip(weighings, support_of(weighings), strict=True):
            weighing.weigh(support, open_to)


def support_of(weighings: Sequence[Weighing]) -> list[tuple[dict[Pair, float], dict[Pair, int]]]:
    """Return for each word what the other words give its pairs: how many the pair explains, expected and at most, kin of one word as one."""
    own = [weighing.pairs() for weighing in weighings]
    total: dict[Pair, float] = defaultdict(float)
    kin: dict[Pair, set[str]] = defaultdict(set)
    for weighing, pairs in zip(weighings, own, strict=True):
        for pair, probability in pairs.items():
            total[pair] += probability
            kin[pair].add(weighing.kin(pair))
    return [({pair: max(0.0, total[pair] - p) for pair, p in pairs.items()}, {pair: len(kin[pair]) - 1 for pair in pairs}) for pairs in own]
