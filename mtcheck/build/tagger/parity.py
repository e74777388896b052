"""A network that holds a sentence against its source: which words does the source not have, and where does one of its words lack? Its graph, and how it learns.

Words come in as an encoder's states. Each side is told how like its words are to those of the other. The translation's words look at the source's, the more at those
that are like them (two layers, pre-norm; Vaswani et al. 2017; Xiong et al. 2020); out come log-odds of each word and of each gap. It learns from pairs that are
right, and from the same with a word put in or taken out (``unequal``), so nobody's marks are needed (Grundkiewicz et al. 2019; for sources, Zhou et al. 2021,
Detecting Hallucinated Content in Conditional Neural Sequence Generation).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from mtcheck.build.tagger.network import HEADS, WIDTH, Written
from mtcheck.scorers.graphs import tensor
from mtcheck.scorers.tagger.heads import Array
from mtcheck.scorers.tagger.parity import LONGEST

INNER, SIDES, DEPTH = 384, 2, 2
FIGURES = 3
"""What a word is told of the likeness of the other side's: the likest, how much likelier that is than the next, and than to any other word of its own side."""
SCALE = 3.0
SHARPNESS = (8.0, 4.0, 1.0, 0.0)
"""How much more each part of attention looks at words that are alike, before it learns."""
FAR = -1e4
BATCH, RATE, DECAY, DROPOUT, CLIP = 48, 1e-3, 0.02, 0.1, 1.0
EPOCHS, LOSS = 5, 10.0
SAMPLED = 50
"""One pair of so many gives the mean state."""
SORTED = 20
"""Batches' worth of pairs that are sorted by length, so that little is padded."""

Attention = nn.MultiheadAttention


class Pair(NamedTuple):
    """The states of a translation's words and of its source's (words, size), which words were put in (words), and which gaps lack one (words + 1)."""

    words: Tensor
    source: Tensor
    added: Tensor
    missing: Tensor


