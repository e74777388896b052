"""A head as torch trains it, and as the graph with which ``mtcheck.scorers.tagger.heads`` reads.

What comes in is standardised by the training words' mean and spread. It passes a projection, a convolution over three words and two transformer
layers (pre-norm, Vaswani et al. 2017; Xiong et al. 2020); out come log-odds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from mtcheck.build.tagger.breaking import FAULTS
from mtcheck.scorers.eight_bits import quantised
from mtcheck.scorers.graphs import FLOAT, Graph, tensor
from mtcheck.scorers.tagger import REASONS
from mtcheck.scorers.tagger.heads import STRETCH, Array

WIDTH, HEADS, DEPTH = 192, 4, 2
CHANGE, BROKEN = 1 + len(REASONS), len(FAULTS)
"""What comes out of a head that learned from editors, and of one that learned from broken English."""


class Network(nn.Module):  # type: ignore[misc]
    """One network: (batch, words, size) -> (batch, words, outputs) log-odds. ``mean`` and ``spread`` standardise what comes in."""

    def __init__(self, size: int, outputs: int = CHANGE, *, dropout: float = 0.0, noise: float = 0.0) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(size))
        self.register_buffer("spread", torch.ones(size))
        self.enter = nn.Linear(size, WIDTH)
        self.near = nn.Conv1d(WIDTH, WIDTH, 3, padding=1)
        self.norm = nn.LayerNorm(WIDTH)
        layer = nn.TransformerEncoderLayer(WIDTH, HEADS, WIDTH * 2, dropout, batch_first=True, norm_first=True, activation="gelu")
        self.layers = nn.TransformerEncoder(layer, DEPTH, enable_nested_tensor=False)
        self.leave = nn.Linear(WIDTH, outputs)
        self.noise, self.drop = nn.Dropout(noise), nn.Dropout(dropout)

    def forward(self, numbers: Tensor, real: Tensor) -> Tensor:
        """Return the log-odds of each word; ``real`` (batch, words) is False where a row is padded."""
        x = self.noise((numbers - self.mean) / self.spread)
        x = nn.functional.gelu(self.enter(x))
        x = x + nn.functional.gelu(self.near(x.transpose(1, 2)).transpose(1, 2))
        x = self.norm(x) + positions(x.shape[1])
        logits: Tensor = self.leave(self.drop(self.layers(x, src_key_padding_mask=~real)))
        return logits


def positions(length: int) -> Tensor:
    """Return the sine and cosine of each place (Vaswani et al. 2017), small beside what stands there."""
    place = torch.arange(length)[:, None]
    pace = torch.exp(-math.log(10_000) * torch.arange(0, WIDTH, 2) / WIDTH)
    return 0.3 * torch.cat([torch.sin(place * pace), torch.cos(place * pace)], 1)


class Written(Graph):
    """A graph with the parts of heads out of their weights by name: matrices stand in it in eight bits, the rest in half precision."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        super().__init__()
        self.weights = weights

    def weight(self, name: str, *, across: bool = False) -> str:
        """Return a weight; ``across`` turns a matrix."""
        if across:
            whole, scale = quantised(self.weights[name])
            return self.add("DequantizeLinear", self.constant(whole), self.constant(scale), axis=1)
        return self.add("Cast", self.constant(self.weights[name].astype(np.float16)), to=FLOAT)

    def linear(self, name: str, x: str, parts: str = ".") -> str:
        """Return x times a matrix, and a bias."""
        return self.add("Add", self.add("MatMul", x, self.weight(f"{name}{parts}weight", across=True)), self.weight(f"{name}{parts}bias"))

    def norm(self, name: str, x: str) -> str:
        """Return x normed over its last axis."""
        return self.add("LayerNormalization", x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"))

    def near(self, name: str, x: str) -> str:
        """Return the convolution of each word with its two neighbours."""
        across = self.add("Unsqueeze", self.add("Transpose", x, perm=[1, 0]), self.constant(np.array([0])))
        made = self.add("Conv", across, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), pads=[1, 1])
        return self.add("Transpose", self.add("Squeeze", made, self.constant(np.array([0]))), perm=[1, 0])

    def attention(self, name: str, x: str) -> str:
        """Return what words take from each other."""
        parts = [self.shaped(part, 0, HEADS, -1) for part in self.split(self.linear(f"{name}.in_proj", x, "_"), [WIDTH] * 3)]
        queries, keys, values = (self.add("Transpose", part, perm=axes) for part, axes in zip(parts, ([1, 0, 2], [1, 2, 0], [1, 0, 2]), strict=True))
        logits = self.add("Mul", self.add("MatMul", queries, keys), self.constant(np.float32((WIDTH / HEADS) ** -0.5)))
        taken = self.add("Transpose", self.add("MatMul", self.add("Softmax", logits), values), perm=[1, 0, 2])
        return self.linear(f"{name}.out_proj", self.shaped(taken, 0, WIDTH))

    def head(self, prefix: str) -> str:
        """Return the log-odds (words, outputs) of a head."""
        x = self.add("Div", self.add("Sub", "numbers", self.weight(f"{prefix}mean")), self.weight(f"{prefix}spread"))
        x = self.add("Gelu", self.linear(f"{prefix}enter", x))
        x = self.add("Add", x, self.add("Gelu", self.near(f"{prefix}near", x)))
        x = self.add("Add", self.norm(f"{prefix}norm", x), self._positions())
        for layer in (f"{prefix}layers.layers.{number}." for number in range(DEPTH)):
            x = self.add("Add", x, self.attention(f"{layer}self_attn", self.norm(f"{layer}norm1", x)))
            inner = self.add("Gelu", self.linear(f"{layer}linear1", self.norm(f"{layer}norm2", x)))
            x = self.add("Add", x, self.linear(f"{layer}linear2", inner))
        return self.linear(f"{prefix}leave", x)

    def _positions(self) -> str:
        """Return the positions of as many words as there are."""
        table = self.add("Cast", self.constant(positions(STRETCH).numpy().astype(np.float16)), to=FLOAT)
        return self.add("Slice", table, self.constant(np.array([0])), self.add("Shape", "numbers", end=1), self.constant(np.array([0])))


def written(networks: Sequence[Network], broken: Network | None = None, **about: Any) -> onnx.ModelProto:
    """Return the graph of heads: numbers (words, size) -> log-odds of change, the networks' mean, and of gaps, where there is a network for them.

    ``about`` says what they were made for.
    """
    every = (*networks, *((broken,) if broken else ()))
    weights = {f"{number}.{name}": value.numpy() for number, one in enumerate(every) for name, value in one.state_dict().items()}
    graph = Written(weights)
    graph.add("Mean", *(graph.head(f"{number}.") for number in range(len(networks))), name="odds")
    if broken:
        graph.add("Slice", graph.head(f"{len(networks)}."), *(graph.constant(np.array([bound])) for bound in (0, 1, 1)), name="gap")
    model = graph.model([tensor("numbers", ["words", len(weights["0.mean"])])], ["odds", "gap"] if broken else ["odds"])
    onnx.helper.set_model_props(model, {name: str(value) for name, value in about.items()})
    return model


def saved(networks: Sequence[Network], broken: Network | None, path: Path, **about: Any) -> None:
    """Write the graph of heads."""
    path.write_bytes(written(networks, broken, **about).SerializeToString())
