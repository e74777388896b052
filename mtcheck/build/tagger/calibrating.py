"""Fits how sure a tagged stretch is, on articles and human translations that the heads did not learn from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from mtcheck.build.tagger.corpus import Article
from mtcheck.core.model import Span
from mtcheck.scorers import Tag
from mtcheck.scorers.tagger.stretches import manner, runs

STEPS = 100
RIDGE = 1e-3
HUMAN = 0.5
"""What a stretch of a human translation weighs: they are few among the texts of which somebody says that they are translations."""
WRITTEN = 0.96
"""The share of the texts by people (half of them translations) that stay below the bar of a machine's."""

Row = tuple[float, float, float, float, float, float]


def rows(article: Article, tags: Sequence[Tag]) -> Iterator[Row]:
    """Yield for each stretch 1, the log-odds of its surest word, the logarithm of its words, the article's manner; whether it touches a mark, and its weight."""
    look, weight = manner(tags), 1.0 if article.measured else HUMAN
    for first, last in runs(article.text, tags):
        span = Span(tags[first].span.start, tags[last - 1].span.end)
        right = any(span.overlaps(mark.span) for mark in article.marks)
        yield 1.0, max(tag.change for tag in tags[first:last]), math.log(last - first), look, float(right), weight


def fitted(found: Sequence[Row]) -> tuple[float, ...]:
    """Return the weights of a logistic model of the rows (Newton's method, a small ridge)."""
    table = np.array(found)
    x, y, w = table[:, :-2], table[:, -2], table[:, -1]
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (w * (y - p)) - RIDGE * weights
        weights = weights + np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(weights)), slope)
    return tuple(round(float(weight), 3) for weight in weights)


def bar(loudness: Sequence[float]) -> float:
    """Return what the surest words of texts that people wrote rarely reach, given those of such texts."""
    return round(float(np.quantile(loudness, WRITTEN)), 2)
