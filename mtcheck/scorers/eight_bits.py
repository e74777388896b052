"""Graphs whose products of states and weights are of integers: the states of a token are divided by their largest magnitude and rounded to eight bits,
the weights of an output likewise, and their product is exact.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtcheck.scorers.graphs import MICROSOFT, Graph

Array = NDArray[Any]

EIGHT_BITS = 127
"""The largest magnitude of an integer that stands for a weight or a state."""


class EightBits(Graph):
    """A graph with products of rounded states and weights."""

    def rounded(self, states: str) -> tuple[str, str]:
        """Return states as integers of eight bits, and the largest magnitude of each token's."""
        largest = self.add("ReduceMax", self.add("Abs", states), self.constant(np.array([-1])), keepdims=1)
        largest = self.add("Max", largest, self.constant(np.float32(1e-9)))
        return self.add("QuantizeLinear", self.add("Div", states, largest), *self._step()), largest

    def product(self, rounded: str, weights: Array) -> str:
        """Return rounded states (t, inputs) times weights (outputs, inputs); the tokens' magnitudes are left out."""
        whole, scale = quantised(weights)
        step, middle = self._step()
        return self.add("MatMulIntegerToFloat", rounded, self.constant(whole), step, self.constant(scale), middle, domain=MICROSOFT)

    def linear(self, states: str, weights: Array) -> str:
        """Return states (t, inputs) times weights (outputs, inputs)."""
        rounded, largest = self.rounded(states)
        return self.add("Mul", self.product(rounded, weights), largest)

    def _step(self) -> tuple[str, str]:
        return self.constant(np.float32(1 / EIGHT_BITS)), self.constant(np.uint8(EIGHT_BITS + 1))


def quantised(weights: Array) -> tuple[Array, Array]:
    """Return weights (outputs, inputs) as integers of eight bits (inputs, outputs) and what each output is multiplied by."""
    scale = np.maximum(np.abs(weights).max(1), 1e-9) / EIGHT_BITS
    return np.ascontiguousarray(np.rint(weights / scale[:, None]).astype(np.int8).T), np.ascontiguousarray(scale, np.float32)
