"""What the source says of each word of a translation: the words of the source that stand behind it, and how surely they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtcheck.core.model import Span
from mtcheck.scorers.encoder.encoder import Encoder

Array = NDArray[np.float32]

CENTRE = Path(__file__).with_name("centre.npy")
"""The mean state of words of news, which all states are held against: likeness of what is left tells words apart (``mtcheck.build.tagger``)."""
WARMTH = 0.05
"""By how much more like a word of the source must be to count e times as much."""


class Held(NamedTuple):
    """A stretch of a text held against its source: its ``words`` by number, the states of what the encoder reads there and in the ``source`` (parts, size).

    ``firsts`` and ``lasts`` are the parts with which each word begins and ends.
    """

    words: list[int]
    states: Array
    source: Array
    firsts: list[int]
    lasts: list[int]


def held(encoder: Encoder, text: str, pairs: Sequence[tuple[Span, str]], words: Sequence[Span]) -> Iterator[Held]:
    """Yield each stretch with its source as the encoder reads them, but those without words on either side. ``words`` stand in order."""
    for span, source in pairs:
        own = [at for at, word in enumerate(words) if span.start <= word.start < span.end]
        places, states = encoder.read(span.of(text))
        _, behind = encoder.read(source)
        if own and len(places) and len(behind):
            parts = [Span(span.start + one.start, span.start + one.end) for one in places]
            firsts = list(_found([words[at] for at in own], parts))
            lasts = [_last(words[at], first, parts) for at, first in zip(own, firsts, strict=True)]
            yield Held(own, states, behind, firsts, lasts)


def beside(stretches: Iterable[Held], words: int) -> Array:
    """Return of each word (words, size + 2) the state of the source's words behind it, the likeness of the likest, and how much likelier that is than of its rivals.

    Of words in none of the stretches, all is 0.
    """
    centre: Array = np.load(CENTRE).astype(np.float32)
    found = np.zeros((words, len(centre) + 2), np.float32)
    for one in stretches:
        found[one.words] = _said(one.states - centre, one.source - centre)[one.firsts]
    return found


def _said(states: Array, behind: Array) -> Array:
    likeness = _unit(states) @ _unit(behind).T
    best = likeness.max(1, keepdims=True)
    shares = np.exp((likeness - best) / WARMTH)
    rivals = (likeness - likeness.max(0, keepdims=True)).max(1, keepdims=True)
    return np.concatenate([shares / shares.sum(1, keepdims=True) @ behind, best, rivals], 1)


def _unit(states: Array) -> Array:
    unit: Array = states / np.linalg.norm(states, axis=1, keepdims=True)
    return unit


def _found(words: Sequence[Span], places: Sequence[Span]) -> Iterator[int]:
    """Yield for each word the number of the first place that reaches into it, else of the last one."""
    at = 0
    for word in words:
        while at < len(places) - 1 and places[at].end <= word.start:
            at += 1
        yield at


def _last(word: Span, first: int, places: Sequence[Span]) -> int:
    """Return the number of the last place that reaches into a word, from the first on."""
    at = first
    while at + 1 < len(places) and places[at + 1].start < word.end:
        at += 1
    return at
