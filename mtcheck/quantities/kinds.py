"""What a kind of date is made of: where to look, the expression, what to say, and what it means in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from mtcheck.quantities.habits import Habits


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


def filled(template: str) -> Read:
    """Return what writes a template over the groups of a match, alternatives apart by "|"."""

    def fill(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
        return tuple(one.format_map(match.groupdict()) for one in template.split("|"))

    return fill
