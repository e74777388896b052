"""How an article writes its quantities: what it shows itself, and what its source language does."""

from __future__ import annotations

import re
from typing import NamedTuple

from mtcheck.quantities.quantity import SPACE

DECIMAL_COMMA = frozenset("bg ca cs da de el es et fi fr gl hr hu id it lt lv nl no pl pt ro ru sk sl sr sv tr uk vi".split())
POINT_GROUPS = frozenset("ca da de el es gl hr id it nl pt ro sl sr tr vi".split())
SPACE_GROUPS = frozenset("bg cs et fi fr hu lt lv no pl ru sk sv uk".split())
LONG_MILLIONS = frozenset("ca es gl".split())
"""Languages that count thousands of millions ("1.200 millones")."""
UNIT = (
    r"(?:%|€|per ?cent\b|percent|percentage|million|billion|trillion|euros?\b|dollars?\b|pounds\b|roubles\b|rubles\b|pesos\b|reais\b|zlotys?\b|crowns\b|kronor\b|lira\b|francs\b|"
    r"degrees|°|met(?:er|re)s?\b|(?:kilo|centi|milli)met(?:er|re)s?\b|k?m\b|[cm]m\b|mg\b|k?g\b|kilos?\b|(?:kilo)?grams?\b|tonnes?\b|tons?\b|points?\b|hectares?\b|acres?\b|times\b|"
    r"lit(?:er|re)s?\b|seconds?\b|minutes?\b|hours?\b|miles?\b|feet\b|inches\b|watts?\b|[kMG]Wh?\b|square|cubic|[KMG]B\b|knots\b|carats?\b|magnitude)"
)
"""What may stand behind a decimal number."""
SURE_COMMA = re.compile(rf"(?<![\w.,])(?:0,\d+|\d+,\d\d?){SPACE}?{UNIT}|[€$£]{SPACE}?\d+,\d\d?(?![\d,])|(?<![\d.,])\d{{1,3}}(?:\.\d{{3}})+,\d")
SURE_POINTS = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:(?:\.\d{3}){2}(?!\.?\d)|\.\d{3},\d)|(?<![\w.,])[1-9]\d{1,2}\.000(?![.,]?\d)")
ENGLISH_DECIMAL = re.compile(rf"(?<![\w.,])\d+\.\d\d?{SPACE}?{UNIT}|[€$£]\d+\.\d\d?(?!\d)")
ENGLISH_GROUPS = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![.,]?\d)")
HALF_DAY = re.compile(rf"\d{SPACE}?(?:(?P<points>[ap]\.m\.)|[ap]m\b)")
WHOLE_DAY = re.compile(r"(?<![\w:.,–-])(?:1[3-9]|2[0-3]):[0-5]\d(?![\d:]| ?[-–]| (?:hours|hrs|h\b|o.clock|clock|Uhr))")
SHORT_TIME = re.compile(rf"\b\d{{1,2}}\.[0-5]\d{SPACE}?[ap]\.?m\b")
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY_FIRST = re.compile(rf"(?<!the )\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH})\b")
MONTH_FIRST = re.compile(rf"\b(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b(?!:)")


class Habits(NamedTuple):
    """What an article and its source language write: decimal commas, points and spaces between thousands; and how its English writes times and dates.

    ``english`` says that decimals with a point occur, ``grouped`` that thousands with a comma do. ``half_day`` is "p.m.", "pm" or "" (the article counts to 24
    or shows nothing); ``whole_day`` that it counts to 24. ``language`` is the known source language.
    """

    language: str | None = None
    decimal_comma: bool = False
    point_groups: bool = False
    space_groups: bool = False
    english: bool = False
    grouped: bool = False
    half_day: str = ""
    whole_day: bool = False
    short_time: bool = False
    day_first: bool = False

    @property
    def long_millions(self) -> bool:
        """Whether the source language counts thousands of millions."""
        return self.language in LONG_MILLIONS


def habits(text: str, language: str | None = None) -> Habits:
    """Return the habits of a text; those of its source language where that is known (ISO 639-1)."""
    half = HALF_DAY.search(text)
    own_comma = bool(SURE_COMMA.search(text))
    return Habits(
        language,
        decimal_comma=own_comma or language in DECIMAL_COMMA,
        point_groups=own_comma or language in POINT_GROUPS or bool(SURE_POINTS.search(text)),
        space_groups=language in SPACE_GROUPS,
        english=bool(ENGLISH_DECIMAL.search(text)),
        grouped=bool(ENGLISH_GROUPS.search(text)),
        half_day="" if not half else "p.m." if half["points"] else "pm",
        whole_day=not half and bool(WHOLE_DAY.search(text)),
        short_time=bool(SHORT_TIME.search(text)),
        day_first=len(DAY_FIRST.findall(text)) > len(MONTH_FIRST.findall(text)),
    )
