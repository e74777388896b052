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
from mtcheck.scorers import Passage
from mtcheck.scorers.encoder.beside import beside
from mtcheck.scorers.encoder.encoder import Encoder
from mtcheck.scorers.tagger import BESIDE, SHARE
from mtcheck.scorers.tagger.heads import Heads

Array = NDArray[np.float32]


class Beside:
    """The heads that see the source, with the encoder of a folder that reads it."""

    def __init__(self, reader: Path, graph: Path | bytes = BESIDE) -> None:
        self.encoder, self.heads = Encoder(reader), Heads(graph)

    def added(self, odds: Array, numbers: Array, passage: Passage, words: Sequence[Span]) -> Array:
        """Return the log-odds (words, outputs) of change and reasons as both kinds of heads have them; those of words without a source stay as they are.

        ``odds`` and ``numbers`` are what the others say and see of the words.
        """
        near = beside(self.encoder, passage.text, passage.sources, words)
        return mixed(odds, self.heads.odds(np.concatenate([numbers, near], 1)), np.any(near, axis=1))


def mixed(alone: Array, said: Array, told: NDArray[Any]) -> Array:
    """Return the log-odds of the heads that see the English ``alone`` with those that a head ``said`` of the words of which a source is ``told``."""
    odds, many = alone.copy(), said.shape[1]
    odds[told, :many] += SHARE * (said - alone[:, :many])[told]
    return odds
