"""A place where a quantity stands as English does not write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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


def near(core: re.Pattern[str], text: str, reach: int = 90) -> list[tuple[int, int]]:
    """Return the stretches of text within ``reach`` characters of a match of ``core``, which is quick to find; none touch."""
    spans: list[tuple[int, int]] = []
    for match in core.finditer(text):
        start, end = max(0, match.start() - reach), min(len(text), match.end() + reach)
        if spans and start <= spans[-1][1]:
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def within(pattern: re.Pattern[str], text: str, spans: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern inside the stretches; it sees what stands before a stretch, and not what stands behind."""
    for start, end in spans:
        yield from pattern.finditer(text, start, end)
