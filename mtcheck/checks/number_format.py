"""Numbers, sums, times and results as the source language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="number-format",
    summary="A number, percentage, sum, time or result in the source language's format",
    why="A decimal comma or a thousands point makes a number a thousand times too big or too small for an English reader.",
    category="Locale conventions/Number format",
    severity=Severity.MINOR,
    references=("Unicode CLDR: number patterns", "Associated Press Stylebook: numerals, percent, times", "ISO 80000-1"),
    bad=(
        Example("Turnover reached 3,5 million euros, up 12,4 % on the year.", "3,5", "3.5"),
        Example("The film was seen by 1.250.000 people.", "1.250.000", "1,250,000"),
        Example("The curfew starts at 21h30 in the region.", "21h30", "9:30 p.m."),
        Example("The plan will cost 40,000 million euros by the end of the decade.", "40,000 million", "40 billion"),
        Example("The plant turns out 65 thousand tons of steel a month.", "65 thousand", "65,000"),
        Example("The hosts took the lead after ten minutes and won the match 3:1 in the end.", "3:1", "3-1"),
        Example("The works will cost between 20,000 and 30,000 million pesos.", "20,000 and 30,000 million", "20 and 30 billion"),
        Example("Guards watch the yard from 22 to 5:30 hours.", "22 to 5:30 hours", "10 p.m. to 5:30 a.m."),
        Example("The team lost the match after the bitter 29:31 (12:15) defeat.", "29:31 (12:15", "31-29 (15-12", "de"),
        Example("Exports brought in $ 31.5 million.", "$ 31.5 million", "$31.5 million"),
    ),
    good=(
        Example(
            "She moved to Lisbon and in 1962 won the first of her prizes.",
            None,
            None,
            "es",
            "Se mudó a Lisboa y en 1962 ganó el primero de sus premios.",
        ),
        Example("Turnover reached 3.5 million euros, up 12.4% on 1,250 shops, at IP 10.100.200.300."),
        Example("It rose 1.625 points in 2022 100 years after."),
        Example("The euro traded at 1.357 dollars; version 2.3.10 came out at 8 o'clock, and see Matthew 5,3 and section 1.200."),
        Example("The levy rises from 4.118 to 5.2 cents.", None, None, "de", "Die Umlage steigt von 4,118 auf 5,2 Cent."),
        Example("It closed at €31.2 a share.", None, None, "es", "Cerró a 3,12 euros por acción."),
        Example("The fee is 3.914 cents.", None, None, "de", "Das Entgelt beträgt 3,914 Cent."),
        Example("The coach of the team praised pupils of Grade 9 (5th) after the match for the goals."),
        Example("Doctors counted a ratio of 3:1 at 19:30, and call 0800 123 456."),
    ),
)


HINT = "hint"
PLAIN = re.compile(r"[$€£]?\d[\d,]*(?:\.\d+)?%?(?: [a-z]+)?")
"""A number with its sign or its scale, and no time or result."""
POINT = re.compile(r"\d{1,3}\.\d{3}")


def find(context: Context) -> Iterator[Finding]:
    """Yield the numbers, times and results that English writes otherwise."""
    from mtcheck.quantities import figures

    for one in figures(context.text, context.habits):
        if _decimal_there(context, context.text[one.start : one.end]):
            continue
        there = _said_there(context, one.start, one.suggestions)
        if there or one.tier != HINT:
            yield context.mark(RULE, one.start, one.end, one.message, *(one.suggestions if there else ()), confidence=0.0, tier=one.tier)


def _said_there(context: Context, start: int, suggestions: tuple[str, ...]) -> bool:
    """Return whether the source says the number that is suggested, in its sentence or beside it; for want of a source, and of what is no plain figure, it may."""
    if "source" not in context.has or not suggestions or not PLAIN.fullmatch(suggestions[0]):
        return True
    from mtcheck.bilingual.figures import accounted
    from mtcheck.languages.language import language
    from mtcheck.languages.numbers import numbers

    pair, other, english = context.bitext.linked_at(start), context.bitext.language, language("en")
    if pair is None or other is None or english is None or context.bitext.unrelated:
        return True
    at, linked = context.bitext.linked.index(pair), context.bitext.linked
    there = [number for one in linked[max(0, at - 1) : at + 2] for number in numbers(one.source.of(context.bitext.source), other)]
    return all(accounted(number, there) for number in numbers(suggestions[0], english))


def _decimal_there(context: Context, figure: str) -> bool:
    """Return whether the source has the same digits with its decimal comma, so that the point is none between thousands."""
    if "source" not in context.has or not POINT.fullmatch(figure) or context.bitext.language is None:
        return False
    there = rf"(?<![\d.,]){figure.replace('.', ',')}(?![.,]?\d)"
    return context.bitext.language.decimal == "," and re.search(there, context.bitext.source) is not None
