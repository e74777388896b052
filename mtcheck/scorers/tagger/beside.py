"""Holds the words of a translation against its source: heads that see what the language model made of each word, and what the source says of it.

What the source says is what an encoder of many languages makes of it (``mtcheck.scorers.encoder``), as in the predictor-estimators of quality estimation that
read both (Kim et al. 2017; Ranasinghe et al. 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtcheck.core.model import Span
from mtcheck.scorers import NEVER, Passage
from mtcheck.scorers.encoder.beside import Held, beside, held
from mtcheck.scorers.encoder.encoder import Encoder
from mtcheck.scorers.tagger import BESIDE, GAP, PARITY, SHARE
from mtcheck.scorers.tagger.heads import Heads
from mtcheck.scorers.tagger.parity import Parity

Array = NDArray[np.float32]


class Beside:
    """The heads that see the source, with the encoder of a folder that reads it."""

    def __init__(self, reader: Path, graph: Path | bytes = BESIDE, parity: Path | bytes = PARITY) -> None:
        self.encoder, self.heads, self.parity = Encoder(reader), Heads(graph), Parity(parity)

    def added(self, odds: Array, numbers: Array, passage: Passage, words: Sequence[Span]) -> Array:
        """Return the log-odds (words, outputs + 1) of change, reasons and gaps as all kinds of heads have them, and that the source has no such word.

        Those of words without a source stay as they are. ``odds`` and ``numbers`` are what the others say and see of the words.
        """
        stretches = list(held(self.encoder, passage.text, passage.sources, words))
        near = beside(stretches, len(words))
        odds = mixed(odds, self.heads.odds(np.concatenate([numbers, near], 1)), np.any(near, axis=1))
        return np.concatenate([odds, self._weighed(odds, stretches)], 1)

    def _weighed(self, odds: Array, stretches: Sequence[Held]) -> Array:
        """Put into the log-odds of gaps what the source says of them, and return those that the source has no such word (words, 1)."""
        new = np.full((len(odds), 1), NEVER, np.float32)
        for one in stretches:
            if said := self.parity.odds(one):
                new[one.words, 0], missing = said
                odds[one.words, -1] = GAP * odds[one.words, -1] + missing
        return new


def mixed(alone: Array, said: Array, told: NDArray[Any]) -> Array:
    """Return the log-odds of the heads that see the English ``alone`` with those that a head ``said`` of the words of which a source is ``told``."""
    odds, many = alone.copy(), said.shape[1]
    odds[told, :many] += SHARE * (said - alone[:, :many])[told]
    return odds
