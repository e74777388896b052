"""Clock times: "22h00", "18.30 o'clock", "14 clock", "at 15 hours", "18:00-06:00"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.core.lazy import lazy
from mtcheck.quantities.habits import Habits
from mtcheck.quantities.quantity import SPACE, Quantity, near, within
from mtcheck.quantities.writing import between, clock

Places = list[tuple[int, int]]
HOUR = r"(?:[01]?\d|2[0-4])"
CLOCK = r"(?:o['’]?[ ]?clock|clock|Uhr)"
ADVERB = r"\b(?:[Aa]t|[Ff]rom|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Aa]round|[Aa]bout|[Bb]y|[Tt]owards?|[Ss]ince|[Bb]etween|and|to)"
RANGE = lazy(
    rf"(?<![\w:.,–-])(?P<h1>{HOUR})[:.](?P<m1>[0-5]\d){SPACE}?[-–]{SPACE}?(?P<h2>{HOUR})[:.](?P<m2>[0-5]\d)(?![\d:.]\d|"
    rf"\d)(?:{SPACE}(?P<clock>{CLOCK}|hours|h)\b)?"
)
LETTER = lazy(rf"(?<![\w.,])(?P<hour>{HOUR}){SPACE}?[hH]{SPACE}?(?P<minute>[0-5]\d)(?!\w)")
BARE = lazy(rf"{ADVERB}{SPACE}(?P<mark>(?P<hour>{HOUR}){SPACE}?(?:[hH](?!\w)|(?:hrs|Uhr|clock)\b))")
SPOKEN = lazy(rf"(?<![\w.,:-])(?P<hour>{HOUR})(?:[.:h](?P<minute>[0-5]\d))?{SPACE}(?P<clock>{CLOCK})(?!\w)")
HOURS = lazy(rf"{ADVERB}{SPACE}(?P<mark>(?P<hour>{HOUR})[.:](?P<minute>[0-5]\d){SPACE}(?:hours|hrs?|h)\b)")
MILITARY = lazy(rf"{ADVERB}{SPACE}(?P<mark>(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d){SPACE}hours\b)")
EVEN = lazy(
    r"\b[Aa]t (?P<mark>(?P<hour>1[3-9]|2[0-3]) hours)(?=[.,;)]| (?:on|in|local|this|and|at|the|of|yesterday|today|tomorrow|"
    r"Greenwich|GMT|CET|Moscow|Kyiv|Kiev)\b)"
)
FIRST = lazy(rf"\b(?:[Ff]rom|[Bb]etween) (?P<hour>{HOUR})(?:[.:](?P<minute>[0-5]\d))?(?P<link> (?:to|until|till|and) )$")
"""The bare hour from which a time goes on ("from 21 to 3:15 hours")."""
AIMED = lazy(rf"(?:{ADVERB}|\bagainst|\bfor|\() ?$")
"""What stands before a time where "clock" alone renders the source's word."""
PROSE = lazy(r"\b(?:of|from|between|at|during|the|an?|for|is|was|lasts?|applies|runs?|in) $")
"""What stands before a range of hours in a sentence, and not in a table of opening hours."""
LASTED = lazy(r"\b(?:after|in|for|of|within) (?P<mark>(?P<minute>[0-5]?\d):(?P<second>[0-5]\d) minutes)\b")
WORDED = lazy(rf"\d(?:[hH](?:\b|\d)|{SPACE}(?:[hH]\b|hours|hrs|Uhr|clock|o['’]? ?clock|minutes\b)|[:.]\d\d{SPACE}?[-–])")
"""What some time of these kinds shows."""
LETTERS, OCLOCK, COUNT = (
    "English writes times with a colon",
    "English says o’clock of whole hours up to twelve only",
    "English gives the time of day in words only with a.m. and p.m.",
)


def quantities(text: str, habits: Habits) -> Iterator[Quantity]:
    """Yield the clock times that English writes otherwise."""
    places = near(WORDED, text, 40)
    ranges = list(_ranges(text, places, habits))
    yield from ranges
    for match in within(LASTED, text, places):
        minutes, seconds = (f"{int(match[part])} {part}{'' if int(match[part]) == 1 else 's'}" for part in ("minute", "second"))
        yield Quantity(
            *match.span("mark"), "English names minutes and seconds", (f"{minutes} {seconds}" if int(match["second"]) else minutes,), "hint"
        )
    for found in _single(text, places, habits):
        if not any(one.start < found.end and found.start < one.end for one in ranges):
            yield found


def _ranges(text: str, places: Places, habits: Habits) -> Iterator[Quantity]:
    for match in within(RANGE, text, places):
        first, last = ((int(match[f"h{n}"]), int(match[f"m{n}"])) for n in (1, 2))
        if (
            not _day(*first)
            or not _day(*last)
            or (not match["clock"] and ":" not in match[0])
            or (not match["clock"] and first[0] < 13 and last[0] < 13)
        ):
            continue
        if re.match(rf"{SPACE}?(?:[ap]\.?m|GMT|BST|CET|UTC)", text[match.end() : match.end() + 6]) or (
            not match["clock"] and (habits.whole_day or not PROSE.search(text[max(0, match.start() - 12) : match.start()]))
        ):
            continue
        pairs = zip(clock(*first, habits), clock(*last, habits), strict=True)
        yield Quantity(*match.span(), "English prose says from when to when", tuple(f"{a} to {b}" for a, b in pairs), "odd")


def _single(text: str, places: Places, habits: Habits) -> Iterator[Quantity]:
    done: set[int] = set()
    for pattern, tier, message in (
        (LETTER, "wrong", LETTERS),
        (BARE, "wrong", LETTERS),
        (SPOKEN, "odd", OCLOCK),
        (HOURS, "odd", LETTERS),
        (MILITARY, "odd", COUNT),
        (EVEN, "odd", COUNT),
    ):
        for match in within(pattern, text, places):
            start, end = match.span("mark") if "mark" in pattern.groupindex else match.span()
            suggestions = _said(match, habits, pattern)
            if first := FIRST.search(text[max(0, start - 24) : start]):
                start -= first.end() - first.start("hour")
                begun = clock(int(first["hour"]), int(first["minute"] or 0), habits)
                suggestions = tuple(f"{one}{first['link']}{other}" for one, other in zip(begun, suggestions, strict=False))
            if suggestions and start not in done:
                done.add(start)
                said = habits.style.says(suggestions[0]) if habits.style and message == LETTERS else message
                yield Quantity(start, end, said, suggestions, tier)


def _said(match: re.Match[str], habits: Habits, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return the English for a time; none where it is English already ("8 o'clock") or no time of day."""
    hour, written = int(match["hour"]), match.groupdict().get("minute")
    minute = int(written or 0)
    if not _day(hour, minute):
        return ()
    if pattern is SPOKEN and match["clock"] == "clock" and not AIMED.search(match.string[max(0, match.start() - 10) : match.start()]):
        return ()
    if pattern is SPOKEN and hour <= 12:
        if written is None:
            return (f"{hour} o'clock",) if match["clock"] in ("clock", "Uhr") and hour else ()
        separator = between(habits) if habits.style else ":"
        return (f"{hour}{separator}{written}",) if hour else clock(hour, minute, habits)
    return clock(hour, minute, habits)


def _day(hour: int, minute: int) -> bool:
    return hour < 24 or (hour == 24 and not minute)
