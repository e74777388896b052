"""The model as an ONNX graph: a LLaMA network in eight bits, over a stretch of tokens with what came before it (keys and values).

In come, for ``t`` tokens after ``p``: ``embedded`` (t, size), ``places`` (t), ``bias`` (t, p + t; 0 where a token sees another, else far below),
``key0`` and ``value0`` and so on (shared heads, p, head); ``rows`` (r), the tokens after which something is wanted, what token follows each
(``follows``, (r, 1)). Out come ``states`` (t, layers * size), ``figures`` (r, 3) of what follows: log-probability, entropy before it, rank; and all
keys and values.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx

from mtcheck.scorers.default import GRAPH, LAYERS, WEIGHTS
from mtcheck.scorers.default.weights import Array, Layer, Shape, Weights
from mtcheck.scorers.eight_bits import EightBits
from mtcheck.scorers.graphs import FLOAT, INTEGER, MICROSOFT, tensor

PLACES = 2048
"""Places of a token that the graph knows."""


class Llama(EightBits):
    """A graph with the parts of a LLaMA network."""

    def norm(self, states: str, shape: Shape) -> str:
        """Return states divided by their root mean square; the norm's own scales stand in the weights."""
        return self.add("SimplifiedLayerNormalization", states, self.constant(np.ones(shape.size, np.float32)), epsilon=shape.epsilon, axis=-1)

    def rotary(self, states: str, shape: Shape, heads: int) -> str:
        """Return queries or keys (t, heads * head) turned by their places, (heads, t, head)."""
        angles = np.arange(PLACES)[:, None] * shape.base ** (-np.arange(0, shape.head, 2) / shape.head)
        tables = [self.constant(table.astype(np.float32)) for table in (np.cos(angles), np.sin(angles))]
        first = self.constant(np.array([0]))
        settings: dict[str, Any] = {"interleaved": 1, "num_heads": heads, "rotary_embedding_dim": shape.head}
        turned = self.add(
            "RotaryEmbedding", self.add("Unsqueeze", states, first), self.add("Unsqueeze", "places", first), *tables, domain=MICROSOFT, **settings
        )
        return self.by_head(self.add("Squeeze", turned, first), shape, heads)

    def by_head(self, states: str, shape: Shape, heads: int) -> str:
        """Return states (t, heads * head) as (heads, t, head)."""
        return self.add("Transpose", self.shaped(states, 0, heads, shape.head), perm=[1, 0, 2])

    def attention(self, states: str, layer: Layer, number: int, shape: Shape) -> str:
        """Return what attention adds to the states (Vaswani et al. 2017; queries share keys and values: Ainslie et al. 2023)."""
        own, common = shape.heads * shape.head, shape.shared * shape.head
        queries, keys, values = self.split(self.linear(states, layer.attention), [own, common, common])
        keys = self.add("Concat", f"key{number}", self.rotary(keys, shape, shape.shared), axis=1, name=f"new_key{number}")
        values = self.add("Concat", f"value{number}", self.by_head(values, shape, shape.shared), axis=1, name=f"new_value{number}")
        asked = self.shaped(self.rotary(queries, shape, shape.heads), shape.shared, -1, shape.head)
        logits = self.add("FusedMatMul", asked, keys, domain=MICROSOFT, transB=1, alpha=shape.head**-0.5)
        apart = self.add("Concat", self.constant(np.array([shape.heads])), self.add("Shape", "bias"), axis=0)
        shares = self.add("Softmax", self.add("Add", self.add("Reshape", logits, apart), "bias"), axis=-1)
        shares = self.add("Reshape", shares, self.add("Shape", logits))
        taken = self.shaped(self.add("MatMul", shares, values), shape.heads, -1, shape.head)
        return self.linear(self.shaped(self.add("Transpose", taken, perm=[1, 0, 2]), 0, own), layer.output)

    def feed_forward(self, states: str, layer: Layer, number: int, shape: Shape) -> str:
        """Return what the feed-forward layer adds to the states (SwiGLU, Shazeer 2020)."""
        before, largest = self.rounded(states)
        gate = self.add("QuickGelu", self.add("Mul", self.product(before, layer.gate), largest), domain=MICROSOFT, alpha=1.0)
        after, inner = self.rounded(self.add("Mul", gate, self.product(before, layer.up), name=f"inner{number}"))
        return self.add("Mul", self.product(after, layer.down), self.add("Mul", inner, largest))

    def answers(self, states: str, output: Array) -> None:
        """Add what is said of the tokens after ``rows``."""
        last = self.constant(np.array([-1]))
        logprobs = self.add("LogSoftmax", self.linear(self.add("Gather", states, "rows"), output), axis=-1)
        own = self.add("GatherElements", logprobs, "follows", axis=1)
        entropy = self.add("Neg", self.add("ReduceSum", self.add("Mul", self.add("Exp", logprobs), logprobs), last))
        rank = self.add("ReduceSum", self.add("Cast", self.add("Greater", logprobs, own), to=FLOAT), last)
        self.add("Concat", own, entropy, rank, axis=1, name="figures")


def model(weights: Weights) -> onnx.ModelProto:
    """Return the graph of a model."""
    graph, shape = Llama(), weights.shape
    states, kept = "embedded", []
    for number, layer in enumerate(weights.layers):
        if number in LAYERS:
            kept.append(states)
        states = graph.add("Add", states, graph.attention(graph.norm(states, shape), layer, number, shape))
        states = graph.add("Add", states, graph.feed_forward(graph.norm(states, shape), layer, number, shape))
    graph.add("Concat", *kept, axis=-1, name="states")
    graph.answers(graph.norm(states, shape), weights.output)
    asked = [tensor("rows", ["r"], INTEGER), tensor("follows", ["r", 1], INTEGER)]
    names = [f"{kind}{number}" for number in range(shape.layers) for kind in ("key", "value")]
    caches = [tensor(name, [shape.shared, "p", shape.head]) for name in names]
    given = [tensor("embedded", ["t", shape.size]), tensor("places", ["t"], INTEGER), tensor("bias", ["t", "s"]), *asked, *caches]
    return graph.model(given, ["states", "figures", *(f"new_{name}" for name in names)])


def write(made: onnx.ModelProto, folder: Path) -> None:
    """Write a graph, its weights beside it so that they are mapped into memory."""
    onnx.save(made, str(folder / GRAPH), save_as_external_data=True, location=WEIGHTS, size_threshold=1024)
