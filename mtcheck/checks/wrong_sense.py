"""A word in a sense that cannot be meant here: what the tagger finds that no list names. Needs a scorer."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="wrong-sense",
    summary="A word that renders another sense of the source's",
    why="A word of the source has several renderings, and a machine takes the commonest: the ministers of a supreme court for its justices, an attack "
    "from behind in a match for a tackle. A small model learned from articles that editors marked which words they exchange.",
    category="Accuracy/Mistranslation",
    severity=Severity.MAJOR,
    needs=frozenset({"scores"}),
    references=("Kim et al. 2017, Predictor-Estimator using Multilevel Task Learning", "MQM: Mistranslation"),
    bad=(),
    good=(Example("The justices of the supreme court heard the case on Monday."),),
)


def find(context: Context) -> Iterator[Finding]:
    """Yield the stretches that the tagger holds for wrongly rendered; nothing where no scorer ran."""
    for stretch in context.stretches:
        if stretch.reason == "sense":
            message = f"“{stretch.span.of(context.text)}” may render another sense of the source's word; check what is meant"
            yield context.mark(RULE, stretch.span.start, stretch.span.end, message, confidence=stretch.confidence, tagger=round(stretch.peak, 2), reason=stretch.reason)
