"""The heads: small bidirectional networks over the words of an article; ``heads.onnx`` holds the trained ones.

A word comes in as the states of its last token in some layers of the language model and its figures (``words.figures``); out come log-odds: that an
editor changes the word, and that its sense, its grammar or its wording is why (the mean of three heads); that a word is missing beside it (a fourth).
``mtcheck.build.tagger.network`` describes and trains them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtcheck.core.model import Span
from mtcheck.scorers import Tag
from mtcheck.scorers.session import opened
from mtcheck.scorers.tagger import FILE
from mtcheck.scorers.tagger.words import TokenFigures, Word, figures

Array = NDArray[np.float32]

STRETCH, MARGIN = 128, 16
"""Words that a head sees at once, and those at the edge of a stretch that only serve as context."""


class Heads:
    """The trained heads for one language model, out of their file or its content."""

    def __init__(self, graph: Path | bytes = FILE) -> None:
        self.session = opened(graph)

    def odds(self, numbers: Array) -> Array:
        """Return the log-odds (words, 5); the words run through in stretches that overlap."""
        return np.concatenate([self._read(numbers[part])[kept] for part, kept in _stretches(len(numbers))])

    def _read(self, numbers: Array) -> Array:
        return np.concatenate(self.session.run(None, {"numbers": numbers.astype(np.float32)}), 1)


def tag(span: Span, odds: Sequence[float]) -> Tag:
    """Return the tag of a word with its log-odds in the order in which they come out of the heads."""
    change, sense, grammar, wording, gap, *added = odds
    return Tag(span, change, (sense, grammar, wording), gap, *added)


def _stretches(words: int) -> Iterator[tuple[slice, slice]]:
    """Yield the stretches of so many words, and what of each does not only serve as context."""
    begin = keep = 0
    while begin + STRETCH < words:
        yield slice(begin, begin + STRETCH), slice(keep, STRETCH - MARGIN)
        begin, keep = begin + STRETCH - 2 * MARGIN, MARGIN
    yield slice(begin, words), slice(keep, None)


def given(found: Sequence[Word], states: Mapping[int, Any], said: Sequence[TokenFigures]) -> Array:
    """Return the numbers (words, size) that words come in with: the states (layers * hidden) of their last tokens, and their figures."""
    numbers = np.array([figures(word, said) for word in found], np.float32)
    return np.concatenate([np.stack([states[word.last - 1] for word in found]), numbers], 1)
