"""Dates as the source language writes them."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="date-style",
    summary="A date, year or century in the source language's style",
    why="Other languages set dates without commas, with an article, in figures with points; English news style has one form for each.",
    category="Locale conventions/Date format",
    severity=Severity.MINOR,
    references=("Associated Press Stylebook: months, dates", "MQM: Date format"),
    bad=(
        Example("The talks opened on Saturday January 22 in the capital.", "Saturday January 22", "Saturday, January 22,", "fr"),
        Example("The party won the elections of the past July 4 by a wide margin.", "of the past July 4", "on July 4"),
        Example("The bridge was opened on the 14 July, before the summer.", "on the 14 July", "on July 14"),
        Example("The contract was signed on 03.09.21 in Graz.", "03.09.21", "September 3, 2021"),
        Example("The mill was built in the year 1911 by two brothers.", "in the year 1911", "in 1911"),
        Example("Poets of the XIX century walked here.", "XIX century", "19th century"),
    ),
    good=(
        Example("The talks opened on Saturday, January 22, in the capital."),
        Example("The bridge was opened on the 14th of July, and the 9 March summit followed."),
        Example("The update to 12.1.19 came last October, in the years 2010 to 2015."),
    ),
)


def find(context: Context) -> Iterator[Finding]:
    """Yield the dates that English writes otherwise."""
    from mtcheck.quantities import dates

    for one in dates.quantities(context.text, context.habits):
        yield context.mark(RULE, one.start, one.end, one.message, *one.suggestions, confidence=0.0, tier=one.tier)
