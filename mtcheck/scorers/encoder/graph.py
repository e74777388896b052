"""The encoder as an ONNX graph: a BERT network (Devlin et al. 2019) in eight bits over the pieces of one text.

In come ``embedded`` (t, size), the vectors of the pieces; out come ``states`` (t, size) of the last layer that there is.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx

from mtcheck.scorers.eight_bits import EightBits
from mtcheck.scorers.encoder import GRAPH, WEIGHTS
from mtcheck.scorers.encoder.weights import Layer, Linear, Shape, Weights
from mtcheck.scorers.graphs import tensor


class Bert(EightBits):
    """A graph with the parts of a BERT network."""

    def norm(self, states: str, norm: Linear, shape: Shape) -> str:
        """Return states normed, scaled and shifted."""
        return self.add("LayerNormalization", states, self.constant(norm.weights), self.constant(norm.bias), epsilon=shape.epsilon, axis=-1)

    def layer(self, states: str, layer: Linear) -> str:
        """Return states times weights, and a bias."""
        return self.add("Add", self.linear(states, layer.weights), self.constant(layer.bias))

    def attention(self, states: str, layer: Layer, shape: Shape) -> str:
        """Return what the pieces take from each other."""
        size = shape.size // shape.heads
        parts = [self.shaped(part, 0, shape.heads, size) for part in self.split(self.layer(states, layer.attention), [shape.size] * 3)]
        queries, keys, values = (self.add("Transpose", part, perm=axes) for part, axes in zip(parts, ([1, 0, 2], [1, 2, 0], [1, 0, 2]), strict=True))
        logits = self.add("Mul", self.add("MatMul", queries, keys), self.constant(np.float32(size**-0.5)))
        taken = self.add("Transpose", self.add("MatMul", self.add("Softmax", logits, axis=-1), values), perm=[1, 0, 2])
        return self.layer(self.shaped(taken, 0, shape.size), layer.output)


def model(weights: Weights) -> onnx.ModelProto:
    """Return the graph of the layers that there are."""
    graph, shape = Bert(), weights.shape
    first, length = graph.constant(np.array([0])), graph.add("Shape", "embedded", end=1)
    places = graph.add("Slice", graph.constant(weights.places), first, length, first)
    states = graph.norm(graph.add("Add", "embedded", places), weights.norm, shape)
    for layer in weights.layers:
        states = graph.norm(graph.add("Add", states, graph.attention(states, layer, shape)), layer.norm, shape)
        inner = graph.add("Gelu", graph.layer(states, layer.up))
        states = graph.norm(graph.add("Add", states, graph.layer(inner, layer.down)), layer.last, shape)
    graph.add("Identity", states, name="states")
    return graph.model([tensor("embedded", ["t", shape.size])], ["states"])


def write(made: onnx.ModelProto, folder: Path) -> None:
    """Write a graph, its weights beside it so that they are mapped into memory."""
    onnx.save(made, str(folder / GRAPH), save_as_external_data=True, location=WEIGHTS, size_threshold=1024)
