"""What the source says of each word of a translation: the words of the source that stand behind it, and how surely they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtcheck.core.model import Span
from mtcheck.scorers.encoder.encoder import Encoder

Array = NDArray[np.float32]

CENTRE = Path(__file__).with_name("centre.npy")
"""The mean state of words of news, which all states are held against: likeness of what is left tells words apart (``mtcheck.build.tagger``)."""
WARMTH = 0.05
"""By how much more like a word of the source must be to count e times as much."""


def beside(encoder: Encoder, text: str, pairs: Sequence[tuple[Span, str]], words: Sequence[Span]) -> Array:
    """Return of each word (words, size + 2) the state of the source's words behind it, the likeness of the likest, and how much likelier that is than of its rivals.

    ``pairs`` are stretches of the text with their source; of words elsewhere, all is 0. Words stand in order.
    """
    centre: Array = np.load(CENTRE).astype(np.float32)
    found = np.zeros((len(words), len(centre) + 2), np.float32)
    for span, source in pairs:
        own = [at for at, word in enumerate(words) if span.start <= word.start < span.end]
        places, states = encoder.read(span.of(text))
        _, behind = encoder.read(source)
        if own and len(places) and len(behind):
            said = _said(states - centre, behind - centre)
            found[own] = said[list(_found([words[at] for at in own], [Span(span.start + one.start, span.start + one.end) for one in places]))]
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
