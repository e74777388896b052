"""A place where a quantity stands as English does not write it."""

from __future__ import annotations

from typing import NamedTuple

SPACE = "[ \u00a0\u2009\u202f]"
"""What may group digits, or stand between a figure and its unit."""


class Quantity(NamedTuple):
    """``text[start:end]`` is not English; ``suggestions`` say the same, best first, ``tier`` is how odd the form is in English at large."""

    start: int
    end: int
    message: str
    suggestions: tuple[str, ...]
    tier: str
