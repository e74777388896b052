"""Which sentences of the source became which of the target: dynamic programming over lengths and shared anchors.

In the spirit of Gale and Church 1993 (lengths) and Sennrich and Volk 2010 (Bleualign: what the two sides share): numbers, names, cognates and the
renderings that the word list knows are the anchors, each worth its rarity. Pairs that are each other's best are fixed first; the rest is found
between them, so the cost grows with the text and not with its square. Sentences that moved are found among what stays over.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

COMMON = 12
"""Sentences that may share an anchor before it says nothing any more (grows with the text)."""
SURE = 3.0
"""Shared weight (nats of rarity) from which a mutually best pair is fixed."""
MARGIN = 1.6
"""How many times better than the second best a fixed pair must be."""
BAND = 40
"""Sentences around the diagonal that are looked at where nothing is fixed."""
NARROW, MOST_PAIRS = 8, 40_000
"""The same where there are so many sentences that more than ``MOST_PAIRS`` pairs would be looked at."""
SPREAD = 6.8
"""Variance of the target's length in characters for each of the source (Gale and Church 1993)."""
BEADS = {(1, 1): 0.0, (1, 2): 3.2, (2, 1): 3.2, (2, 2): 6.4, (1, 3): 6.0, (3, 1): 6.0, (1, 0): 2.6, (0, 1): 2.6}
"""Shapes of a link (source sentences, target sentences) and their cost in nats."""
PRIOR = 500
"""Characters of text of equal length that the ratio of the sides starts from, so that a short text with a gap is seen as such."""
SHARED = 0.45
"""What a nat of shared rarity is worth."""
MOST_LENGTH = 6.0
MOVED = 0.3
"""Share of their weight (Dice) from which two sentences left over are one that moved."""
NEARBY, CLOSE = 0.12, 3
"""The same for two that stand within so many sentences of each other."""
SPLIT_GAIN = 1.0


