"""What the language model makes of articles, kept on disk so that a broken run goes on where it was."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import torch
from torch import Tensor

from mtcheck.build.tagger.corpus import GRAMMAR, SENSE, TYPOGRAPHY, Article
from mtcheck.build.tagger.training import Lesson
from mtcheck.core.model import Span
from mtcheck.scorers import Passage
from mtcheck.scorers.default.scorer import DefaultScorer
from mtcheck.scorers.tagger.heads import given
from mtcheck.scorers.tagger.words import Word, words

OPTIONAL = 0.6
"""Label and weight of a word that a good editor might change."""


def read(articles: Iterable[Article], scorer: DefaultScorer, folder: Path) -> Iterator[tuple[Article, list[Span], Lesson]]:
    """Yield each article with the places of its words and what a head learns from it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, article in enumerate(articles):
        file = folder / f"{hashlib.blake2b(article.text.encode(), digest_size=12).hexdigest()}.pt"
        if not file.exists():
            torch.save(_made(article, scorer), file)
        numbers, places = torch.load(file, weights_only=True)
        spans = [Span(start, end) for start, end in places]
        if number % 50 == 0:
            print(f"{number} articles read", file=sys.stderr)  # noqa: T201
        yield article, spans, Lesson(numbers, *labels(article, spans))


def _made(article: Article, scorer: DefaultScorer) -> tuple[Tensor, list[tuple[int, int]]]:
    ((tokens, made),) = scorer.read([Passage(article.text)])
    found: list[Word] = words(article.text, tokens)
    if not found:
        return torch.zeros(0, 0), []
    numbers = given(found, made.states, [made.said[at] for at in range(len(tokens))])
    return torch.from_numpy(numbers).half(), [(word.span.start, word.span.end) for word in found]


def labels(article: Article, spans: list[Span]) -> tuple[Tensor, Tensor]:
    """Return labels and weights (words, 4): changed, and why; a word under a mark of typography alone weighs nothing."""
    wanted, weights = torch.zeros(len(spans), 4), torch.zeros(len(spans), 4)
    weights[:, 0] = 1
    for mark in sorted(article.marks, key=lambda mark: (mark.category not in TYPOGRAPHY, mark.required)):
        for at, span in enumerate(spans):
            if not span.overlaps(mark.span):
                continue
            if mark.category in TYPOGRAPHY:
                weights[at, 0] = 0
                continue
            wanted[at, 0] = weights[at, 0] = 1 if mark.required else OPTIONAL
            wanted[at, 1:], weights[at, 1:] = 0, 1 if mark.required else 0.5
            wanted[at, 1 if mark.category in SENSE else 2 if mark.category in GRAMMAR else 3] = 1
    return wanted, weights
