"""Writes ``scorers/products.onnx``: the product by which a session learns whether a processor adds up numbers of eight bits exactly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from onnx import TensorProto

from mtcheck.scorers.graphs import MICROSOFT, Graph, tensor
from mtcheck.scorers.session import LENGTH, PRODUCTS, WEIGHT

OUTPUTS = 64
MIDDLE = 128
"""The integer that stands for zero, as in the model's graph."""


def content() -> bytes:
    """Return the graph: ``states`` (t, LENGTH) of integers without sign times weights that all are WEIGHT, written as the model's graph writes its products."""
    graph = Graph()
    one = graph.constant(np.float32(1))
    weights = graph.constant(np.full((LENGTH, OUTPUTS), WEIGHT, np.int8))
    graph.add("MatMulIntegerToFloat", "states", weights, one, one, graph.constant(np.uint8(MIDDLE)), domain=MICROSOFT, name="sums")
    made: bytes = graph.model([tensor("states", ["t", LENGTH], TensorProto.UINT8)], ["sums"]).SerializeToString(deterministic=True)
    return made


if __name__ == "__main__":
    Path(PRODUCTS).write_bytes(content())
