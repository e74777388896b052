"""Words and set phrases that English has borrowed and writes as they are ("joie de vivre", "chargé d'affaires")."""

from __future__ import annotations

from functools import cache

from mtcheck.core.resources import PACKAGE

LONGEST = 40
"""Characters around a word within which a phrase that holds it begins and ends."""


@cache
def phrases() -> tuple[str, ...]:
    """Return the phrases, in lower case."""
    lines = (PACKAGE / "english" / "loans.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def within(text: str, start: int, end: int) -> bool:
    """Return whether the characters from ``start`` to ``end`` stand in a phrase that English has borrowed."""
    begin = max(0, start - LONGEST)
    around = text[begin : end + LONGEST].lower().replace("’", "'")
    first, last = start - begin, end - begin
    return any(_covers(around, phrase, first, last) for phrase in phrases())


def _covers(around: str, phrase: str, first: int, last: int) -> bool:
    at = around.find(phrase)
    while at >= 0:
        after = at + len(phrase)
        if at <= first and after >= last and not around[at - 1 : at].isalpha() and not around[after : after + 1].isalpha():
            return True
        at = around.find(phrase, at + 1)
    return False
