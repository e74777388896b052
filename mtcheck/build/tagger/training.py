"""Trains a head on articles whose words are labelled."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import torch
from torch import Tensor, nn

from mtcheck.build.tagger.network import Network
from mtcheck.scorers.tagger.heads import STRETCH

BATCH = 16
"""Stretches a step."""
RATE, DECAY = 1e-3, 0.02
DROPOUT, NOISE = 0.2, 0.3
CLIP = 1.0
SAMPLED = 7
"""One word of so many gives the mean and the spread that standardise all."""


class Lesson(NamedTuple):
    """An article to learn from: what a head sees of each word (words, size; half precision), its labels (words, outputs) in 0..1, and what each weighs."""

    given: Tensor
    labels: Tensor
    weights: Tensor


def trained(lessons: Sequence[Lesson], seed: int, *, epochs: int, others: float) -> Network:
    """Return a head trained on the lessons, the same for the same seed; ``others`` is what the loss of all labels but the first weighs beside that of the first."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    head = Network(lessons[0].given.shape[1], lessons[0].labels.shape[1], dropout=DROPOUT, noise=NOISE)
    sample = torch.cat([lesson.given[::SAMPLED].float() for lesson in lessons])
    head.mean, head.spread = sample.mean(0), sample.std(0) + 1e-3
    steps = epochs * (1 + sum(len(lesson.given) // STRETCH + 2 for lesson in lessons) // BATCH)
    optimiser = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.15)
    step = 0
    for epoch in range(epochs):
        head.train()
        for batch in _batches(lessons, chance):
            optimiser.zero_grad()
            loss = _loss(head, batch, others)
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), CLIP)
            optimiser.step()
            if step < steps:
                schedule.step()
            step += 1
        print(f"seed {seed}, epoch {epoch + 1} of {epochs}, loss {float(loss.detach()):.3f}", file=sys.stderr)  # noqa: T201
    head.eval()
    return head


def _batches(lessons: Sequence[Lesson], chance: random.Random) -> Iterator[list[Lesson]]:
    """Yield batches of stretches in random order; a long article is cut at another place each time."""
    stretches = [stretch for lesson in lessons for stretch in _stretches(lesson, chance)]
    chance.shuffle(stretches)
    for begin in range(0, len(stretches), BATCH):
        yield stretches[begin : begin + BATCH]


def _stretches(lesson: Lesson, chance: random.Random) -> Iterator[Lesson]:
    size = len(lesson.given)
    first = chance.randint(STRETCH // 2, STRETCH) if size > STRETCH else size
    cuts = [0, *range(first, size, STRETCH), size]
    for begin, end in pairwise(cuts):
        if end > begin:
            yield Lesson(*(part[begin:end] for part in lesson))


def _loss(head: Network, batch: Sequence[Lesson], others: float) -> Tensor:
    """Return the mean cross-entropy of the labels, each by its weight."""
    given, labels, weights = (nn.utils.rnn.pad_sequence([lesson[part].float() for lesson in batch], batch_first=True) for part in range(3))
    real = nn.utils.rnn.pad_sequence([torch.ones(len(lesson.given), dtype=torch.bool) for lesson in batch], batch_first=True)
    losses = nn.functional.binary_cross_entropy_with_logits(head(given, real), labels, reduction="none") * weights
    first, rest = losses[..., 0], losses[..., 1:]
    return first.sum() / weights[..., 0].sum().clamp(min=1) + others * rest.sum() / weights[..., 1:].sum().clamp(min=1)
