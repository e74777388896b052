"""Dates: "12.12.19", "the 7 of August", "last October 29", "on the day 28"; and what ``years`` reads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from mtcheck.core.lazy import lazy
from mtcheck.quantities import years
from mtcheck.quantities.habits import MONTH, Habits
from mtcheck.quantities.kinds import Gate, Kind, Near, Spans, filled, stretches
from mtcheck.quantities.quantity import Quantity, within
from mtcheck.quantities.writing import MONTHS, date, each, ordinal

DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
LATE = "past|last|next|coming|upcoming"
DAY = r"(?P<day>[0-3]?\d)"
TH = "(?:st|nd|rd|th)?"
M = f"(?P<month>{MONTH})"
PREPOSITION = lazy(r"\b(?:on|since|until|till|from|by|for|before|after|to|between|and|through|during|in|as of|the) $", re.IGNORECASE)
AFTER_DATE = lazy(
    r"$|[.,;:)”\"'’!?\n–—-]| (?:[A-Z]|in|at|and|or|to|until|when|where|which|who|the|an?|he|she|it|they|we|last|of|by|for|"
    r"with|after|before|as|on|from|that|were|was|is|has|had|have)"
)
"""What may follow a date that is not the attribute of a noun."""
SHORT_MONTHS = "january february april june july august september october november december"


def quantities(text: str, habits: Habits) -> Iterator[Quantity]:
    """Yield the dates that English writes otherwise; of two at one place the longer."""
    spans: Spans = {} if SOME_MONTH.search(text) else {NAMED: []}
    places = {number: where for gate, numbers in _gates() if (where := stretches(gate, text, spans)) for number in numbers}
    found = []
    for number in sorted(places):
        _, expression, message, tier, read = EVERY_KIND[number]
        for match in within(_compiled(expression), text, places[number]):
            start, end = match.span("mark") if "mark" in match.re.groupindex else match.span()
            if suggestions := read(match, text, habits):
                said = habits.style.says(suggestions[0]) if habits.style and message in ORDERS else message
                found.append(Quantity(start, end, said, suggestions, tier))
    end = -1
    for one in sorted(found, key=lambda quantity: (quantity.start, -quantity.end)):
        if one.start >= end:
            end = one.end
            yield one


@cache
def _gates() -> list[tuple[Gate, list[int]]]:
    """Return the gates, each with the numbers of its kinds: several have one."""
    numbers: dict[Gate, list[int]] = defaultdict(list)
    for number, kind in enumerate(EVERY_KIND):
        numbers[kind[0]].append(number)
    return list(numbers.items())


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _dated(match: re.Match[str], habits: Habits) -> tuple[str, ...]:
    """Return the date of a match with its year and weekday, where it has them."""
    groups = match.groupdict()
    day = int(groups["day"])
    if not 1 <= day <= 31:
        return ()
    forms = date(day, groups["month"].capitalize(), habits, groups.get("year") or "")
    if weekday := groups.get("weekday"):
        return tuple(f"{weekday}{'' if form[0].isdigit() else ','} {form}" for form in forms)
    return forms


def _plain(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
    return _dated(match, habits)


def _set_off(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
    """Return a weekday and date inside a sentence: between commas, or without any where the house writes the day first."""
    forms = _dated(match, habits) if habits.style else (f"{match['weekday']}, {match['month']} {match['day']}",)
    return tuple(form if habits.style and habits.style.day_first else f"{form}," for form in forms)


def _at_the_end(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
    return _dated(match, habits) if habits.style else (f"{match['weekday']}, {match['month']} {match['day']}",)


def _numeric(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
    """Return the date of "12.12.19": the day first, as all write it who set points."""
    day, month, year = int(match["day"]), int(match["number"]), match.groupdict().get("year") or ""
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return ()
    if len(year) == 2:
        year = f"{'20' if int(year) < 50 else '19'}{year}"
    return date(day, MONTHS[month - 1], habits, year)


def _late(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
    """Return "on October 29" for "last October 29", without "on" where a preposition stands before it."""
    forms = _dated(match, habits)
    groups = match.groupdict()
    if not AFTER_DATE.match(text, match.end("mark")):
        return each("the " if (groups.get("lead") or "").rstrip().endswith("the") else "", forms)
    before = text[: match.start("mark")][-12:]
    if PREPOSITION.search(before):
        return forms
    start = not before.strip() or before.rstrip()[-1:] in tuple(".!?:”")
    return each("On " if start and text[match.start("mark")].isupper() else "on ", forms)


def _with_on(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
    """Return the date after the preposition that stands there, else with "on"."""
    lead = match.groupdict().get("lead") or ""
    if lead:
        return each(lead, _dated(match, habits))
    return _dated(match, habits) if PREPOSITION.search(text[: match.start("mark")][-12:]) else each("on ", _dated(match, habits))


def _on_the(match: re.Match[str], text: str, habits: Habits) -> tuple[str, ...]:
    return (f"on the {ordinal(int(match['day']))}",) if 1 <= int(match["day"]) <= 31 else ()


SOME_MONTH = lazy(MONTH)
NAMED = lazy(rf"(?:{MONTH}) \d|\d(?:st|nd|rd|th)? (?:of )?(?:{MONTH})")
DOTTED = lazy(r"\d\. ?[01]?\d\.")
COMMA_DAY, COMMA_AFTER_DAY, DAY_AND_MONTH, ARTICLE, SAID = (
    "English news style sets the date off with commas",
    "English news style puts a comma after the day of the week",
    "English news style gives the day of the week, a comma, month and day",
    "English dates take no article before a bare number",
    "The date says it all in English; “last” and “next” come from the source",
)
DAY_MONTH, OF_MONTH, THIS_DAY = (
    tuple(f"{before} {name}" for name in names.split("|")) for before, names in (("day", MONTH), ("of", MONTH), ("his", DAYS))
)
LATE_DATE = tuple(f"{before} {late} " for before in ("he", "his") for late in LATE.split("|"))
LATELY = ("ast ", "ext ")
"""Words of which a match holds one, as they are written whether they begin a sentence or not."""
ORDERS = frozenset({COMMA_DAY, COMMA_AFTER_DAY, DAY_AND_MONTH})
"""What is said of order and commas, which a house may want otherwise."""
KINDS: tuple[Kind, ...] = (
    (
        Near(NAMED, DAY_MONTH),
        rf"\b(?<!This )(?<!this )(?P<mark>(?P<weekday>{DAYS}) (?P<month>{MONTH}) {DAY})(?= (?:[a-z]|[A-Z][a-z]))",
        COMMA_DAY,
        "hint",
        _set_off,
    ),
    (
        Near(NAMED, DAY_MONTH),
        rf"\b(?<!This )(?<!this )(?P<mark>(?P<weekday>{DAYS}) (?P<month>{MONTH}) {DAY})(?=[.,;:)”\"!?]|$)",
        COMMA_AFTER_DAY,
        "hint",
        _at_the_end,
    ),
    (
        Near(NAMED, THIS_DAY),
        rf"\b(?P<mark>[Tt]his (?P<weekday>{DAYS}),? {M} {DAY}{TH})\b",
        "English gives a day with its date without “this”",
        "odd",
        lambda m, t, h: each("On " if m[0][0] == "T" else "on ", _dated(m, h)),
    ),
    (
        Near(NAMED, THIS_DAY),
        rf"\b(?P<mark>[Tt]his (?P<weekday>{DAYS}),? (?:the )?{DAY}{TH} (?:of )?{M})\b",
        "English gives a day with its date without “this”",
        "odd",
        lambda m, t, h: each("On " if m[0][0] == "T" else "on ", _dated(m, h)),
    ),
    (Near(NAMED, OF_MONTH), rf"\b(?P<mark>(?:on )?the {DAY} of {M}(?:,? (?:of )?(?P<year>20\d\d|1[5-9]\d\d))?)\b", ARTICLE, "wrong", _with_on),
    (
        Near(NAMED, ("the ",)),
        rf"\b(?P<mark>(?:on )?the {DAY} {M})(?=[.,;]| (?:in|at|and|to|until|when|the|he|she|it|they|last|of)\b)",
        ARTICLE,
        "odd",
        _with_on,
    ),
    (
        Near(NAMED, OF_MONTH),
        rf"\b(?:on |since |until |from |between |to |dated |by |(?:{DAYS}),? )(?P<mark>{DAY} of {M}(?:,? of (?P<year>20\d\d|"
        rf"1[5-9]\d\d))?)\b(?!['’]s)",
        ARTICLE,
        "odd",
        _plain,
    ),
    (
        Near(NAMED, (" of 20", " of 1")),
        rf"\b(?P<mark>(?:on )?(?:the )?{DAY}(?:st|nd|rd|th) (?:of )?{M} of (?P<year>20\d\d|1[5-9]\d\d))\b",
        "English sets no “of” before the year",
        "odd",
        _with_on,
    ),
    (
        Near(NAMED, LATE_DATE),
        rf"\b(?P<mark>(?P<lead>(?:on |of |On )?(?:[Tt]he |[Tt]his ))(?:{LATE}) {M} {DAY}{TH})\b(?!,? \d{{4}})",
        SAID,
        "wrong",
        _late,
    ),
    (
        Near(NAMED, LATE_DATE),
        rf"\b(?P<mark>(?P<lead>(?:on |of |On )?(?:[Tt]he |[Tt]his ))(?:{LATE}) (?:day )?{DAY}{TH} (?:of )?{M})\b",
        SAID,
        "wrong",
        _late,
    ),
    (
        Near(NAMED, LATELY),
        rf"\b(?P<mark>(?P<lead>on |of |On )?(?:[Ll]ast|[Nn]ext) {M} {DAY}{TH})\b(?!,? \d{{4}}|:)",
        SAID,
        "odd",
        _late,
    ),
    (
        Near(NAMED, LATELY),
        rf"\b(?P<mark>(?P<lead>on |of |On )?(?:[Ll]ast|[Nn]ext) {DAY}{TH} (?:of )?{M})\b",
        SAID,
        "odd",
        _late,
    ),
    (
        Near(NAMED, (" last", " past", " next")),
        rf"\b(?P<mark>(?:the )?{DAY}{TH} (?:of )?{M} (?:last|past|next))(?=[.,;:)”]| (?:and|in|at|by|that|the|with|to|when)\b)",
        SAID,
        "odd",
        _plain,
    ),
    (
        ("past ",),
        rf"\b(?P<mark>(?:on )?(?:the|this) past (?P<weekday>{DAYS}))\b",
        "English says “last Monday” or the day alone",
        "odd",
        filled("last {weekday}|on {weekday}"),
    ),
    (
        Near(NAMED, ("day the ",)),
        rf"\b(?P<mark>(?P<weekday>{DAYS}) the {DAY}{TH} (?:of )?{M})\b",
        DAY_AND_MONTH,
        "odd",
        _plain,
    ),
    (Near(NAMED, OF_MONTH), rf"\b(?P<mark>(?:on )?(?:the )?day {DAY}{TH} of {M})\b", "English dates need no “day”", "wrong", _with_on),
    (("the day ",), rf"\b(?P<mark>on the day {DAY})\b(?![.,:]\d| (?:of|people|years|hours|percent|%))", "English says “on the 28th”", "odd", _on_the),
    (("in the month of",), rf"\b(?P<mark>in the month of (?P<month>{MONTH}))\b", "The name of the month is enough", "odd", filled("in {month}")),
    (
        tuple(SHORT_MONTHS.split()),
        rf"(?<![\w.,])(?P<mark>{DAY}{TH} (?P<month>{SHORT_MONTHS.replace(' ', '|')}))\b",
        "English writes months with a capital",
        "wrong",
        _plain,
    ),
    (
        tuple(SHORT_MONTHS.split()),
        rf"\b(?P<mark>(?P<month>{SHORT_MONTHS.replace(' ', '|')}) {DAY}{TH})(?![\w:]|[.,]\d)",
        "English writes months with a capital",
        "wrong",
        _plain,
    ),
    (
        Near(DOTTED),
        rf"(?<![\w.,/-])(?P<mark>{DAY}\.{chr(32)}?(?P<number>[01]?\d)\.{chr(32)}?(?P<year>(?:19|20)\d\d))(?![\w/]|[.-]\d)",
        "English names the month",
        "wrong",
        _numeric,
    ),
    (
        Near(DOTTED),
        rf"\b(?:[Oo]n|[Ff]rom|[Oo]f|[Uu]ntil|[Bb]y|[Ss]ince|[Dd]ated|"
        rf"[Tt]ill) (?P<mark>(?!\d\.\d\.){DAY}\.(?P<number>[01]?\d)\.(?P<year>\d\d))(?!\w|[.,-]\d)",
        "English names the month",
        "odd",
        _numeric,
    ),
    (
        Near(DOTTED),
        rf"\b(?:[Oo]n|[Ff]rom|[Uu]ntil|[Bb]y|[Ss]ince|[Tt]ill) (?P<mark>{DAY}\.(?P<number>[01]?\d)\.)(?= [a-z])",
        "English names the month",
        "odd",
        _numeric,
    ),
    (
        ("day morning, ", "day afternoon, ", "day evening, ", "day night, "),
        rf"(?m)(?:^|[.!?]['”\"]? +)(?P<mark>(?P<weekday>{DAYS}) (?P<time>morning|afternoon|evening|night))(?=, [a-z])",
        "A day that opens a sentence takes “on”",
        "hint",
        filled("On {weekday} {time}"),
    ),
    (
        Near(NAMED),
        rf"(?m)(?:^|[.!?]['”\"]? +)(?P<mark>{M} {DAY}), (?!\d|which|who|when|the (?:day|date))(?=[^\n]{{40}})(?![^\n]{{0,12}}[–—-] )",
        "A date that opens a sentence takes “on”",
        "hint",
        lambda m, t, h: each("On ", _dated(m, h)),
    ),
)

EVERY_KIND = (*KINDS, *years.KINDS)
"""Those of dates and those of ``years``."""
