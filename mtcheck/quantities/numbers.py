"""Figures, scales and money: "3,5 million", "1 200", "20.000", "50,000 million", "28 thousand", "$ 5", "3 million 442.2 thousand"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from mtcheck.quantities.habits import UNIT, Habits
from mtcheck.quantities.quantity import SPACE, Quantity
from mtcheck.quantities.writing import SCALES, grouped, scaled, whole

FOREIGN_SCALES = {
    "million": "mln mio Mio Millionen millones milioni milhões miljoen miljoner milionów milyon",
    "billion": "bln mlrd Mlrd Mrd mrd mld Mld milliard milliards Milliarde Milliarden miliardi miliardo miljard miljarder bilhões milyar",
    "trillion": "trln Billionen",
}
MEANS = {word: scale for scale, words in FOREIGN_SCALES.items() for word in words.split()} | {word: word for word in SCALES}
MEANS |= {f"{word}s": word for word in SCALES} | {"thousand million": "billion", "thousand millions": "billion"}
CURRENCIES = {"EUR": "€", "USD": "$", "GBP": "£", "US$": "$", "dollars": "$", "US dollars": "$", "U.S. dollars": "$"}
NAMED = {
    "EUR": "euros",
    "USD": "dollars",
    "GBP": "pounds",
    "CHF": "Swiss francs",
    "SEK": "Swedish kronor",
    "RUB": "roubles",
    "JPY": "yen",
    "PLN": "zlotys",
}
DIGITS = rf"\d{{1,3}}(?:[.,'’{SPACE[1:-1]}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
SCALE = (
    r"thousands?(?: millions?)?|(?:[mb]|tr)illions?|[mb]ln|[Mm]io|[Mm]lrd|[Mm]rd|[Mm]ld|trln|bilhões|Billionen|Milliarden?|Millionen|"
    r"mil(?:liards?|lones|ioni|ionów|iard[io]|hões|joen|joner|jard(?:er)?|yon|yar)"
)
GRAMMAR = re.compile(
    rf"(?<![\w.,:/#§'’$€£+%])(?:(?:(?P<sign>US\$|[$€£])|(?P<code>{'|'.join(NAMED)}))(?P<gap>{SPACE}?))?"
    rf"(?P<figure>{DIGITS})(?![\d]|[.,:/]\d|['’]\d)"
    rf"(?:(?P<joint>{SPACE}|"
    rf"-)(?P<scale>{SCALE})\b(?P<dot>\.(?= [a-z€$£]))?(?:{SPACE}(?:and )?(?P<more>\d+(?:[.,]\d+)?){SPACE}(?P<unit>thousand|"
    rf"million|billion)\b)?(?:(?<=thousand){SPACE}(?P<units>\d{{1,3}})(?=[ .,;)])(?![.,]\d| (?:thousand|million|billion|years|"
    rf"months|days|hours)))?(?P<of> of(?= [a-z]+))?)?"
    rf"(?:(?P<space>{SPACE}?)(?P<post>%|€|\$(?:US)?|£|EUR\b|USD\b|GBP\b|(?:(?:US|U\.S\.) )?dollars\b)(?!\w))?"
)
FOLLOWS = re.compile(rf"{SPACE}?{UNIT}")
COUNTED = re.compile(
    rf"{SPACE}(?:(?:new|young|more|other|local|foreign|different|additional|dead|active) )?(?P<noun>people|men|women|children|"
    rf"inhabitants|homeless|dead|deaths|police|troops|[a-z]{{2,}}(?:[^su\W]|[aeo]u)s)\b"
)
"""A noun in the plural, as counted things are."""
GRADED = frozenset("points seconds percent times pounds dollars euros inches".split())
"""Measures whose decimals may run to three places."""
MEASURED = re.compile(
    rf"{SPACE}(?:(?:US|Russian|Czech|metric|square|cubic) )?(?:euros?|dollars|pounds|roubles|rubles|hryvnias?|tenge|som|soums?|"
    rf"crowns|korunas?|kroner|kronor|zlotys?|francs|pesos|reais|soles|rupees|yuan|"
    r"yen|won|lira|liras|dirhams?|dinars?|rials?|riyals?|shekels|forints?|lei|leva|manats?|lari|drams?|baht|rupiah|ringgit|"
    r"marks|tonnes?|tons?|barrels|kilomet(?:er|re)s|km|met(?:er|re)s|hectares|lit(?:er|re)s|"
    r"kilograms?|kg|kilowatts?|megawatts|kWh|cubic|square|copies|inhabitants|people|residents|citizens|votes)\b"
)
"""Money and what is counted in bulk."""
AMOUNT = re.compile(r"\b(?:above|over|than|about|around|nearly|almost|some|approximately|below|under|exceeds?|exceeded)(?: the)? $")
NIGHTS = "1001"
"""A figure of speech."""
ROUND = re.compile(r"^\d+ \d(?:00|50)(?: [a-z]{4,}|[.,;)])")
BREAK = re.compile(r"[.,;)](?!\d)|$")
ABROAD = re.compile(rf"{SPACE}(?P<word>[mMbt][^\W\d_]+)\b|(?: to | and |{SPACE}?[-–]{SPACE}?)\d+,\d\d?{SPACE}?{UNIT}")
"""A foreign scale, or the second number of a range with its unit."""
LISTED = re.compile(rf"{SPACE}?(?:and|or|to)?{SPACE}?\d")
NAME_BEFORE = re.compile(
    rf"(?:\b(?!(?:Some|About|Around|Over|Nearly|Almost|More|Only|Another|At|In|The|From|Up|To|For|With|And|But|Of|By|Than|"
    rf"These|Those|Roughly|Approximately|Between|Its|Their|His|Her)\b)[A-Z][\w-]*\.?|\d|\bno\.?|\b(?:version|section|article|"
    rf"paragraph|chapter|page|pages|verse|line|number|phone|tel|telephone|call|free on|numbers|fax)\.?:?){SPACE}$"
)
BEFORE_RANGE = re.compile(rf"(?<![\w.,$€£])(?P<first>\d[\d.,]*)(?P<link>{SPACE}?[-–]{SPACE}?| (?:to|and|or) )$")
ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")
EACH = re.compile(r" (?:an?|per|each|apiece|for) ")
RATE = re.compile(
    r"\b(?:rate|exchange|traded?|trading|against|versus|per (?:lit(?:er|re)|euro|dollar)|an? lit(?:er|re)|an? share|index|magnitude|record)\b"
)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
PERCENT_FIRST = re.compile(rf"(?<![\w%])%{SPACE}?(?P<figure>\d{{1,3}}(?:[.,]\d+)?)(?![\d%]|[.,]\d)")
COUNT = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
WORDS = re.compile(rf"\b(?P<count>{COUNT}) (?P<scale>million|billion|thousand)s\b(?: of(?= [a-z]))?", re.IGNORECASE)
NUMERO = re.compile(rf"(?:№|\b[Nn][°º]){SPACE}?(?P<n>\d+)")
ODD, WRONG, HINT = "odd", "wrong", "hint"
RANK = (WRONG, ODD, HINT)


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


def quantities(text: str, habits: Habits) -> Iterator[Quantity]:
    """Yield the numbers and sums that English writes otherwise."""
    for match in GRAMMAR.finditer(text):
        figure = read_figure(match["figure"], text, match.start("figure"), match.end("figure"), habits)
        if figure and (found := _quantity(match, figure, text, habits)):
            yield found
    for match in PERCENT_FIRST.finditer(text) if "%" in text else ():
        written = match["figure"].replace(",", ".")
        yield Quantity(*match.span(), "English sets the percent sign behind the number", (f"{written}%",), WRONG)
    for match in WORDS.finditer(text) if "ions" in text or "thousands" in text else ():
        yield Quantity(
            *match.span(),
            "English writes million, billion and thousand behind a number without -s and “of”",
            (f"{match['count']} {match['scale']}",),
            WRONG,
        )
    for match in NUMERO.finditer(text) if any(sign in text for sign in "№°º") else ():
        yield Quantity(*match.span(), "English abbreviates number as No.", (f"No. {match['n']}",), WRONG)


def read_figure(written: str, text: str, start: int, end: int, habits: Habits) -> Figure | None:
    """Return the value of the digits at ``text[start:end]`` as the article means them; None where they are no number (an address, a version)."""
    marks = set(re.sub(r"\d", "", written))
    spaces = {mark for mark in marks if mark not in ".,'’"}
    if not marks:
        return Figure(Decimal(written), _ungrouped(written, text, start, end, habits))
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
    if written == NIGHTS or (len(written) == 4 and YEAR.fullmatch(written) and not measured):
        return None
    counts = measured or COUNTED.match(text, end) or (AMOUNT.search(before) and BREAK.match(text, end)) or re.match(r" mark\b", text[end:])
    return Fault(HINT, GROUPS, "figure") if counts and not NAME_BEFORE.search(before) else None


def _quantity(match: re.Match[str], figure: Figure, text: str, habits: Habits) -> Quantity | None:
    faults = [figure.fault] if figure.fault else []
    faults += [*_scale_faults(match, figure, text), *_money_faults(match, text)]
    faults = [fault for fault in faults if fault.tier != HINT] or faults
    if not faults:
        return None
    tier = min((fault.tier for fault in faults), key=RANK.index)
    message = next(fault.message for fault in faults if fault.tier == tier)
    parts = {fault.part for fault in faults}
    start, front = _front(match, parts)
    end, back = _back(match, parts)
    amount = _amount(match, figure, parts) if _certain(match, figure, habits) else ""
    if front and start == match.start("figure") and (first := BEFORE_RANGE.search(text[max(0, start - 24) : start])):
        start, front = start - len(first[0]), f"{front}{first['first']}{first['link']}{front}"
        amount = amount if ENGLISH.fullmatch(first["first"]) and not YEAR.fullmatch(first["first"]) else ""
    if not amount:
        return Quantity(start, end, message, (), tier)
    return Quantity(start, end, message, (f"{front}{amount}{back}",), tier)


def _certain(match: re.Match[str], figure: Figure, habits: Habits) -> bool:
    """Return whether the value is: "1.200 million" may be 1.2 million, unless the source language counts thousands of millions."""
    return habits.long_millions or figure.fault is None or match["scale"] in (None, "thousand") or not re.fullmatch(r"\d+\.\d{3}", match["figure"])


def _scale_faults(match: re.Match[str], figure: Figure, text: str) -> Iterator[Fault]:
    scale = match["scale"]
    if not scale:
        return
    if match["units"] or (match["more"] and _smaller(match)):
        yield Fault(WRONG, "English says such a number with one scale, or in digits", "scale")
    elif MEANS[scale] == "thousand":
        if scale == "thousands" or match["joint"] != "-":
            money = match["sign"] or match["post"] or MEASURED.match(text, match.end("scale"))
            yield Fault(ODD if money or scale == "thousands" else HINT, "English writes thousands in digits", "scale")
    elif scale not in SCALES:
        yield Fault(WRONG, "English writes million, billion or trillion behind a number, without -s and “of”", "scale")
    elif figure.value >= 1000 and scale != "trillion":
        yield Fault(ODD, "English calls a thousand million a billion", "scale")


def _smaller(match: re.Match[str]) -> bool:
    """Return whether a second number goes on with the first: "3 million 442.2 thousand", not "2 billion and 3 billion"."""
    return SCALES[match["unit"]] < SCALES[MEANS[match["scale"]]]


def _money_faults(match: re.Match[str], text: str) -> Iterator[Fault]:
    if match["sign"] and match["gap"]:
        yield Fault(ODD, "English sets no space after the currency sign", "front")
    post = match["post"]
    if match["sign"] and not match["scale"] and re.fullmatch(r"[1-9]?\d\.\d", match["figure"]) and EACH.match(text, match.end()):
        yield Fault(HINT, "English writes cents in two digits", "cents")
    if post == "%" and match["space"]:
        yield Fault(ODD, "English sets no space before the percent sign", "back")
    elif post and post != "%" and "dollar" not in post and not match["sign"] and not match["code"]:
        yield Fault(ODD, "English puts the currency sign first", "back")


def _front(match: re.Match[str], parts: set[str]) -> tuple[int, str]:
    """Return where the marked place begins, and what to write before the number."""
    if "front" in parts and match["sign"]:
        return match.start(), match["sign"]
    if "front" in parts and match["code"]:
        return match.start(), ""
    if "back" in parts and match["post"] and match["post"] != "%":
        return match.start("figure"), CURRENCIES.get(match["post"], match["post"][:1])
    return match.start("figure"), ""


def _back(match: re.Match[str], parts: set[str]) -> tuple[int, str]:
    """Return where the marked place ends, and what to write behind the number."""
    if "back" in parts:
        return match.end("post"), "%" if match["post"] == "%" else ""
    end = match.end("figure")
    if match["scale"] and parts & {"scale", "front"}:
        end = max(
            match.end("scale"),
            match.end("unit") if match["more"] and _smaller(match) else -1,
            match.end("units"),
            match.end("dot"),
            match.end("of") if match["scale"] not in SCALES else -1,
        )
    return end, f" {NAMED[match['code']]}" if match["code"] and "front" in parts else ""


def _amount(match: re.Match[str], figure: Figure, parts: set[str]) -> str:
    """Return the number itself; "" where its value is not certain."""
    if "cents" in parts:
        return grouped(figure.value.quantize(Decimal("0.01")))
    if not match["scale"] or not parts & {"scale", "front", "back"}:
        return grouped(figure.value)
    scale = MEANS[match["scale"]]
    value = figure.value * 10 ** SCALES[scale]
    if match["more"] and _smaller(match):
        value += Decimal(match["more"].replace(",", ".")) * 10 ** SCALES[match["unit"]]
        return whole(value + int(match["units"])) if match["units"] else scaled(value)
    if match["units"]:
        return whole(value + int(match["units"]))
    if scale == "thousand":
        return whole(value)
    if figure.value >= 1000:
        doubtful = re.fullmatch(r"\d{1,3},\d\d[1-9]", match["figure"])
        return "" if doubtful else scaled(value)
    return f"{grouped(figure.value)} {scale}"
