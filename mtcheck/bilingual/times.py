"""Times of the day on either side: "19.35 Uhr", "21h30", "7.35 p.m.", "halb acht", "half past seven"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from mtcheck.languages.language import Language
from mtcheck.languages.numbers import Number, numbers

ENGLISH = re.compile(
    r"(?<![\d.,])(?<!\d:)(?<!\d:\s)(?P<hour>\d{1,2})(?:(?:[.h]|:\s?)(?P<minute>\d{2}))?\s*(?:[ap]\.?\s?m\b|o['’]clock|hours?\b|hrs?\b|h\b)"
    r"|(?<![\d.,:])(?P<hour_2>\d{1,2})[:h](?P<minute_2>\d{2})(?!\d)"
    r"|(?<![\d.,:])(?P<hour_3>[01]\d|2[0-4])(?P<minute_3>[0-5]\d)(?= (?:(?:to|until|till|and|[-–]) [0-2]\d[0-5]\d )?(?:hours|hrs|GMT|UTC|local|CET|h\b))"
    r"|(?:\bat|\bfrom|\buntil|\btill|\bbetween|\bbefore|\bafter|\baround|\babout|\bto|\band|[-–]) (?P<hour_4>\d{1,2})\.(?P<minute_4>[0-5]\d)(?![\d%]|\s*[ap]\.?\s?m\b)",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"(?<![\d.,])(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)(?!\d)(?=\s*(?:[-–]|bis|Uhr|h\b|ч|hod|godz|ore|heures?))"
    r"|(?<![\d.,:])(?P<hour_2>\d{1,2})\s?[:hH：]\s?(?P<minute_2>\d{2})(?!\d)"
    r"|(?<![\d.,:])(?P<hour_3>\d{1,2})\s*(?:Uhr|h(?:eures?|oras?|rs?|s)?\b|ore\b|час\w*|ч\b|hodin\w*|godz\w*|[时点點時]|बजे|uur)\s?(?P<minute_3>\d{2}|半)?"
    r"|(?:\b(?:a|hasta|desde|de) las?|\balle(?: ore)?|\bore|\bàs|\bum|\bgegen|\bab|\bo godz\w*\.?|\bв|\bve?|\bà|الساعة) (?P<hour_4>\d{1,2})(?:\s?[.:h]\s?(?P<minute_4>[0-5]\d))?(?!\s?(?:[\d:]|h(?:\b|\d))|[.,]\d|\s?%)",
    re.IGNORECASE,
)
HALF, HAN_HOUR = "半", "[一二两三四五六七八九十]{1,3}"
APART = {
    "whole": 0,
    "and_fifteen": 15,
    "and_thirty": 30,
    "and_forty_five": 45,
    "half_past": 30,
    "half_to": -30,
    "quarter_past": 15,
    "quarter_to": -15,
}
"""Minutes from the hour that is named."""
NEAR = re.compile(r"(?:\b(?:at|from|to|until|till|between|and|by|before|after|around|about)\s|[-–]\s?)$", re.IGNORECASE)
"""What stands before an hour in English."""
NOON = 12
MARK = re.compile(r"[.:h]")
LENGTH = re.compile(r"hours?|hrs?", re.IGNORECASE)
"""What may count a stretch of time."""


class Time(NamedTuple):
    """A time of the day at ``text[start:end]``: hours as they are written, minutes, 0 where there are none; ``exact`` where it can be nothing else."""

    start: int
    end: int
    hour: int
    minute: int
    exact: bool

    def same(self, other: Time) -> bool:
        """Return whether both may be the same, counted to twelve or to twenty-four."""
        return self.minute == other.minute and (self.hour - other.hour) % NOON == 0

    def may_be(self, number: Number) -> bool:
        """Return whether a number without a word for the hour may be this time ("18" of "18 bis 21 Uhr", "17.30")."""
        hour, *rest = MARK.split(number.written) if number.written else [f"{number.value:g}"]
        minute = "".join(rest) or "0"
        return hour.isdigit() and minute.isdigit() and int(hour) <= 24 and (int(hour) - self.hour) % NOON == 0 and int(minute) == self.minute


def times(text: str, pattern: re.Pattern[str], language: Language) -> list[Time]:
    """Return the times of a text by one of the patterns of this module, and as the language says them in words."""
    said = list(_spoken(text, language))
    written = (one for one in _written(text, pattern) if not any(one.start < other.end and other.start < one.end for other in said))
    return sorted([*said, *written])


def hours(text: str, found: Iterable[Number], clocks: Iterable[Time]) -> Iterator[Number]:
    """Yield the numbers of an English text that stand where an hour may, and are one of the source's after noon ("at 7" for "um 19 Uhr")."""
    late = [clock for clock in clocks if clock.hour > NOON]
    for one in found:
        if any(clock.may_be(one) for clock in late) and NEAR.search(text, max(0, one.start - 9), one.start):
            yield one


def _written(text: str, pattern: re.Pattern[str]) -> Iterator[Time]:
    for match in pattern.finditer(text):
        found = {name.partition("_")[0]: value for name, value in match.groupdict().items() if value}
        hour, minute = int(found["hour"]), 30 if found.get("minute") == HALF else int(found.get("minute", 0))
        if hour <= 24 and minute < 60:
            exact = "minute" in found and not (pattern is ENGLISH and match["hour_4"]) and not LENGTH.search(match.group())
            yield Time(match.start(), match.end(), hour, minute, exact)


def _spoken(text: str, language: Language) -> Iterator[Time]:
    for key, pattern in _clock(language).items():
        for match in pattern.finditer(text):
            low = match["hour"].lower()
            hour = int(low) if low.isdecimal() else language.number_words.get(low, 0) if language.spaced else numbers(low, language)[0].value
            if hour in range(1, 25):
                later, minute = divmod(APART[key], 60)
                yield Time(match.start(), match.end(), int(hour) + later, minute, exact=True)


@cache
def _clock(language: Language) -> Mapping[str, re.Pattern[str]]:
    hour = r"\b(?P<hour>\d{1,2}|(?>(?:[^\W\d_]|-){1,30}))\b" if language.spaced else f"(?P<hour>{HAN_HOUR})"
    return {key: re.compile(written.replace("{}", hour), re.IGNORECASE) for key, written in language.table.get("clock", {}).items()}
