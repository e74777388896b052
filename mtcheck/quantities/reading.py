"""Digits with their marks, as the article means them: "1 200", "20.000", "9,58", "1,234.5"; what value they have, and whether they are English."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from mtcheck.core.lazy import lazy
from mtcheck.quantities.habits import UNIT, Habits
from mtcheck.quantities.quantity import SPACE
from mtcheck.quantities.writing import SCALES

FOREIGN_SCALES = {
    "million": "mln mio Mio Millionen millones milioni milhões miljoen miljoner milionów milyon",
    "billion": "bln mlrd Mlrd Mrd mrd mld Mld milliard milliards Milliarde Milliarden miliardi miliardo miljard miljarder bilhões milyar",
    "trillion": "trln Billionen",
}
MEANS = {word: scale for scale, words in FOREIGN_SCALES.items() for word in words.split()} | {word: word for word in SCALES}
MEANS |= {f"{word}s": word for word in SCALES} | {"thousand million": "billion", "thousand millions": "billion"}
FOLLOWS = lazy(rf"{SPACE}?{UNIT}")
COUNTED = lazy(
    rf"{SPACE}(?:(?:new|young|more|other|local|foreign|different|additional|dead|active) )?(?P<noun>people|men|women|children|"
    rf"inhabitants|homeless|dead|deaths|police|troops|[a-z]{{2,}}(?:[^su\W]|[aeo]u)s)\b"
)
"""A noun in the plural, as counted things are."""
GRADED = frozenset("points seconds percent times pounds dollars euros inches".split())
"""Measures whose decimals may run to three places."""
MEASURED = lazy(
    rf"{SPACE}(?:(?:US|Russian|Czech|metric|square|cubic) )?(?:euros?|dollars|pounds|roubles|rubles|hryvnias?|tenge|som|soums?|"
    rf"crowns|korunas?|kroner|kronor|zlotys?|francs|pesos|reais|soles|rupees|yuan|"
    r"yen|won|lira|liras|dirhams?|dinars?|rials?|riyals?|shekels|forints?|lei|leva|manats?|lari|drams?|baht|rupiah|ringgit|"
    r"marks|tonnes?|tons?|barrels|kilomet(?:er|re)s|km|met(?:er|re)s|hectares|lit(?:er|re)s|"
    r"kilograms?|kg|kilowatts?|megawatts|kWh|cubic|square|copies|inhabitants|people|residents|citizens|votes)\b"
)
"""Money and what is counted in bulk."""
AMOUNT = lazy(r"\b(?:above|over|than|about|around|nearly|almost|some|approximately|below|under|exceeds?|exceeded)(?: the)? $")
NIGHTS = "1001"
"""A figure of speech."""
ROUND = lazy(r"^\d+ \d(?:00|50)(?: [a-z]{4,}|[.,;)])")
BREAK = lazy(r"[.,;)](?!\d)|$")
ABROAD = lazy(rf"{SPACE}(?P<word>[mMbt][^\W\d_]+)\b|(?: to | and |{SPACE}?[-–]{SPACE}?)\d+,\d\d?{SPACE}?{UNIT}")
"""A foreign scale, or the second number of a range with its unit."""
LISTED = lazy(rf"{SPACE}?(?:and|or|to)?{SPACE}?\d")
NAME_BEFORE = lazy(
    rf"(?:\b(?!(?:Some|About|Around|Over|Nearly|Almost|More|Only|Another|At|In|The|From|Up|To|For|With|And|But|Of|By|Than|"
    rf"These|Those|Roughly|Approximately|Between|Its|Their|His|Her)\b)[A-Z][\w-]*\.?|\d|\bno\.?|\b(?:version|section|article|"
    rf"paragraph|chapter|page|pages|verse|line|number|phone|tel|telephone|call|free on|numbers|fax)\.?:?){SPACE}$"
)
DECIMAL_AFTER = lazy(rf"{SPACE}?(?:%|cents?|per ?cent)?{SPACE}?(?:to|and|or|[-–]){SPACE}?\d{{1,3}}\.\d\d?(?![.,]?\d)")
DECIMAL_BEFORE = lazy(rf"(?<![\d.,])\d{{1,3}}\.\d\d?{SPACE}?(?:%|cents?|per ?cent)?{SPACE}?(?:to|and|or|[-–]){SPACE}?$")
"""A decimal with which a number is compared ("from 4.118 to 5.2")."""
RATE = lazy(
    r"\b(?:rate|exchange|traded?|trading|against|versus|per (?:lit(?:er|re)|euro|dollar)|an? lit(?:er|re)|an? share|index|magnitude|record)\b"
)
YEAR = lazy(r"(?:1[5-9]|20)\d\d")
IN_YEAR = lazy(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y) $")
"""What makes a date of a number, whatever follows ("in 1962 won the cup")."""
ODD, WRONG, HINT = "odd", "wrong", "hint"


class Fault(NamedTuple):
    """What English writes otherwise, and how far of the quantity it concerns: "figure", "scale", "front" or "back"."""

    tier: str
    message: str
    part: str


COMMA = "English writes decimals with a point"
GROUPS = "English separates thousands with a comma"


class Figure(NamedTuple):
    """The value of digits with their marks, and how sure it is that they are no English (None: they may well be)."""

    value: Decimal
    fault: Fault | None = None


def read_figure(written: str, text: str, start: int, end: int, habits: Habits) -> Figure | None:
    """Return the value of the digits at ``text[start:end]`` as the article means them; None where they are no number (an address, a version)."""
    if written.isdecimal():
        return Figure(Decimal(written), _ungrouped(written, text, start, end, habits))
    marks = set(re.sub(r"\d", "", written))
    spaces = {mark for mark in marks if mark not in ".,'’"}
    if spaces:
        return _with_spaces(written, spaces, text, start, end, habits)
    if marks & set("'’"):
        return Figure(_value(written, decimal=""), Fault(ODD, GROUPS, "figure")) if re.fullmatch(r"\d{1,3}(?:['’]\d{3})+", written) else None
    if len(marks) == 2:
        return _with_both(written)
    mark = marks.pop()
    return _with_commas(written, text, start, end, habits) if mark == "," else _with_points(written, text, start, end, habits)


def _value(written: str, decimal: str) -> Decimal:
    """Return the value of digits; every mark but the last ``decimal`` one groups."""
    head, mark, tail = written.rpartition(decimal) if decimal else (written, "", "")
    return Decimal(re.sub(r"\D", "", head) + ("." + tail if mark else ""))


def _with_both(written: str) -> Figure | None:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", written):
        return Figure(_value(written, "."))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", written):
        return Figure(_value(written, ","), Fault(WRONG, "English writes decimals with a point and groups thousands with commas", "figure"))
    return None


def _with_commas(written: str, text: str, start: int, end: int, habits: Habits) -> Figure | None:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", written) and not written.startswith("0"):
        return Figure(_value(written, ""))
    if written.count(",") > 1 or not re.fullmatch(r"\d+,\d{1,2}|0,\d+|\d,\d{4}", written):
        return None
    value = _value(written, ",")
    money = text[max(0, start - 2) : start].strip()[-1:] in ("$", "€", "£")
    abroad = ABROAD.match(text, end)
    if money or FOLLOWS.match(text, end) or (abroad and (not abroad["word"] or abroad["word"] in MEANS)):
        return Figure(value, Fault(WRONG, COMMA, "figure"))
    listed = LISTED.match(text, end) or NAME_BEFORE.search(text[max(0, start - 20) : start]) or text[end : end + 1] in ("-", ")")
    if habits.decimal_comma and len(written) < 6 and (not listed or written.startswith("0")):
        return Figure(value, Fault(ODD, COMMA, "figure"))
    return None


def _with_points(written: str, text: str, start: int, end: int, habits: Habits) -> Figure | None:
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3}){2,}", written):
        octets = all(int(part) < 256 for part in written.split("."))
        address = written.count(".") == 3 and (octets or NAME_BEFORE.search(text[max(0, start - 20) : start]))
        return (
            None
            if address and not (FOLLOWS.match(text, end) or COUNTED.match(text, end))
            else Figure(_value(written, ""), Fault(WRONG, GROUPS, "figure"))
        )
    if written.count(".") > 1:
        return None
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", written) and (fault := _groups_by_point(written, text, start, end, habits)):
        return Figure(_value(written, ""), fault)
    fault = Fault(HINT, GROUPS, "figure") if re.fullmatch(r"[1-9]\d{3,5}\.\d\d?", written) else None
    return Figure(_value(written, "."), fault)


def _groups_by_point(written: str, text: str, start: int, end: int, habits: Habits) -> Fault | None:
    """Return the fault of "1.500" where the point groups; None where it may as well be decimal."""
    head, tail = written.split(".")
    counted = COUNTED.match(text, end)
    scale = re.match(rf"(?:{SPACE}|-)(?:million|billion|trillion)", text[end:])
    if scale:
        certain = habits.long_millions
        return Fault(ODD if certain else HINT, GROUPS, "figure") if tail.endswith("0" if certain else "00") else None
    if NAME_BEFORE.search(text[max(0, start - 20) : start]) and not habits.point_groups:
        return None
    if RATE.search(text[max(0, start - 60) : end + 40]) and not (tail.endswith("00") and counted):
        return None
    if tail != "000" and (DECIMAL_AFTER.match(text, end) or DECIMAL_BEFORE.search(text[max(0, start - 24) : start])):
        return None
    graded = counted and counted["noun"] in GRADED
    if habits.point_groups and (not habits.english or (counted and not graded) or tail == "000"):
        return Fault(WRONG if tail == "000" else ODD, GROUPS, "figure")
    if tail == "000" and (len(head) > 1 or (counted and not graded)):
        return Fault(ODD, GROUPS, "figure")
    return Fault(ODD, GROUPS, "figure") if tail[2] == "0" and counted and not graded else None


def _with_spaces(written: str, spaces: set[str], text: str, start: int, end: int, habits: Habits) -> Figure | None:
    """Read digits that spaces group; None for two numbers side by side and for telephone numbers."""
    marks = set(re.sub(r"\d", "", written))
    decimal = re.search(r"[.,](\d{1,2})$", written)
    if len(marks - spaces) > 1 or (marks - spaces and not decimal and len(re.findall(r"\D", written)) < 2):
        return None
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    value = _value(written, decimal[0][0] if decimal else "")
    fixed = bool(spaces - {" "})
    if NAME_BEFORE.search(before) and not (fixed and not before.rstrip()[-1:].isdigit()):
        return None
    if re.match(rf"{SPACE}\d", after) or re.search(r"\(\d+\)\W?$|\d\W$", before):
        return None
    if fixed:
        return Figure(value, Fault(WRONG, GROUPS, "figure"))
    unit = FOLLOWS.match(text, end) or COUNTED.match(text, end) or re.search(r"[$€£] ?$", before) or re.match(r" ?[$€£]", after)
    if unit or len(re.findall(r"\D", written)) > 1 or habits.space_groups or ROUND.search(written + after):
        return Figure(value, Fault(ODD, GROUPS, "figure"))
    return None


def _ungrouped(written: str, text: str, start: int, end: int, habits: Habits) -> Fault | None:
    """Return the fault of four or more digits without a comma before what they count, or behind a word of amount."""
    if not 4 <= len(written) <= 7 or written.startswith("0"):
        return None
    before, measured = text[max(0, start - 20) : start], MEASURED.match(text, end)
    dated = len(written) == 4 and YEAR.fullmatch(written) and (not measured or IN_YEAR.search(before))
    if written == NIGHTS or dated:
        return None
    counts = measured or COUNTED.match(text, end) or (AMOUNT.search(before) and BREAK.match(text, end)) or re.match(r" mark\b", text[end:])
    return Fault(HINT, GROUPS, "figure") if counts and not NAME_BEFORE.search(before) else None
