"""Numbers, sums, times and results as the source language writes them."""

from __future__ import annotations

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
        Example("Exports brought in $ 31.5 million.", "$ 31.5 million", "$31.5 million"),
    ),
    good=(
        Example("Turnover reached 3.5 million euros, up 12.4% on 1,250 shops, at IP 10.100.200.300."),
        Example("It rose 1.625 points in 2022 100 years after."),
        Example("The euro traded at 1.357 dollars; version 2.3.10 came out at 8 o'clock, and see Matthew 5,3 and section 1.200."),
        Example("Doctors counted a ratio of 3:1 at 19:30, and call 0800 123 456."),
    ),
)


def find(context: Context) -> Iterator[Finding]:
    """Yield the numbers, times and results that English writes otherwise."""
    from mtcheck.quantities import figures

    for one in figures(context.text, context.habits):
        yield context.mark(RULE, one.start, one.end, one.message, *one.suggestions, confidence=0.0, tier=one.tier)
