"""The words of a text over a language model's tokens, and the figures of each that the heads read beside the model's states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mtcheck.core.model import Span

WORD = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+)*")
FIGURES = 7
"""Figures a word: see ``figures``."""
NATS = 5.0
"""What nats are divided by, so that all figures are of the size of one."""


class Word(NamedTuple):
    """A word, its tokens (``first`` to ``last``, half-open) and the first token after the gap that follows it (``end``)."""

    span: Span
    first: int
    last: int
    end: int


class TokenFigures(NamedTuple):
    """What a model says of a token: surprisal and entropy (nats), and the logarithm of one plus its rank among all tokens."""

    surprisal: float
    entropy: float
    rank: float


def words(text: str, tokens: Sequence[Span]) -> list[Word]:
    """Return the words of a text with their tokens, which are in order; a word that no token covers is left out."""
    spans = [Span(*match.span()) for match in WORD.finditer(text)]
    found: list[Word] = []
    at = 0
    for number, span in enumerate(spans):
        following = spans[number + 1].start if number + 1 < len(spans) else len(text)
        while at < len(tokens) and tokens[at].end <= span.start:
            at += 1
        last = at
        while last < len(tokens) and tokens[last].start < span.end:
            last += 1
        end = last
        while end < len(tokens) and tokens[end].end <= following:
            end += 1
        if last > at:
            found.append(Word(span, at, last, end))
    return found


def figures(word: Word, tokens: Sequence[TokenFigures]) -> list[float]:
    """Return a word's figures: surprisal in all, of its worst token and of its first, entropy before it, worst rank, tokens, surprisal of the gap after it."""
    own = tokens[word.first : word.last]
    surprisals = [token.surprisal / NATS for token in own]
    gap = sum(token.surprisal for token in tokens[word.last : word.end]) / NATS
    return [sum(surprisals), max(surprisals), own[0].entropy / NATS, max(token.rank for token in own), surprisals[0], float(len(own)), gap]
