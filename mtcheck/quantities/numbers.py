"""Numbers with their scales, and money: "3,5 million", "50,000 million", "28 thousand", "$ 5", "3 million 442.2 thousand"; ``reading`` reads the digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mtcheck.core.lazy import lazy
from mtcheck.quantities.habits import Habits
from mtcheck.quantities.quantity import SPACE, Quantity
from mtcheck.quantities.reading import HINT, MEANS, MEASURED, ODD, WRONG, YEAR, Fault, Figure, read_figure
from mtcheck.quantities.styles import Style
from mtcheck.quantities.writing import SCALES, grouped, scaled, whole

CURRENCIES = {"EUR": "€", "USD": "$", "GBP": "£", "US$": "$"}
SIGNS = frozenset(CURRENCIES.values())
CODES = "EUR|USD|GBP|CHF|SEK|RUB|JPY|PLN"
DIGITS = rf"\d{{1,3}}(?:[.,'’{SPACE[1:-1]}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
SCALE = (
    r"thousands?(?: millions?)?|(?:[mb]|tr)illions?|[mb]ln|[Mm]io|[Mm]lrd|[Mm]rd|[Mm]ld|trln|bilhões|Billionen|Milliarden?|Millionen|"
    r"mil(?:liards?|lones|ioni|ionów|iard[io]|hões|joen|joner|jard(?:er)?|yon|yar)"
)
GRAMMAR = lazy(
    rf"(?<![\w.,:/#§'’$€£+%])(?:(?:(?P<sign>US\$|[$€£])|(?P<code>{CODES}))(?P<gap>{SPACE}?))?"
    rf"(?P<figure>{DIGITS})(?![\d]|[.,:/]\d|['’]\d)"
    rf"(?:(?P<joint>{SPACE}|"
    rf"-)(?P<scale>{SCALE})\b(?P<dot>\.(?= [a-z€$£]))?(?:{SPACE}(?:and )?(?P<more>\d+(?:[.,]\d+)?){SPACE}(?P<unit>thousand|"
    rf"million|billion)\b)?(?:(?<=thousand){SPACE}(?P<units>\d{{1,3}})(?=[ .,;)])(?![.,]\d| (?:thousand|million|billion|years|"
    rf"months|days|hours)))?(?P<of> of(?= [a-z]+))?)?"
    rf"(?:(?P<space>{SPACE}?)(?P<post>%|€|\$(?:US)?|£|EUR\b|USD\b|GBP\b|(?:(?:US|U\.S\.) )?dollars\b)(?!\w))?"
)
RUN = lazy(r"\d+")
LONGEST_SIGN = len("US$ ")
BEFORE_RANGE = lazy(rf"(?<![\w.,$€£])(?P<first>\d[\d.,]*)(?P<link>{SPACE}?[-–]{SPACE}?| (?:to|and|or) )$")
RANGED = lazy(rf"(?<![\w.,])(?P<between>[Bb]etween )?(?P<sign>[$€£]?)(?P<first>\d[\d.,]*)(?P<link>{SPACE}?[-–]{SPACE}?| (?:to|(?(between)and|or)) )$")
"""The first number of a range of which the scale stands behind the second."""
ENGLISH = lazy(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")
EACH = lazy(r" (?:an?|per|each|apiece|for) ")
PERCENT_FIRST = lazy(rf"(?<![\w%])%{SPACE}?(?P<figure>\d{{1,3}}(?:[.,]\d+)?)(?![\d%]|[.,]\d)")
COUNT = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
WORDS = lazy(rf"\b(?P<count>{COUNT}) (?P<scale>million|billion|thousand)s\b(?: of(?= [a-z]))?", re.IGNORECASE)
NUMERO = lazy(rf"(?:№|\b[Nn][°º]){SPACE}?(?P<n>\d+)")
COUNTED = lazy(
    r"$|[.,;:)”\"'’!?\n]| (?:an?|and|as|at|but|by|each|for|from|had|has|have|in|into|is|more|of|on|or|over|per|than|that|this|to|was|were|which|while|with)\b"
)
"""What stands behind a sum that is not the attribute of a noun."""
RANK = (WRONG, ODD, HINT)


def quantities(text: str, habits: Habits) -> Iterator[Quantity]:
    """Yield the numbers and sums that English writes otherwise."""
    for match in _numbers(text):
        figure = read_figure(match["figure"], text, match.start("figure"), match.end("figure"), habits)
        told = figure and (figure.fault or match["scale"] or match["sign"] or match["post"])
        if figure and told and (found := _quantity(match, figure, text, habits)):
            yield found
    for match in PERCENT_FIRST.finditer(text) if "%" in text else ():
        written = match["figure"].replace(",", ".")
        yield Quantity(*match.span(), "English sets the percent sign behind the number", (f"{written}%",), WRONG)
    for match in WORDS.finditer(text) if "illions" in text or "thousands" in text else ():
        yield Quantity(
            *match.span(),
            "English writes million, billion and thousand behind a number without -s and “of”",
            (f"{match['count']} {match['scale']}",),
            WRONG,
        )
    for match in NUMERO.finditer(text) if any(sign in text for sign in "№°º") else ():
        yield Quantity(*match.span(), "English abbreviates number as No.", (f"No. {match['n']}",), WRONG)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of the grammar, tried where digits begin: a sign or code and a space may stand before them."""
    end = 0
    for digits in RUN.finditer(text):
        at = digits.start()
        starts = range(max(end, at - LONGEST_SIGN), at + 1)
        if match := next(filter(None, (GRAMMAR.match(text, start) for start in starts)), None):
            end = match.end()
            yield match


