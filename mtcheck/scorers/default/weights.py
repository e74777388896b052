"""The weights of a LLaMA model out of a GGUF file, turned so that eight bits hold weights and states nearly as well as single precision.

A language model's states have a few channels that are a hundred times larger than the rest, so that integers have no room for the others. Three
changes leave the model's function as it is and even that out (only rounding them, ``eight_bits.quantised``, loses anything):

- the states are multiplied by a random rotation and the weights by its inverse (QuaRot, Ashkboos et al. 2024), which the norms allow once their own
  scales stand in the weights behind them;
- the values of each attention head likewise, by a Hadamard matrix;
- each inner channel of a feed-forward layer is divided by a power of its usual size and the weights behind it multiplied (SmoothQuant, Xiao et al.
  2023). ``smoothing.npy`` holds those divisors, made by ``mtcheck.build.smoothing``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

SMOOTHING = Path(__file__).with_name("smoothing.npy")
SEED = 0


class Shape(NamedTuple):
    """The sizes of a model: layers, states, attention heads and how many of them share keys, a head, the feed-forward layer; norms and rotary base."""

    layers: int
    size: int
    heads: int
    shared: int
    head: int
    inner: int
    epsilon: float
    base: float


class Layer(NamedTuple):
    """The weights (outputs, inputs) of one layer: queries, keys and values together; attention's output; the feed-forward layer's."""

    attention: Array
    output: Array
    gate: Array
    up: Array
    down: Array


class Weights(NamedTuple):
    """A model: embeddings (tokens, size) as they come in and, with the last norm's scale, as they serve for the output."""

    shape: Shape
    embedding: Array
    output: Array
    layers: tuple[Layer, ...]


def read(path: Path) -> tuple[Shape, dict[str, Array], dict[str, Any]]:
    """Return sizes, weights by name (single precision) and the other fields of a GGUF file of a LLaMA model with tied embeddings."""
    from gguf import GGUFReader
    from gguf.quants import dequantize

    file = GGUFReader(path)
    fields = {name: field.contents() for name, field in file.fields.items()}
    heads, size = (int(fields[f"llama.{name}"]) for name in ("attention.head_count", "embedding_length"))
    shape = Shape(
        layers=int(fields["llama.block_count"]),
        size=size,
        heads=heads,
        shared=int(fields["llama.attention.head_count_kv"]),
        head=size // heads,
        inner=int(fields["llama.feed_forward_length"]),
        epsilon=float(fields["llama.attention.layer_norm_rms_epsilon"]),
        base=float(fields["llama.rope.freq_base"]),
    )
    return shape, {one.name: dequantize(one.data, one.tensor_type) for one in file.tensors}, fields


def turned(shape: Shape, given: dict[str, Array], smoothing: Array) -> Weights:
    """Return the weights of the same function with even states; ``smoothing`` (layers, inner) divides the feed-forward layers' inner channels."""
    rotation, hadamard = _rotation(shape.size), _hadamard(shape.head)
    layers = tuple(_turned(shape, given, f"blk.{number}.", rotation, hadamard, smoothing[number]) for number in range(shape.layers))
    tokens = given["token_embd.weight"].astype(np.float64)
    return Weights(shape, _single(tokens @ rotation), _single(tokens * given["output_norm.weight"] @ rotation), layers)


def _turned(shape: Shape, given: dict[str, Array], prefix: str, rotation: Array, hadamard: Array, smoothing: Array) -> Layer:
    def weight(name: str) -> Array:
        found: Array = given[f"{prefix}{name}.weight"].astype(np.float64)
        return found

    before, between = weight("attn_norm"), weight("ffn_norm")
    values = np.einsum("ij,hjk->hik", hadamard, weight("attn_v").reshape(shape.shared, shape.head, shape.size)).reshape(-1, shape.size)
    output = (weight("attn_output").reshape(shape.size, shape.heads, shape.head) @ hadamard.T).reshape(shape.size, -1)
    attention = np.concatenate([weight("attn_q"), weight("attn_k"), values]) * before @ rotation
    gate, up = weight("ffn_gate") * between @ rotation, weight("ffn_up") / smoothing[:, None] * between @ rotation
    down = rotation.T @ weight("ffn_down") * smoothing
    return Layer(*map(_single, (attention, rotation.T @ output, gate, up, down)))


def _rotation(size: int) -> Array:
    """Return a random orthogonal matrix, always the same."""
    q, r = np.linalg.qr(np.random.default_rng(SEED).standard_normal((size, size)))
    turned: Array = q * np.sign(np.diag(r))
    return turned


def _hadamard(size: int) -> Array:
    """Return the orthogonal matrix of equal magnitudes; ``size`` is a power of two (Sylvester 1867)."""
    made = np.ones((1, 1))
    while len(made) < size:
        made = np.block([[made, made], [made, -made]])
    whole: Array = made / np.sqrt(size)
    return whole


def _single(values: Array) -> Array:
    return np.ascontiguousarray(values, dtype=np.float32)
