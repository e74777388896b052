"""From tags to findings: the stretches of an article that an editor would change, each with how sure that is.

How sure depends on the surest word, on how many words follow each other, and on the whole article: where a machine wrote it, many words
are doubtful, and where people wrote it, few are. Where nobody says that a text is a translation, its surest words must say so first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from mtcheck.core.model import Span
from mtcheck.scorers import Tag
from mtcheck.scorers.tagger import REASONS
from mtcheck.scorers.tagger.calibration import ALONE, BESIDE, MACHINE, Calibration

DOUBT = -1.0
"""Log-odds that the surest word of a stretch has at least."""
SLOPE = 1.0
"""By how much a word may be less doubtful than the surest one beside it and belong to its stretch."""
LOOSE = frozenset("a an the and or but as that of in on at to for from by with".split())
"""Words that are cut off at the edges of a stretch, unless they are its surest."""
LONGEST = 60
"""Characters that a stretch covers at most: a whole sentence helps no editor."""
SEAM = re.compile(r"[.!?…;:()\n]")
FEW, LEAST = 0.05, 5
"""The share of an article's words, and how many at least, that tell whether a machine wrote it."""
SUREST = 0.94
"""How likely a machine wrote a text at most, where nobody says that it is a translation."""
STEEP = 20.0
"""How quickly doubt goes where these words are surer than people's texts make them."""
LOWEST, ENOUGH = -4.0, 80
"""The log-odds below which a word is as good as any, and the words from which on a text speaks for itself."""


class Stretch(NamedTuple):
    """Words in a row that an editor would change: the log-odds of the surest, the likeliest reason, and how sure that is (0..1)."""

    span: Span
    peak: float
    reason: str
    confidence: float


def stretches(text: str, tags: Sequence[Tag], machine: float, *, beside: bool = False) -> list[Stretch]:
    """Return the stretches of a text in order; ``machine`` is how likely it is a machine's, ``beside`` whether its words are held against a source."""
    look = manner(tags)
    return [_stretch(text, tags[first:last], look, machine, _weights(beside=beside)) for first, last in sorted(runs(text, tags))]


def machines(tags: Sequence[Tag], *, stated: bool, beside: bool = False) -> float:
    """Return how likely a machine wrote a text, by its surest words (0..1); ``stated`` where somebody says that it is a translation, which for a short text is enough."""
    if not stated:
        return SUREST * _logistic(STEEP * (loudest(tags) - MACHINE))
    return _logistic(STEEP * (loudest(tags) - _weights(beside=beside).stated)) if len(tags) >= ENOUGH else 1.0


def _weights(*, beside: bool) -> Calibration:
    return BESIDE if beside else ALONE


def manner(tags: Sequence[Tag]) -> float:
    """Return the mean log-odds of an article's words: how much it reads like a machine's. What a short text lacks of words counts as good."""
    missing = max(0, ENOUGH - len(tags))
    return (sum(max(LOWEST, tag.change) for tag in tags) + LOWEST * missing) / (len(tags) + missing)


def loudest(tags: Sequence[Tag]) -> float:
    """Return the mean log-odds of an article's surest words. What a short text lacks of them counts as good."""
    many = max(LEAST, round(FEW * len(tags)))
    surest = nlargest(many, (tag.change for tag in tags))
    return (sum(surest) + LOWEST * (many - len(surest))) / many


def _stretch(text: str, run: Sequence[Tag], look: float, machine: float, weights: Calibration) -> Stretch:
    peak = max(tag.change for tag in run)
    odds = weights.bias + weights.peak * peak + weights.length * math.log(len(run)) + weights.manner * look
    sums = [sum(tag.reasons[at] for tag in run) for at in range(len(REASONS))]
    firm = [at for at, tag in enumerate(run) if tag.change == peak or tag.span.of(text).lower() not in LOOSE]
    return Stretch(Span(run[firm[0]].span.start, run[firm[-1]].span.end), peak, REASONS[sums.index(max(sums))], machine * _logistic(odds))


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def runs(text: str, tags: Sequence[Tag]) -> Iterator[tuple[int, int]]:
    """Yield the runs of words (half-open) around the surest ones, the surest first; none touches another."""
    taken = [False] * (len(tags) + 1)
    for top in sorted(range(len(tags)), key=lambda at: -tags[at].change):
        if tags[top].change < DOUBT:
            return
        if not taken[top]:
            first, last = _around(text, tags, top, taken)
            taken[max(0, first - 1) : last + 1] = [True] * (last + 1 - max(0, first - 1))
            yield first, last


def _around(text: str, tags: Sequence[Tag], top: int, taken: Sequence[bool]) -> tuple[int, int]:
    """Return the run around a word: its neighbours that are nearly as doubtful, up to a mark of the sentence and a length."""
    bar = max(DOUBT, tags[top].change - SLOPE)
    first = last = top

    def joins(at: int, left: int, right: int) -> bool:
        near = tags[at].change >= bar and not taken[at] and tags[right].span.end - tags[left].span.start <= LONGEST
        between = (tags[at].span.end, tags[left + 1].span.start) if at == left else (tags[right - 1].span.end, tags[at].span.start)
        return near and not SEAM.search(text, *between)

    while first > 0 and joins(first - 1, first - 1, last):
        first -= 1
    while last + 1 < len(tags) and joins(last + 1, first, last + 1):
        last += 1
    return first, last + 1