class Crossing(nn.Module):  # type: ignore[misc]
    """A layer in which the translation's words look at each other and at the source's."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(WIDTH) for _ in range(3))
        self.own, self.other = (Attention(WIDTH, HEADS, DROPOUT, batch_first=True) for _ in range(2))
        self.linear1, self.linear2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop, self.sharpness = nn.Dropout(DROPOUT), nn.Parameter(torch.tensor(SHARPNESS))

    def forward(self, words: Tensor, padded: Tensor, source: Tensor, beyond: Tensor, likeness: Tensor) -> Tensor:
        """Return the words (batch, words, width); ``padded`` and ``beyond`` are True where a row of either side is filled up."""
        normed = self.norm1(words)
        words = words + self.drop(self.own(normed, normed, normed, key_padding_mask=padded, need_weights=False)[0])
        bias = (likeness[:, None] * self.sharpness[:, None, None]).masked_fill(beyond[:, None, None], FAR)
        looked = self.other(self.norm2(words), source, source, attn_mask=bias.flatten(0, 1), need_weights=False)[0]
        words = words + self.drop(looked)
        inner = self.drop(nn.functional.gelu(self.linear1(self.norm3(words))))
        return words + self.drop(self.linear2(inner))


class Parity(nn.Module):  # type: ignore[misc]
    """The network: states of both sides -> log-odds of words (batch, words) and of gaps (batch, words + 1). ``centre`` is the mean state."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.register_buffer("centre", torch.zeros(size))
        self.enter, self.places = nn.Linear(size, WIDTH), nn.Parameter(torch.randn(LONGEST, WIDTH))
        self.side = nn.Parameter(torch.zeros(SIDES, WIDTH))
        self.likeness, self.coverage = nn.Linear(FIGURES, WIDTH), nn.Linear(FIGURES, WIDTH)
        self.source = nn.TransformerEncoderLayer(WIDTH, HEADS, INNER, DROPOUT, batch_first=True, norm_first=True)
        self.layers = nn.ModuleList(Crossing() for _ in range(DEPTH))
        self.norm, self.drop = nn.LayerNorm(WIDTH), nn.Dropout(DROPOUT)
        self.added, self.gap, self.missing = nn.Linear(WIDTH, 1), nn.Linear(2 * WIDTH, WIDTH // 2), nn.Linear(WIDTH // 2, 1)

    def forward(self, words: Tensor, padded: Tensor, source: Tensor, beyond: Tensor) -> tuple[Tensor, Tensor]:
        """Return the log-odds; ``padded`` and ``beyond`` are True where a row of either side is filled up."""
        likeness = nn.functional.normalize(words - self.centre, dim=-1) @ nn.functional.normalize(source - self.centre, dim=-1).transpose(1, 2)
        here, there = likeness.masked_fill(beyond[:, None], -1), likeness.masked_fill(padded[:, :, None], -1)
        x = self.enter(self.drop(words)) + self.side[0] + self.places[: words.shape[1]] + self.likeness(SCALE * _figures(here, there, 2))
        y = self.enter(self.drop(source)) + self.side[1] + self.places[: source.shape[1]] + self.coverage(SCALE * _figures(there, here, 1))
        y = self.source(y, src_key_padding_mask=beyond)
        for layer in self.layers:
            x = layer(x, padded, y, beyond, likeness)
        x = self.norm(x)
        edge = torch.zeros_like(x[:, :1])
        beside = torch.cat([torch.cat([edge, x], 1), torch.cat([x, edge], 1)], -1)
        return self.added(x)[..., 0], self.missing(nn.functional.gelu(self.gap(beside)))[..., 0]


def _figures(own: Tensor, other: Tensor, axis: int) -> Tensor:
    """Return the figures of each word whose likeness to the other side's stands along an axis."""
    best = own.topk(min(2, own.shape[axis]), axis).values
    first, second = best.select(axis, 0), best.select(axis, -1)
    return torch.stack([first, first - second, (own - other.amax(3 - axis, keepdim=True)).amax(axis)], -1)


def trained(pairs: Sequence[Pair], seed: int) -> Parity:
    """Return a network trained on pairs, the same for the same seed."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Parity(pairs[0].words.shape[1])
    network.centre = torch.cat([pair.words for pair in pairs[::SAMPLED]]).float().mean(0)
    lengths = [len(pair.words) for pair in pairs]
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * (len(pairs) // BATCH + 2), pct_start=0.1)
    for epoch in range(EPOCHS):
        network.train()
        for batch in _batches(lengths, chance):
            optimiser.zero_grad()
            loss = _loss(network, [pairs[at] for at in batch])
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimiser.step()
            schedule.step()
        print(f"parity, epoch {epoch + 1} of {EPOCHS}, loss {float(loss.detach()):.3f}", file=sys.stderr)  # noqa: T201
    network.eval()
    return network


def _batches(lengths: Sequence[int], chance: random.Random) -> Iterator[list[int]]:
    order = [*range(len(lengths))]
    chance.shuffle(order)
    lots = [sorted(order[at : at + SORTED * BATCH], key=lengths.__getitem__) for at in range(0, len(order), SORTED * BATCH)]
    batches = [lot[at : at + BATCH] for lot in lots for at in range(0, len(lot), BATCH)]
    chance.shuffle(batches)
    yield from batches


def _loss(network: Parity, batch: Sequence[Pair]) -> Tensor:
    """Return the mean cross-entropy of words and of gaps."""
    words, source, added, missing = (nn.utils.rnn.pad_sequence([pair[part].float() for pair in batch], batch_first=True) for part in range(4))
    padded, beyond, past = (_padding([len(pair[part]) for pair in batch]) for part in (0, 1, 3))
    found = zip(network(words, padded, source, beyond), (added, missing), (padded, past), strict=True)
    cross = nn.functional.binary_cross_entropy_with_logits
    losses = [(cross(odds, wanted, reduction="none") * ~filled).sum() / (~filled).sum() for odds, wanted, filled in found]
    return LOSS * torch.stack(losses).sum()


def _padding(sizes: Sequence[int]) -> Tensor:
    return torch.arange(max(sizes))[None] >= torch.tensor(sizes)[:, None]


class Sides(Written):
    """The graph of the network over one pair: ``words`` and ``source`` -> ``added`` and ``missing``."""

    def whole(self) -> None:
        """Add all."""
        likeness = self.add("MatMul", self._unit("words"), self.add("Transpose", self._unit("source"), perm=[1, 0]))
        turned = self.add("Transpose", likeness, perm=[1, 0])
        x = self._entered("words", 0, "likeness", likeness, turned)
        y = self._entered("source", 1, "coverage", turned, likeness)
        y = self.add("Add", y, self.attention("source.self_attn", self.norm("source.norm1", y)))
        y = self.add("Add", y, self._inner("source", "Relu", self.norm("source.norm2", y)))
        for layer in (f"layers.{number}" for number in range(DEPTH)):
            x = self.add("Add", x, self.attention(f"{layer}.own", self.norm(f"{layer}.norm1", x)))
            x = self.add("Add", x, self._look(layer, self.norm(f"{layer}.norm2", x), y, likeness))
            x = self.add("Add", x, self._inner(layer, "Gelu", self.norm(f"{layer}.norm3", x)))
        x = self.norm("norm", x)
        edge = self.constant(np.zeros((1, WIDTH), np.float32))
        beside = self.add("Concat", self.add("Concat", edge, x, axis=0), self.add("Concat", x, edge, axis=0), axis=1)
        self._out("added", x)
        self._out("missing", self.add("Gelu", self.linear("gap", beside)))

    def _out(self, name: str, x: str) -> None:
        self.add("Squeeze", self.linear(name, x), self.constant(np.array([1])), name=name)

    def _unit(self, states: str) -> str:
        apart = self.add("Sub", states, self.weight("centre"))
        return self.add("Div", apart, self.add("ReduceL2", apart, self.constant(np.array([1])), keepdims=1))

    def _entered(self, states: str, side: int, told: str, own: str, other: str) -> str:
        """Return the words of a side with their places and what they are told."""
        first, axes = self.constant(np.array([0])), self.constant(np.array([0]))
        places = self.add("Slice", self.weight("places"), first, self.add("Shape", states, end=1), axes)
        row = self.add("Gather", self.weight("side"), self.constant(np.array(side)))
        figures = self.add("Mul", self._told(own, other), self.constant(np.float32(SCALE)))
        parts = (self.linear("enter", states), row, places, self.linear(told, figures))
        return self.add("Add", self.add("Add", parts[0], parts[1]), self.add("Add", parts[2], parts[3]))

    def _told(self, own: str, other: str) -> str:
        """Return the figures (words, 3) of the words in the rows of ``own``; ``other`` is the same turned."""
        last, zero, one = (self.constant(np.array([number])) for number in (-1, 0, 1))
        many = self.add("Min", self.add("Shape", own, start=1), self.constant(np.array([2])))
        names = [f"made{len(self.nodes)}.{part}" for part in ("best", "places")]
        self.nodes.append(onnx.helper.make_node("TopK", [own, many], names, axis=1))
        best = self.add("Slice", names[0], zero, one, one)
        second = self.add("Slice", names[0], last, self.constant(np.array([np.iinfo(np.int64).max])), one)
        rivals = self.add("Transpose", self.add("ReduceMax", other, one, keepdims=1), perm=[1, 0])
        ahead = self.add("ReduceMax", self.add("Sub", own, rivals), one, keepdims=1)
        return self.add("Concat", best, self.add("Sub", best, second), ahead, axis=1)

    def _inner(self, name: str, kind: str, x: str) -> str:
        return self.linear(f"{name}.linear2", self.add(kind, self.linear(f"{name}.linear1", x)))

    def _look(self, layer: str, x: str, source: str, likeness: str) -> str:
        """Return what words take from the source's."""
        keys, values = (self.shaped(part, 0, HEADS, -1) for part in self.split(self.linear(f"{layer}.given", source), [WIDTH] * 2))
        queries = self.add("Transpose", self.shaped(self.linear(f"{layer}.asked", x), 0, HEADS, -1), perm=[1, 0, 2])
        logits = self.add("MatMul", queries, self.add("Transpose", keys, perm=[1, 2, 0]))
        logits = self.add("Mul", logits, self.constant(np.float32((WIDTH / HEADS) ** -0.5)))
        sharper = self.add("Mul", self.shaped(self.weight(f"{layer}.sharpness"), HEADS, 1, 1), likeness)
        shares = self.add("Softmax", self.add("Add", logits, sharper))
        taken = self.add("Transpose", self.add("MatMul", shares, self.add("Transpose", values, perm=[1, 0, 2])), perm=[1, 0, 2])
        return self.linear(f"{layer}.other.out_proj", self.shaped(taken, 0, WIDTH))


def written(network: Parity, **about: Any) -> onnx.ModelProto:
    """Return the graph of a network, its matrices in eight bits; ``about`` says what it was made for."""
    weights = {name: value.numpy() for name, value in network.state_dict().items()}
    graph = Sides({**weights, **_parted(weights)})
    graph.whole()
    size = len(weights["centre"])
    model = graph.model([tensor("words", ["words", size]), tensor("source", ["others", size])], ["added", "missing"])
    onnx.helper.set_model_props(model, {name: str(value) for name, value in about.items()})
    return model


def _parted(weights: Mapping[str, Array]) -> dict[str, Array]:
    """Return the weights with which the translation's words ask, and those with which the source's answer, which stand in one."""
    found = {}
    for kind in ("weight", "bias"):
        for layer in range(DEPTH):
            both = weights[f"layers.{layer}.other.in_proj_{kind}"]
            found[f"layers.{layer}.asked.{kind}"], found[f"layers.{layer}.given.{kind}"] = both[:WIDTH], both[WIDTH:]
    return found


def saved(network: Parity, path: Path, **about: Any) -> None:
    """Write the graph of a network."""
    path.write_bytes(written(network, **about).SerializeToString())
