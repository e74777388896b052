"""Quantities the way English writes them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from mtcheck.quantities.habits import MONTH, Habits

MONTHS = tuple(MONTH.split("|"))
SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""Scale words and their powers of ten."""


def grouped(value: Decimal) -> str:
    """Return a number with commas between thousands and as many decimals as it has ("5.50" keeps two)."""
    return f"{value:,f}"


def scaled(value: Decimal) -> str:
    """Return a number of a thousand or more in the largest scale that leaves no more than three decimals ("1.2 billion"), else in digits."""
    for word, power in sorted(SCALES.items(), key=lambda item: -item[1]):
        part = (value / 10**power).normalize()
        exponent = part.as_tuple().exponent
        if power > 3 and part >= 1 and isinstance(exponent, int) and exponent >= -3:
            return f"{part:,f} {word}"
    return whole(value)


def whole(value: Decimal) -> str:
    """Return a number in digits, without decimals that say nothing."""
    return grouped(value.normalize() if value == value.to_integral_value() or value.as_tuple().exponent != 0 else value)


def ordinal(number: int) -> str:
    """Return a number as the one in a row: "21st", "12th"."""
    return f"{number}{'th' if 10 <= number % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def clock(hour: int, minute: int, habits: Habits) -> tuple[str, ...]:
    """Return a time of the 24-hour day as the article writes times, and the other way: "6:30 p.m." and "18:30"; as the house does alone where it has a style."""
    exact = f"{hour % 24}:{minute:02d}"
    if not minute and hour % 12 == 0:
        half = "noon" if hour == 12 else "midnight"
    else:
        mark = habits.half_day or "p.m."
        suffix = mark if hour % 24 >= 12 else mark.replace("p", "a")
        half = f"{(hour - 1) % 12 + 1}{f'{between(habits)}{minute:02d}' if minute else ''}{'' if mark == 'pm' else ' '}{suffix}"
    if habits.style:
        return (half,)
    return (exact, half) if habits.whole_day else (half, exact)


def between(habits: Habits) -> str:
    """Return what stands between hours and minutes of a time counted to twelve."""
    return "." if habits.short_time else ":"


def date(day: int, month: str, habits: Habits, year: str = "") -> tuple[str, ...]:
    """Return a date in the order of the article, and in the other: "October 26, 2011" and "26 October 2011"; as the house writes it alone where it has a style."""
    month = habits.style.months.get(month, month) if habits.style else month
    month_first, day_first = f"{month} {day}{f', {year}' if year else ''}", f"{day} {month}{f' {year}' if year else ''}"
    forms = (day_first, month_first) if habits.day_first else (month_first, day_first)
    return forms[:1] if habits.style else forms


def each(before: str, forms: Iterable[str], after: str = "") -> tuple[str, ...]:
    """Return every form with the same words around it."""
    return tuple(f"{before}{form}{after}" for form in forms)