class Link(NamedTuple):
    """Source sentences ``source`` became target sentences ``target`` (indices; one side may be empty).

    ``strength`` is 0..1: the share of their anchors that the two sides have in common.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    strength: float
    moved: bool = False


class Side(NamedTuple):
    """The sentences of one side: their lengths in characters and their anchors."""

    lengths: Sequence[int]
    anchors: Sequence[frozenset[str]]


def align(source: Side, target: Side) -> list[Link]:
    """Return the links in the order of the target; every sentence of either side is in exactly one."""
    table = _Table(source, target)
    links: list[Link] = []
    fixed = [(-1, -1), *table.fixed(), (len(source.lengths), len(target.lengths))]
    for (last_s, last_t), (next_s, next_t) in pairwise(fixed):
        links += table.between(last_s + 1, next_s, last_t + 1, next_t)
        if next_s < len(source.lengths):
            links.append(table.link((next_s,), (next_t,)))
    return sorted(_with_moved(table, links), key=lambda link: (link.target or (math.inf,), link.source))


class _Table:
    """What the sentences share, looked up by pair."""

    def __init__(self, source: Side, target: Side) -> None:
        self.source, self.target = source, target
        self.ratio = (sum(target.lengths) + PRIOR) / (sum(source.lengths) + PRIOR)
        self.rarity = self._rarity()
        self.shared = self._shared()
        self.until = tuple([0, *accumulate(side.lengths)] for side in (source, target))
        self.weights = tuple([sum(self.rarity.get(key, 0.0) for key in keys) for keys in side.anchors] for side in (source, target))

    def _rarity(self) -> Mapping[str, float]:
        """Return anchor -> nats, for anchors of both sides that are not too common."""
        here, there = (Counter(key for keys in side.anchors for key in keys) for side in (self.source, self.target))
        size = max(len(self.source.anchors), len(self.target.anchors))
        most = max(COMMON, size // 20)
        return {key: math.log(1 + size / max(count, there[key])) for key, count in here.items() if 0 < there[key] <= most and count <= most}

    def _shared(self) -> Mapping[tuple[int, int], float]:
        holders: dict[str, list[int]] = defaultdict(list)
        for at, keys in enumerate(self.target.anchors):
            for key in keys:
                if key in self.rarity:
                    holders[key].append(at)
        shared: dict[tuple[int, int], float] = defaultdict(float)
        for at, keys in enumerate(self.source.anchors):
            for key in sorted(keys & holders.keys()):
                for other in holders[key]:
                    shared[at, other] += self.rarity[key]
        return shared

    def fixed(self) -> list[tuple[int, int]]:
        """Return pairs that are clearly each other's best, in a rising chain."""
        best: list[dict[int, tuple[float, float, int]]] = [{}, {}]
        for (i, j), weight in self.shared.items():
            for side, own, other in ((0, i, j), (1, j, i)):
                top, second, partner = best[side].get(own, (0.0, 0.0, -1))
                best[side][own] = (weight, top, other) if weight > top else (top, max(second, weight), partner)
        pairs = []
        for i, (weight, second, j) in best[0].items():
            mutual = best[1][j]
            if mutual[2] == i and weight >= max(SURE, MARGIN * second, MARGIN * mutual[1]) and self._alike(i, j):
                pairs.append((i, j))
        return _rising(sorted(pairs))

    def _alike(self, i: int, j: int) -> bool:
        return self._length_cost(self.source.lengths[i], self.target.lengths[j]) < 2.5

    def _length_cost(self, here: int, there: int) -> float:
        """Return nats for how unlikely the lengths (characters) of a pair are."""
        expected = max(1.0, here * self.ratio)
        apart = abs(there - expected) / math.sqrt((expected + there) / 2 * SPREAD)
        tail = math.erfc(apart / math.sqrt(2))
        return min(MOST_LENGTH, -math.log(max(tail, 1e-9)))

    def between(self, s0: int, s1: int, t0: int, t1: int) -> list[Link]:
        """Return the best links of source sentences s0..s1 and target sentences t0..t1 (half-open)."""
        if s0 == s1 or t0 == t1:
            return [self.link((i,), ()) for i in range(s0, s1)] + [self.link((), (j,)) for j in range(t0, t1)]
        height, width = s1 - s0, t1 - t0
        band = max(NARROW, min(max(BAND, abs(height - width) + 8), MOST_PAIRS // (2 * height)))
        costs: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
        for a in range(height + 1):
            middle = a * width // height
            for b in range(max(0, middle - band), min(width, middle + band) + 1):
                options = [
                    (costs[a - x, b - y][0] + self._cost(s0 + a, t0 + b, x, y), (x, y))
                    for x, y in BEADS
                    if (a - x, b - y) in costs and x <= a and y <= b
                ]
                if options:
                    costs[a, b] = min(options)
        return self._traced(costs, s0, t0, height, width)

    def _traced(self, costs: Mapping[tuple[int, int], tuple[float, tuple[int, int]]], s0: int, t0: int, a: int, b: int) -> list[Link]:
        links: list[Link] = []
        while a or b:
            x, y = costs[a, b][1]
            here, there = tuple(range(s0 + a - x, s0 + a)), tuple(range(t0 + b - y, t0 + b))
            links += self._apart(here, there)
            a, b = a - x, b - y
        return links

    def _apart(self, here: tuple[int, ...], there: tuple[int, ...]) -> list[Link]:
        """Return a link of two by two as two links, crossed where that shares more."""
        if len(here) == len(there) == 2:
            straight = self.shared.get((here[0], there[0]), 0.0) + self.shared.get((here[1], there[1]), 0.0)
            crossed = self.shared.get((here[0], there[1]), 0.0) + self.shared.get((here[1], there[0]), 0.0)
            if crossed > straight + SPLIT_GAIN:
                return [self.link((here[0],), (there[1],), moved=True), self.link((here[1],), (there[0],), moved=True)]
            if straight > crossed + SPLIT_GAIN:
                return [self.link((here[0],), (there[0],)), self.link((here[1],), (there[1],))]
        return [self.link(here, there)]

    def _cost(self, s_end: int, t_end: int, x: int, y: int) -> float:
        """Return the cost in nats of linking the last x source and y target sentences."""
        if not x or not y:
            return BEADS[x, y]
        here, there = self.until
        lengths = self._length_cost(here[s_end] - here[s_end - x], there[t_end] - there[t_end - y])
        both = sum(self.shared.get((i, j), 0.0) for i in range(s_end - x, s_end) for j in range(t_end - y, t_end)) if self.shared else 0.0
        return BEADS[x, y] + lengths - SHARED * both

    def link(self, here: tuple[int, ...], there: tuple[int, ...], *, moved: bool = False) -> Link:
        """Return the link with its strength."""
        return Link(here, there, self.strength(here, there), moved)

    def strength(self, here: tuple[int, ...], there: tuple[int, ...]) -> float:
        """Return the share of the anchors of both sides that they have in common (Dice), weighed by rarity."""
        if not here or not there:
            return 0.0
        total = sum(self.weights[0][i] for i in here) + sum(self.weights[1][j] for j in there)
        both = sum(self.shared.get((i, j), 0.0) for i in here for j in there)
        return min(1.0, 2 * both / total) if total else 0.0


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs that rises on both sides (patience sorting)."""
    tails: list[int] = []
    holders: list[int] = []
    before: list[int | None] = []
    for at, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(holders[place - 1] if place else None)
        if place == len(tails):
            tails.append(j)
            holders.append(at)
        else:
            tails[place], holders[place] = j, at
    chain: list[tuple[int, int]] = []
    step = holders[-1] if holders else None
    while step is not None:
        chain.append(pairs[step])
        step = before[step]
    return chain[::-1]


def _places(links: Sequence[Link]) -> Mapping[int, float]:
    """Return where each source sentence would stand in the target, by the links before it."""
    places: dict[int, float] = {}
    at = 0.0
    for link in sorted((link for link in links if link.source), key=lambda link: link.source):
        at = max(link.target) + 1.0 if link.target else at
        places |= dict.fromkeys(link.source, at)
    return places


def _with_moved(table: _Table, links: list[Link]) -> list[Link]:
    """Return the links with sentences left over on both sides joined where they are clearly the same."""
    dropped = {link.source[0]: link for link in links if not link.target}
    added = {link.target[0]: link for link in links if not link.source}
    places = _places(links)
    pairs = sorted(((table.strength((i,), (j,)), i, j) for i in dropped for j in added if (i, j) in table.shared), reverse=True)
    for strength, i, j in pairs:
        if strength >= (NEARBY if abs(places[i] - j) <= CLOSE else MOVED) and i in dropped and j in added:
            links.remove(dropped.pop(i))
            links.remove(added.pop(j))
            links.append(table.link((i,), (j,), moved=True))
    return links
