"""Measures and sums that one side gives in another unit: miles for kilometres, pounds for kilos, dollars for euros."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mtcheck.bilingual.units import Unit, unit_of
from mtcheck.languages.language import Language
from mtcheck.languages.numbers import RANGE, Number

METRES, GRAMS, SECONDS = "metres", "grams", "seconds"
IMPERIAL = "imperial gallon"
MEASURES: Mapping[str, tuple[str, int, float]] = {
    "km": (METRES, 1, 1000),
    "m": (METRES, 1, 1),
    "cm": (METRES, 1, 0.01),
    "mm": (METRES, 1, 0.001),
    "mile": (METRES, 1, 1609.34),
    "yard": (METRES, 1, 0.9144),
    "foot": (METRES, 1, 0.3048),
    "inch": (METRES, 1, 0.0254),
    "hectare": (METRES, 2, 1e4),
    "acre": (METRES, 2, 4046.86),
    "litre": (METRES, 3, 0.001),
    "gallon": (METRES, 3, 0.003785),
    IMPERIAL: (METRES, 3, 0.004546),
    "kg": (GRAMS, 1, 1000),
    "g": (GRAMS, 1, 1),
    "tonne": (GRAMS, 1, 1e6),
    "ounce": (GRAMS, 1, 28.35),
    "lb": (GRAMS, 1, 453.6),
    "second": (SECONDS, 1, 1),
    "minute": (SECONDS, 1, 60),
    "hour": (SECONDS, 1, 3600),
    "day": (SECONDS, 1, 86_400),
    "week": (SECONDS, 1, 604_800),
    "month": (SECONDS, 1, 2_629_800),
    "year": (SECONDS, 1, 31_557_600),
}
"""What a unit measures, to which power (hectares are squares of metres), and how large it is."""
MONEY = frozenset("euro dollar pound yen yuan rouble franc rupee real peso crown zloty lira dinar rial dirham shekel won".split())
METRIC = {
    "mile": "km",
    "yard": "m",
    "foot": "m cm km",
    "inch": "cm mm",
    "acre": "hectare km",
    "gallon": "litre",
    "ounce": "g kg",
    "lb": "kg g",
}
"""What a unit is converted from as a rule; and the other way round."""
PARTNERS: Mapping[str, frozenset[str]] = {
    unit: frozenset((*METRIC.get(unit, "").split(), *(own for own, others in METRIC.items() if unit in others.split()))) for unit in MEASURES
}
POWER = re.compile(r"[\s-]*(?:(square|sq\.?)|(cubic|cu\.?))\s", re.IGNORECASE)
MOST = 0.1
"""The largest share of a number that its rounding explains."""
EXACT = 0.05
"""The share for stretches of time, which nobody rounds when converting."""
FEW = 1.0


class Measure(NamedTuple):
    """A number with its unit and the power of it that the text names ("square miles"), 1 where it names none."""

    number: Number
    unit: Unit
    power: int


def measure(text: str, found: Sequence[Number], one: Number, language: Language) -> Measure | None:
    """Return the number with the unit that stands beside it, or beside the next one of a range ("25 to 30 miles")."""
    unit, last = unit_of(text, one, language), one
    if unit is None:
        last = next((other for other in found if other.start > one.end and RANGE.fullmatch(text[one.end : other.start])), one)
        unit = unit_of(text, last, language) if last is not one else None
    if unit is None:
        return None
    power = POWER.match(text, last.end)
    return Measure(one, unit, 1 if power is None else 2 if power[1] else 3)


def supposed(number: Number, mine: Measure) -> Measure:
    """Return a number whose unit is not known as a measure in any unit from which the other side's is converted."""
    return Measure(number, Unit(number.end, number.end, frozenset().union(*(PARTNERS.get(one, ()) for one in mine.unit.ids))), mine.power)


def converted(mine: Measure | None, theirs: Measure | None) -> bool:
    """Return whether two measures of different units may be one, as far as rounding goes."""
    if mine is None or theirs is None or mine.unit.ids & theirs.unit.ids:
        return False
    return any(_equal(mine, theirs, here, there) for here in _meant(mine.unit) for there in _meant(theirs.unit))


def money(one: Measure) -> bool:
    """Return whether a measure is a sum of money, or pounds of whatever kind."""
    return one.unit.ids <= MONEY | {"lb"}


def _meant(unit: Unit) -> frozenset[str]:
    """Return what a unit may be: a gallon also the larger one."""
    return unit.ids | {IMPERIAL} if "gallon" in unit.ids else unit.ids


def _equal(mine: Measure, theirs: Measure, here: str, there: str) -> bool:
    if here not in MEASURES or there not in MEASURES or MEASURES[here][0] != MEASURES[there][0]:
        return False
    (kind, own, size), (_, other, its) = MEASURES[here], MEASURES[there]
    power = max(own * mine.power, other * theirs.power)  # the other side may name it in a way that is not read
    first, second = size ** (power // own), its ** (power // other)
    low, high = _rounded(mine.number, first, kind)
    least, most = _rounded(theirs.number, second, kind)
    return low <= most and least <= high


def _rounded(number: Number, size: float, kind: str) -> tuple[float, float]:
    """Return between which values a number lies that was rounded to its last digit other than nought."""
    value = abs(number.value)
    share = EXACT / 2 if kind == SECONDS else MOST
    off = min(_place(value) / 2, share * value) if value else FEW
    return (value - off) * size, (value + off) * size


def _place(value: float) -> float:
    """Return the worth of the last digit of a number that is not nought ("1,200": 100; "3.5": 0.1)."""
    place = 1.0
    while value >= place * 10 and abs(value / (place * 10) - round(value / (place * 10))) < 1e-9:
        place *= 10
    while place > 1e-3 and abs(value / place - round(value / place)) > 1e-6:
        place /= 10
    return place
