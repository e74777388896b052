"""How an article writes its quantities: what it shows itself, and what its source language does."""

from __future__ import annotations

from functools import cached_property

from mtcheck.core.lazy import lazy
from mtcheck.quantities.quantity import SPACE
from mtcheck.quantities.styles import Style

DECIMAL_COMMA = frozenset("bg ca cs da de el es et fi fr gl hr hu id it lt lv nl no pl pt ro ru sk sl sr sv tr uk vi".split())
POINT_GROUPS = frozenset("ca da de el es gl hr id it nl pt ro sl sr tr vi".split())
SPACE_GROUPS = frozenset("bg cs et fi fr hu lt lv no pl ru sk sv uk".split())
LONG_MILLIONS = frozenset("ca es gl".split())
"""Languages that count thousands of millions ("1.200 millones")."""
UNIT = (
    r"(?:%|€|per ?cent\b|percent|percentage|million|billion|trillion|euros?\b|dollars?\b|pounds\b|roubles\b|rubles\b|pesos\b|"
    r"reais\b|zlotys?\b|crowns\b|kronor\b|lira\b|francs\b|"
    r"degrees|°|met(?:er|re)s?\b|(?:kilo|centi|milli)met(?:er|re)s?\b|k?m\b|[cm]m\b|mg\b|k?g\b|kilos?\b|(?:kilo)?grams?\b|"
    r"tonnes?\b|tons?\b|points?\b|hectares?\b|acres?\b|times\b|"
    r"lit(?:er|re)s?\b|seconds?\b|minutes?\b|hours?\b|miles?\b|feet\b|inches\b|watts?\b|[kMG]Wh?\b|square|cubic|[KMG]B\b|knots\b|carats?\b|magnitude)"
)
"""What may stand behind a decimal number."""
SURE_COMMA = lazy(rf"(?<![\w.,])(?:0,\d+|\d+,\d\d?){SPACE}?{UNIT}|[€$£]{SPACE}?\d+,\d\d?(?![\d,])|(?<![\d.,])\d{{1,3}}(?:\.\d{{3}})+,\d")
SURE_POINTS = lazy(r"(?<![\w.,])[1-9]\d{0,2}(?:(?:\.\d{3}){2}(?!\.?\d)|\.\d{3},\d)|(?<![\w.,])[1-9]\d{1,2}\.000(?![.,]?\d)")
ENGLISH_DECIMAL = lazy(rf"(?<![\w.,])\d+\.\d\d?{SPACE}?{UNIT}|[€$£]\d+\.\d\d?(?!\d)")
HALF_DAY = lazy(rf"\d{SPACE}?(?:(?P<points>[ap]\.m\.)|[ap]m\b)")
WHOLE_DAY = lazy(r"(?<![\w:.,–-])(?:1[3-9]|2[0-3]):[0-5]\d(?![\d:]| ?[-–]| (?:hours|hrs|h\b|o.clock|clock|Uhr))")
SHORT_TIME = lazy(rf"\b\d{{1,2}}\.[0-5]\d{SPACE}?[ap]\.?m\b")
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY_FIRST = lazy(rf"(?<!the )\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH})\b")
MONTH_FIRST = lazy(rf"\b(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b(?!:)")


class Habits:
    """What an article and its source language (ISO 639-1, where known) write, and how its English writes times and dates; found out when asked for.

    With a ``style`` the house has decided how times and dates are written, whatever the article does.
    """

    def __init__(self, text: str, language: str | None = None, style: Style | None = None) -> None:
        self._text, self.language, self.style = text, language, style

    @property
    def long_millions(self) -> bool:
        """Whether the source language counts thousands of millions."""
        return self.language in LONG_MILLIONS

    @property
    def space_groups(self) -> bool:
        """Whether the source language sets spaces between thousands."""
        return self.language in SPACE_GROUPS

    @cached_property
    def decimal_comma(self) -> bool:
        """Whether decimals with a comma are to be expected."""
        return self.language in DECIMAL_COMMA or self._own_comma

    @cached_property
    def point_groups(self) -> bool:
        """Whether points between thousands are to be expected."""
        return self.language in POINT_GROUPS or self._own_comma or bool(SURE_POINTS.search(self._text))

    @cached_property
    def _own_comma(self) -> bool:
        return bool(SURE_COMMA.search(self._text))

    @cached_property
    def english(self) -> bool:
        """Whether decimals with a point occur."""
        return bool(ENGLISH_DECIMAL.search(self._text))

    @cached_property
    def half_day(self) -> str:
        """How the article writes the halves of the day: "p.m.", "pm", or "" where it does not."""
        if self.style:
            return self.style.half_day
        half = HALF_DAY.search(self._text)
        return "" if not half else "p.m." if half["points"] else "pm"

    @cached_property
    def whole_day(self) -> bool:
        """Whether the article counts the hours to 24."""
        return not self.half_day and bool(WHOLE_DAY.search(self._text))

    @cached_property
    def short_time(self) -> bool:
        """Whether the article sets a point between hours and minutes ("6.30pm")."""
        return self.style.short_time if self.style else bool(SHORT_TIME.search(self._text))

    @cached_property
    def day_first(self) -> bool:
        """Whether more dates have the day first than the month."""
        if self.style:
            return self.style.day_first
        return len(DAY_FIRST.findall(self._text)) > len(MONTH_FIRST.findall(self._text))
