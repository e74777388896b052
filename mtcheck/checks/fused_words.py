"""Two common words run together into one that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.broken import explain
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.english.case_seams import case_seams

RULE = Rule(
    id="fused-words",
    summary="Two words run together",
    why="A link or tag stood between the words and was dropped with the space beside it.",
    category="Linguistic conventions/Spelling",
    severity=Severity.MINOR,
    references=("MQM: Spelling",),
    bad=(
        Example("They met the coachand asked for a rest.", "coachand", "coach and"),
        Example("The minister visited theschool on Monday.", "theschool", "the school"),
        Example("They heard thatMarina had left the party.", "thatMarina", "that Marina"),
        Example("The trial of President Lulawho had left office began.", "Lulawho", "Lula who"),
        Example("The road was closed in MayThe mayor said nothing.", "MayThe", "May. The"),
    ),
    good=(
        Example("The iPhone, the eBay sale, YouTube, LinkedIn and WhatsApp; MacDonald, LaRoche, deMille and theGrio."),
        Example("The brother of the minister met the drummeror Matilda."),
        Example("The coach and the captain asked for a rest."),
        Example("A hashtag, #savetheschool, spread within hours."),
        Example("Read more at savetheschool.example or in the newsletter."),
    ),
)
NAME = re.compile(r" [A-Z]")
"""A name behind a word: a small word and "or" before it join nothing, and the word ends in "-or" because a name of a trade does."""


def find(context: Context) -> Iterator[Finding]:
    """Yield unknown words that are two common ones, and those that a capital letter or a name shows to be two."""
    for reading in explain(context.text, context.words, glossary=context.glossary):
        if reading.kind == "fused" and not (
            reading.fixes[0].endswith(" or") and NAME.match(context.text, reading.end) and reading.fixes[0].islower()
        ):
            message = "The space between two words is missing"
            yield context.mark(RULE, reading.start, reading.end, message, *reading.fixes, confidence=round(reading.probability, 2))
    for seam in case_seams(context.text, context.vocabulary):
        yield context.mark(RULE, seam.start, seam.end, "The space between two words is missing", seam.fix, confidence=seam.confidence, kind="case")
