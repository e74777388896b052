"""Words and set phrases that English has borrowed and writes as they are ("joie de vivre", "chargé d'affaires")."""

from __future__ import annotations

import re
from functools import cache

from mtcheck.core.resources import PACKAGE

LONGEST = 40
"""Characters around a word within which a phrase that holds it begins and ends."""

APOSTROPHE = re.compile(r"’|ʼ|&(?:#0{0,4}39|#x0{0,4}27|#8217|#x2019|apos|rsquo);", re.IGNORECASE)
"""An apostrophe that is curly, or written as in HTML."""


@cache
def phrases() -> tuple[str, ...]:
    """Return the phrases, in lower case."""
    lines = (PACKAGE / "english" / "loans.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def within(text: str, start: int, end: int) -> bool:
    """Return whether the characters from ``start`` to ``end`` stand in a phrase that English has borrowed."""
    before, inner, behind = (APOSTROPHE.sub("'", text[first:last].lower()) for first, last in _around(start, end))
    first, last = len(before), len(before) + len(inner)
    return any(_covers(before + inner + behind, phrase, first, last) for phrase in phrases())


def _around(start: int, end: int) -> tuple[tuple[int, int], ...]:
    return (max(0, start - LONGEST), start), (start, end), (end, end + LONGEST)


def _covers(around: str, phrase: str, first: int, last: int) -> bool:
    at = around.find(phrase)
    while at >= 0:
        after = at + len(phrase)
        if at <= first and after >= last and not around[at - 1 : at].isalpha() and not around[after : after + 1].isalpha():
            return True
        at = around.find(phrase, at + 1)
    return False
