"""Whether a sentence says no more and no less than its source: which of its words that does not have, and where a word of the source lacks.

``parity.onnx`` holds the trained network; ``mtcheck.build.tagger.parity`` describes and trains it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtcheck.scorers.encoder.beside import Held
from mtcheck.scorers.session import opened
from mtcheck.scorers.tagger import ADDED, BESIDE_GAP, LESS, MISSING, MORE, PARITY

Array = NDArray[np.float32]

LONGEST = 160
"""Words and marks of a sentence, and of its source, up to which they are read; of longer ones nothing is said."""


class Parity:
    """The trained network, out of its file or its content."""

    def __init__(self, graph: Path | bytes = PARITY) -> None:
        self.session = opened(graph)

    def odds(self, held: Held) -> tuple[Array, Array] | None:
        """Return the log-odds of each word of a sentence that it was added, and that one is missing before it, or after the last; None for too long a one.

        What heads that read the English alone say of gaps (``GAP``) is still to be put to the second.
        """
        if max(len(held.states), len(held.source)) > LONGEST:
            return None
        added, missing = self.session.run(None, {"words": held.states, "source": held.source})
        firsts, lasts = held.firsts, held.lasts
        befores = [0, *(last + 1 for last in lasts[:-1])]
        gaps = [missing[min(before, first) : first + 1].max() for before, first in zip(befores, firsts, strict=True)]
        gaps[-1] = max(gaps[-1], missing[lasts[-1] + 1 :].max())
        gap: Array = np.array(gaps, np.float32)
        new: Array = np.array([added[first : last + 1].max() for first, last in zip(firsts, lasts, strict=True)], np.float32)
        return (ADDED * new + BESIDE_GAP * gap + LESS).astype(np.float32), (MISSING * gap + MORE).astype(np.float32)
