"""Years, decades, centuries and the endings of figures: "in the year 2011", "the years 90", "the XXI century", "the 28-th"."""

from __future__ import annotations

import re

from mtcheck.core.lazy import lazy
from mtcheck.quantities.habits import MONTH, Habits
from mtcheck.quantities.kinds import Kind, Near, filled
from mtcheck.quantities.writing import ordinal

ROMAN = {"I": 1, "V": 5, "X": 10}
YEAR = "The number of the year is enough"


def _the_year(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
    return (f"{match['lead']}{match['year']}",)


def _decade(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
    year = int(match["year"])
    if year >= 100:
        return (f"the {year}s",)
    return (f"the {1900 + year}s",) if year >= 30 else (f"the {year}s",)


def _century(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
    numeral = match["numeral"]
    values = [ROMAN[char] for char in numeral]
    number = sum(-one if one < max(values[at:], default=0) else one for at, one in enumerate(values))
    if not 1 <= number <= 21:
        return ()
    lead = match.groupdict().get("lead") or ""
    return (f"{lead}{ordinal(number)} {'centuries' if match['century'] == 'centuries' else 'century'}",)


def _nth(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
    return (f"{match['n']}{match['ending']}",)


KINDS: tuple[Kind, ...] = (
    (
        ("the year ",),
        r"\b(?P<mark>(?P<lead>(?:[Ii]n|[Oo]f|[Ss]ince|[Ff]rom|[Uu]ntil|[Bb]y|[Dd]uring|[Bb]efore|"
        r"[Aa]fter) )the year (?P<year>1[5-9]\d\d|20\d\d))\b(?![-–/]| (?:of|BC|AD)\b)",
        YEAR,
        "odd",
        _the_year,
    ),
    (("of the year ",), rf"\b(?P<mark>(?P<month>{MONTH}) of the year (?P<year>1[5-9]\d\d|20\d\d))\b", YEAR, "odd", filled("{month} {year}")),
    (
        Near(lazy(r" year(?<=\d year)")),
        r"\b(?P<mark>(?P<lead>(?:[Ii]n|[Ss]ince) )(?:the )?(?P<year>19\d\d|20\d\d) year)(?=[.,;:)]| (?:the|he|she|it|they|a|in|on|"
        r"when|there|was)\b|$)",
        YEAR,
        "odd",
        _the_year,
    ),
    (
        ("the years ",),
        r"\b(?P<mark>the years (?P<year>1[5-9]\d0|20[0-3]0|[2-9]0)s?)\b(?! ?(?:to|and|or|through|until|[-–,]) ?(?:\d|\w+ \d{4}))",
        "English puts the decade in one word",
        "odd",
        _decade,
    ),
    (
        ("centur",),
        r"\b(?P<mark>(?P<numeral>[XVI]{1,6})(?:-?(?:th|st|nd|rd))? (?P<century>century|centuries))\b",
        "English numbers centuries in Arabic figures",
        "wrong",
        _century,
    ),
    (
        ("century ",),
        r"\b(?P<mark>(?P<lead>the )?(?P<century>century) (?P<numeral>[XVI]{1,6}))\b",
        "English numbers centuries in Arabic figures",
        "wrong",
        _century,
    ),
    (
        Near(lazy(r"-(?<=\d-)(?:th|st|nd|rd)")),
        r"(?<![\w-])(?P<mark>(?P<n>\d{1,4})-(?P<ending>th|st|nd|rd))\b",
        "English writes the ending without a hyphen",
        "wrong",
        _nth,
    ),
    (("0-s",), r"\b(?P<mark>(?P<n>(?:19|20)?\d0)-(?P<ending>s))\b", "English writes the ending without a hyphen", "wrong", _nth),
)
