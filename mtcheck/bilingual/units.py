"""What the numbers of a text count: metres, hours, euros, as each language writes them (``[units]`` of its pack) and as all of them do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from mtcheck.languages.language import Language
from mtcheck.languages.numbers import Number

SIGNS: Mapping[str, frozenset[str]] = {
    sign: frozenset(ids.split())
    for sign, ids in {
        "€": "euro",
        "EUR": "euro",
        "$": "dollar peso real",
        "US$": "dollar",
        "USD": "dollar",
        "R$": "real",
        "£": "pound lira",
        "GBP": "pound",
        "¥": "yen yuan",
        "CHF": "franc",
        "CZK": "crown",
        "SEK": "crown",
        "NOK": "crown",
        "DKK": "crown",
        "PLN": "zloty",
        "RUB": "rouble",
        "JPY": "yen",
        "CNY": "yuan",
        "RMB": "yuan",
        "HKD": "dollar",
        "AUD": "dollar",
        "CAD": "dollar",
        "INR": "rupee",
        "TRY": "lira",
    }.items()
}
"""What money is written with before or behind its number, in any language."""
SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
BEFORE = re.compile(rf"(?<![^\W\d_])({SIGN})[ \u00a0\u202f]?$")
BEHIND = re.compile(rf"[ \u00a0\u202f-]?({SIGN})(?![^\W\d_])")
LONGEST_SIGN = 5
BETWEEN = r"[\s-]{0,3}+(?:(?:de|di|d['’]|of)\s{0,2}+)?"
OF_A_KIND = (
    r"(?:(?:square|cubic|nautical|US|U\.S\.|(?>[^\W\d_]{1,20})(?<=an|se|sh|ss|ch|di|qi|li|ni))\s{1,2}+"
    r"|квадратн\w{1,3}\s{1,2}+|кв\.\s{0,2}+|kwadratow\w{1,3}\s{1,2}+)?"
)
"""Words before a unit that do not change what kind of unit it is."""


class Unit(NamedTuple):
    """A unit at ``text[start:end]`` and what it may be; "pounds" are money or a weight."""

    start: int
    end: int
    ids: frozenset[str]


def unit_of(text: str, number: Number, language: Language) -> Unit | None:
    """Return what a number of the text counts; None where nothing known stands right beside it."""
    from_ = max(0, number.start - LONGEST_SIGN)
    if before := BEFORE.search(text[from_ : number.start]):
        return Unit(from_ + before.start(1), from_ + before.end(1), SIGNS[before[1]])
    if behind := BEHIND.match(text, number.end):
        return Unit(*behind.span(1), SIGNS[behind[1]])
    pattern, ids = _written(language)
    found = pattern.match(text, number.end) if pattern else None
    return Unit(*found.span(found.lastindex or 0), ids[(found.lastindex or 1) - 1]) if found else None


@cache
def _written(language: Language) -> tuple[re.Pattern[str] | None, tuple[frozenset[str], ...]]:
    """Return the pattern of all units of a language, a group each, and what each group stands for; None where the pack has none."""
    units: Mapping[str, str] = language.table.get("units", {})
    if not units:
        return None, ()
    edge = r"(?!\w)" if language.spaced else ""
    groups = "|".join(f"((?:{'|'.join(words.split())}){edge})" for words in units.values())
    return re.compile(f"{BETWEEN}{OF_A_KIND}(?:{groups})", re.IGNORECASE), tuple(frozenset(ids.split()) for ids in units)
