"""What a kind of date is made of: where to look, the expression, what to say, and what it means in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from mtcheck.quantities.habits import Habits
from mtcheck.quantities.quantity import near


class Near(NamedTuple):
    """What must stand near a match, and literals of which one is part of it."""

    core: re.Pattern[str]
    words: tuple[str, ...] = ("",)


Gate = tuple[str, ...] | Near
"""Literals of which one is part of a match, or more than that."""
Read = Callable[[re.Match[str], str, Habits], tuple[str, ...]]
"""What a match means in English, best first; () where it is English already."""
Kind = tuple[Gate, str, str, str, Read]
"""Gate, expression, what to say, tier, what it means."""


Spans = dict[re.Pattern[str], list[tuple[int, int]]]
"""What is near each core, as far as it was asked for."""


def stretches(gate: Gate, text: str, spans: Spans) -> Sequence[tuple[int, int]]:
    """Return the stretches of a text in which a kind may stand; ``spans`` are completed."""
    if isinstance(gate, Near):
        if gate.core not in spans:
            spans[gate.core] = near(gate.core, text)
        return [(start, end) for start, end in spans[gate.core] if any(text.find(word, start, end) >= 0 for word in gate.words)]
    return [(0, len(text))] if any(literal in text for literal in gate) else ()


def filled(template: str) -> Read:
    """Return what writes a template over the groups of a match, alternatives apart by "|"."""

    def fill(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
        return tuple(one.format_map(match.groupdict()) for one in template.split("|"))

    return fill
