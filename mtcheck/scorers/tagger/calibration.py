"""How sure a tagged stretch is, made by ``mtcheck.build.tagger`` with articles and human translations that the heads had not seen."""

from __future__ import annotations

from typing import NamedTuple


class Calibration(NamedTuple):
    """A logistic model: weights of the surest word's log-odds, of the logarithm of the number of words, and of the article's mean log-odds.

    ``stated`` are log-odds that the surest words of a machine's translation have where somebody says that a text is one: of three human translations in
    four they are lower.
    """

    bias: float
    peak: float
    length: float
    manner: float
    stated: float


ALONE = Calibration(-0.116, 0.773, 0.543, 0.663, 0.5)
"""Of words that the heads see without a source."""
BESIDE = Calibration(0.31, 0.94, 0.555, 0.797, 0.0)
"""Of words that are held against it."""
MACHINE = 1.08
"""Mean log-odds of an article's surest words that 24 of 25 texts by people, half of them translations, do not reach; where nobody says that a text is a translation."""