def _quantity(match: re.Match[str], figure: Figure, text: str, habits: Habits) -> Quantity | None:
    faults = [figure.fault] if figure.fault else []
    faults += [*_scale_faults(match, figure, text), *_money_faults(match, text)]
    faults = [fault for fault in faults if fault.tier != HINT] or faults
    if not faults:
        return None
    tier = min((fault.tier for fault in faults), key=RANK.index)
    message = next(fault.message for fault in faults if fault.tier == tier)
    parts = {fault.part for fault in faults}
    if habits.style and _certain(match, figure, habits) and (styled := _sum(match, figure, parts, text, habits.style)):
        (start, end), written = styled
        return Quantity(start, end, message if written[0] in SIGNS else habits.style.says(written), (written,), tier)
    start, front = _front(match, parts)
    end, back = _back(match, parts)
    if "scale" in parts and (first := RANGED.search(text[max(0, match.start() - 32) : match.start()])) and _moves(match, figure):
        return _ranged(match, figure, first, (match.start() - len(first[0]) + len(first["between"] or ""), end), message, tier)
    amount = _amount(match, figure, parts) if _certain(match, figure, habits) else ""
    if front and start == match.start("figure") and (first := BEFORE_RANGE.search(text[max(0, start - 24) : start])):
        start, front = start - len(first[0]), f"{front}{first['first']}{first['link']}{front}"
        amount = amount if ENGLISH.fullmatch(first["first"]) and not YEAR.fullmatch(first["first"]) else ""
    if not amount:
        return Quantity(start, end, message, (), tier)
    return Quantity(start, end, message, (f"{front}{amount}{back}",), tier)


def _moves(match: re.Match[str], figure: Figure) -> bool:
    """Return whether the scale of a number becomes another one, so that a number before it which shares it would lose its own."""
    return MEANS[match["scale"]] == "thousand" or figure.value >= 1000 or " " in match["scale"]


def _ranged(match: re.Match[str], figure: Figure, first: re.Match[str], place: tuple[int, int], message: str, tier: str) -> Quantity:
    """Return the two numbers of a range that share a scale ("between 15,000 and 25,000 million"), without a suggestion where they are no plain figures."""
    if (
        first["sign"]
        or match["sign"]
        or (match["post"] and "dollars" not in match["post"])
        or match["more"]
        or match["units"]
        or not ENGLISH.fullmatch(first["first"])
    ):
        return Quantity(*place, message, (), tier)
    power = 10 ** SCALES[MEANS[match["scale"]]]
    written = whole if MEANS[match["scale"]] == "thousand" else scaled
    one, other = written(Decimal(first["first"].replace(",", "")) * power), written(figure.value * power)
    number, _, scale = one.partition(" ")
    return Quantity(*place, message, (f"{number if scale and other.endswith(scale) else one}{first['link']}{other}",), tier)


