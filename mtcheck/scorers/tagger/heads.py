"""The heads: small bidirectional networks over the words of an article. Needs torch; ``heads.safetensors`` holds the trained ones, whose odds are averaged.

A word comes in as the states of its last token in ``LAYERS`` of the language model and its figures (``words.figures``), each standardised
by the training words' mean and spread. It passes a projection, a convolution over three words and two transformer layers (pre-norm,
Vaswani et al. 2017; Xiong et al. 2020); out come log-odds: that an editor changes the word, and that its sense, its grammar or its wording is why.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from mtcheck.core.model import Span
from mtcheck.scorers import Tag
from mtcheck.scorers.tagger import FILE, REASONS
from mtcheck.scorers.tagger.words import TokenFigures, Word, figures, words

LAYERS = (9, 15, 21)
WIDTH, HEADS, DEPTH = 192, 4, 2
OUTPUTS = 1 + len(REASONS)
STRETCH, MARGIN = 128, 16
"""Words that a head sees at once, and those at the edge of a stretch that only serve as context."""


class Head(nn.Module):  # type: ignore[misc]
    """One network: (batch, words, size) -> (batch, words, 4) log-odds. ``mean`` and ``spread`` standardise what comes in."""

    def __init__(self, size: int, *, dropout: float = 0.0, noise: float = 0.0) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(size))
        self.register_buffer("spread", torch.ones(size))
        self.enter = nn.Linear(size, WIDTH)
        self.near = nn.Conv1d(WIDTH, WIDTH, 3, padding=1)
        self.norm = nn.LayerNorm(WIDTH)
        layer = nn.TransformerEncoderLayer(WIDTH, HEADS, WIDTH * 2, dropout, batch_first=True, norm_first=True, activation="gelu")
        self.layers = nn.TransformerEncoder(layer, DEPTH, enable_nested_tensor=False)
        self.leave = nn.Linear(WIDTH, OUTPUTS)
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


class Heads:
    """The trained heads for one language model."""

    def __init__(self, heads: Sequence[Head]) -> None:
        self.heads = [head.eval() for head in heads]

    def tags(self, text: str, tokens: Sequence[Span], states: Mapping[int, Tensor], said: Sequence[TokenFigures]) -> list[Tag]:
        """Return a tag for each word of a text; ``states`` and ``said`` are what the model made of its tokens."""
        found = words(text, tokens)
        if not found:
            return []
        odds = self.odds(given(found, states, said)).tolist()
        return [Tag(word.span, change, (sense, grammar, wording)) for word, (change, sense, grammar, wording) in zip(found, odds, strict=True)]

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def odds(self, numbers: Tensor) -> Tensor:
        """Return the log-odds (words, 4), the heads' mean; the words run through in stretches that overlap."""
        out = torch.zeros(len(numbers), OUTPUTS)
        begin = 0
        while True:
            part = numbers[None, begin : begin + STRETCH].float()
            real = torch.ones(part.shape[:2], dtype=torch.bool)
            mean = torch.stack([head(part, real)[0] for head in self.heads]).mean(0)
            keep = MARGIN if begin else 0
            out[begin + keep : begin + len(mean)] = mean[keep:]
            if begin + len(mean) == len(numbers):
                return out
            begin += STRETCH - 2 * MARGIN


def given(found: Sequence[Word], states: Mapping[int, Tensor], said: Sequence[TokenFigures]) -> Tensor:
    """Return the numbers (words, size; half precision) that words come in with: the states (layers * hidden) of their last tokens, and their figures."""
    numbers = torch.tensor([figures(word, said) for word in found]).half()
    return torch.cat([torch.stack([states[word.last - 1] for word in found]).half(), numbers], 1)


def saved(heads: Sequence[Head], path: Path, **about: Any) -> None:
    """Write heads in half precision; ``about`` says what they were made for."""
    from safetensors.torch import save_file

    tensors = {f"{number}.{name}": value.half().contiguous() for number, head in enumerate(heads) for name, value in head.state_dict().items()}
    save_file(tensors, path, {"about": json.dumps(about, sort_keys=True)})
    path.chmod(0o644)


def loaded(path: Path = FILE) -> Heads:
    """Return the heads of a file."""
    from safetensors import safe_open

    with safe_open(path, "pt") as file:
        tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118  no dict
    heads = []
    for number in sorted({name.partition(".")[0] for name in tensors}, key=int):
        own = {name.partition(".")[2]: value for name, value in tensors.items() if name.startswith(f"{number}.")}
        head = Head(len(own["mean"]))
        head.load_state_dict(own)
        heads.append(head)
    return Heads(heads)
