"""Sentences of the target that render nothing of the source."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bilingual.bitext import continues
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="addition",
    summary="A sentence that the source does not have",
    why="Systems make sentences up and page furniture slips in; the author never said it.",
    category="Accuracy/Addition",
    severity=Severity.MAJOR,
    needs=frozenset({"source"}),
    references=("MQM: Addition",),
    bad=(
        Example(
            "The train left at 9:15. In 1987 the Beatles Museum of Hamburg had bought 40 guitars. In Lyon it stopped for two hours.",
            "In 1987 the Beatles Museum of Hamburg had bought 40 guitars.",
            None,
            "fr",
            "Le train est parti à 9 h 15. À Lyon, il s'est arrêté deux heures.",
        ),
        Example(
            "Maria Sanz won in 2015. Click here to read more about our partners and offers. She lives in Toledo.",
            "Click here to read more about our partners and offers.",
            None,
            "es",
            "María Sanz ganó en 2015. Vive en Toledo.",
        ),
    ),
    good=(
        Example("The train left. It left at 9:15.", None, None, "fr", "Le train est parti, à 9 h 15."),
        Example("Maria Sanz won in 2015. She lives in Toledo.", None, None, "es", "María Sanz ganó en 2015 y vive en Toledo."),
        Example(
            "The bank opened a branch in Porto. with forty clerks and two managers. It closed in May.",
            None,
            None,
            "fr",
            "La banque a ouvert une agence à Porto avec quarante employés et deux directeurs. Elle a fermé en mai.",
        ),
    ),
)
SHORTEST = 30
"""Characters of a sentence that is worth a word."""
SURE, UNSURE = 0.7, 0.45
LINKED = 0.1
"""Strength of the links on both sides from which the one between is believed to be new."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the target sentences without a source; what a stray full stop cut off is no sentence."""
    pairs = [pair for pair in context.bitext.pairs if pair.target and not context.document.is_aside(pair.target.start)]
    for at, pair in enumerate(pairs):
        if pair.source is None and pair.target is not None and len(pair.target) >= SHORTEST and not continues(context.text, pair.target):
            beside = (*pairs[max(0, at - 1) : at], *pairs[at + 1 : at + 2])
            if context.bitext.said_beside(pair, beside):
                continue
            firm = all(one.strength >= LINKED for one in beside)
            yield context.mark(RULE, pair.target.start, pair.target.end, "Nothing in the source says this", confidence=SURE if firm else UNSURE)