def _sum(match: re.Match[str], figure: Figure, parts: set[str], text: str, style: Style) -> tuple[tuple[int, int], str] | None:
    """Return where a whole sum of money stands and how the house writes it; None for what is no single sum, or an attribute with its currency in words."""
    before, after = match["sign"] or match["code"], match["post"]
    if bool(before) == bool(after) or BEFORE_RANGE.search(text[max(0, match.start() - 24) : match.start()]):
        return None
    sign = CURRENCIES.get(before or after) or ("$" if "dollar" in (after or "") else (before or after).removesuffix("US"))
    amount = _amount(match, figure, parts | {"scale"})
    end = match.end("post") if after else _back(match, parts | {"scale"})[0]
    if sign not in SIGNS or not amount or (sign in style.words and not COUNTED.match(text, end)):
        return None
    written = style.sum(amount, sign)
    return ((match.start(), end), written) if written != text[match.start() : end] else None


def _certain(match: re.Match[str], figure: Figure, habits: Habits) -> bool:
    """Return whether the value is: "1.200 million" may be 1.2 million, unless the source language counts thousands of millions."""
    return habits.long_millions or figure.fault is None or match["scale"] in (None, "thousand") or not re.fullmatch(r"\d+\.\d{3}", match["figure"])


def _scale_faults(match: re.Match[str], figure: Figure, text: str) -> Iterator[Fault]:
    scale = match["scale"]
    if not scale:
        return
    if match["units"] or _goes_on(match):
        yield Fault(WRONG, "English says such a number with one scale, or in digits", "scale")
    elif MEANS[scale] == "thousand":
        if scale == "thousands" or match["joint"] != "-":
            money = match["sign"] or match["post"] or MEASURED.match(text, match.end("scale"))
            yield Fault(ODD if money or scale == "thousands" else HINT, "English writes thousands in digits", "scale")
    elif scale not in SCALES:
        yield Fault(WRONG, "English writes million, billion or trillion behind a number, without -s and “of”", "scale")
    elif figure.value >= 1000 and scale != "trillion":
        yield Fault(ODD, "English calls a thousand million a billion", "scale")


def _goes_on(match: re.Match[str]) -> bool:
    """Return whether a second number goes on with the first: "3 million 442.2 thousand", not "2 billion and 3 billion"."""
    return bool(match["more"]) and (SCALES[match["unit"]] < SCALES[MEANS[match["scale"]]] or _shares(match))


def _shares(match: re.Match[str]) -> bool:
    """Return whether a thousand and the number behind it count the same: "17 thousand 280 million"."""
    together = match.string[match.end("scale") : match.start("more")].isspace() and re.fullmatch(r"\d{1,3}", match["more"])
    return MEANS[match["scale"]] == "thousand" and match["unit"] != "thousand" and bool(together)


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
    if "front" in parts:
        return match.start(), match["sign"]
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
            match.end("unit") if _goes_on(match) else -1,
            match.end("units"),
            match.end("dot"),
            match.end("of") if match["scale"] not in SCALES else -1,
        )
    return end, ""


def _amount(match: re.Match[str], figure: Figure, parts: set[str]) -> str:
    """Return the number itself; "" where its value is not certain."""
    if "cents" in parts:
        return grouped(figure.value.quantize(Decimal("0.01")))
    if not match["scale"] or not parts & {"scale", "front", "back"}:
        return grouped(figure.value)
    scale = MEANS[match["scale"]]
    value = figure.value * 10 ** SCALES[scale]
    if _goes_on(match) and _shares(match):
        return scaled((value + int(match["more"])) * 10 ** SCALES[match["unit"]])
    if _goes_on(match):
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
