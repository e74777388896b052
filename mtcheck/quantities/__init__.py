"""Quantities as other languages write them, left so in English: read with their habits, written the English way with the same value.

``habits`` says how the article and its source language write; ``numbers`` reads figures, scales and money, ``times`` clock times, ``scores``
results of matches, ``dates`` dates, years and centuries; ``writing`` writes them. A reader takes the text and its habits and yields a ``Quantity`` for
each place that English does not write so. One more kind is one function more in its module. Uses only ``core``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtcheck.quantities.habits import Habits
    from mtcheck.quantities.quantity import Quantity

FIGURES = {
    "numbers": re.compile(r"\d|(?:[mb]illion|thousand)s"),
    "times": re.compile(r"\d(?:.?(?:[hH]\b|[hH]\d|hours|hrs|Uhr|o?['’]? ?clock|minutes)|\d.?[-–])"),
    "scores": re.compile(r"[\d(](?:(?<=\d) ?: ?\d|(?<=\()\d+(?:th|st|nd|rd|\.)|(?<=\d)\. minute)"),
}
"""What a text must show for a reader of figures to find anything; the others are not imported. Each begins with one set of characters, which is quick to find."""


def figures(text: str, habits: Habits) -> Iterator[Quantity]:
    """Yield the numbers, sums, times and results that English writes otherwise."""
    for name, shows in FIGURES.items():
        if shows.search(text):
            yield from import_module(f"{__name__}.{name}").quantities(text, habits)
