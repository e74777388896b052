"""Reads a text of any language: what the installed encoder makes of each of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from mtcheck.core.model import Span
from mtcheck.scorers.encoder import GRAPH, PIECES, TOKENIZER
from mtcheck.scorers.encoder.weights import unpacked
from mtcheck.scorers.session import opened

Array = NDArray[np.float32]

WORD = re.compile(r"\w+(?:['’.,-]\w+)*|[^\w\s]")
"""A word or a mark."""
BEFORE, BEHIND = 0, 2
"""The pieces that stand before a text and behind it."""
LONGEST = 254
"""Pieces of a text that are read; a sentence hardly has more."""


class Encoder:
    """The encoder of a folder that ``mtcheck model install`` made."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self.pieces = np.load(folder / PIECES, mmap_mode="r")
        self.session = opened(folder / GRAPH)

    def read(self, text: str) -> tuple[list[Span], Array]:
        """Return the words and marks of a text with their states (words, size), each the mean of its pieces'; those behind the last piece that is read are left out."""
        found = self.tokenizer.encode(text, add_special_tokens=False)
        ids, offsets = found.ids[:LONGEST], found.offsets[:LONGEST]
        (states,) = self.session.run(None, {"embedded": unpacked(self.pieces[[BEFORE, *ids, BEHIND]])})
        words = [Span(*match.span()) for match in WORD.finditer(text)]
        covers = _covers(words, offsets)
        kept = [(word, cover) for word, cover in zip(words, covers, strict=True) if cover]
        if not kept:
            return [], np.zeros((0, states.shape[1]), np.float32)
        return [word for word, _ in kept], np.stack([states[[at + 1 for at in cover]].mean(0) for _, cover in kept])


def _covers(words: Sequence[Span], offsets: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return which pieces each word has a part in; both stand in order."""
    covers: list[list[int]] = [[] for _ in words]
    first = 0
    for piece, (start, end) in enumerate(offsets):
        while first < len(words) - 1 and words[first].end <= start:
            first += 1
        at = first
        while at < len(words) and words[at].start < end:
            if words[at].end > start:
                covers[at].append(piece)
            at += 1
    return covers
