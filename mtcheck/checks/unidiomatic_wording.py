"""Wording that an editor would change: what the tagger finds that no list and no rule names. Needs a scorer."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="unidiomatic-wording",
    summary="Wording that editors of translations change",
    why="Half of what an editor changes in a translation has no form that a rule could name: the source's constructions, odd order, words that English "
    "would not put together. A small model learned from articles that editors marked which words they change.",
    category="Style/Unidiomatic style",
    severity=Severity.MINOR,
    needs=frozenset({"scores"}),
    references=("Kim et al. 2017, Predictor-Estimator using Multilevel Task Learning", "MQM: Unidiomatic style"),
    bad=(
        Example(
            "The firefighters were able to come to the end of the fire at the price of efforts that lasted all the night. The inhabitants could regain "
            "their home in the morning of Sunday, after that the gas had been put back in service. According to the first elements of the inquiry, the "
            "flames took departure from a depot, and the damages are important for the commerces of the street.",
            "price of efforts",
            source_lang="fr",
        ),
        Example(
            "The circulation of trains stays interrupted between the two towns, and the replacement by buses does not give satisfaction to the users. The "
            "assembly of the young choreographer will be played until Sunday in the theatre of the city, at the side of two creations of the year passed. "
            "The direction makes state of a frequentation in rise, in spite of the works that embarrass the access to the room.",
            "give satisfaction",
            source_lang="fr",
        ),
    ),
    good=(
        Example("She took the decision and left the leadership of the party."),
        Example("The ministers agreed to put the treaty in force before the summer."),
    ),
)
MESSAGES = {
    "wording": "“{}” reads like a word-for-word translation; reword it",
    "grammar": "the grammar of “{}” looks like another language's; check form, order, article and preposition",
}


def find(context: Context) -> Iterator[Finding]:
    """Yield the stretches that the tagger holds for badly worded; nothing where no scorer ran."""
    for stretch in context.stretches:
        if stretch.reason in MESSAGES and not context.senses_at(stretch.span):
            message = MESSAGES[stretch.reason].format(stretch.span.of(context.text))
            yield context.mark(
                RULE,
                stretch.span.start,
                stretch.span.end,
                message,
                confidence=stretch.confidence,
                tagger=round(stretch.peak, 2),
                reason=stretch.reason,
            )
