"""Common words that a language model finds far more surprising where they stand than such words are; needs a scorer, and off by default."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity
from mtcheck.english import lexicon

RULE = Rule(
    id="unidiomatic-wording",
    summary="A common word where nobody expects it",
    why="No list holds every odd wording. A word that readers know well and a language model finds very surprising in its place is worth a look.",
    category="Style/Unidiomatic style",
    severity=Severity.MINOR,
    needs=frozenset({"scores"}),
    references=("Hale 2001, A probabilistic Earley parser as a psycholinguistic model", "MQM: Unidiomatic style"),
    bad=(
        Example("The ministers agreed to put the treaty in vegetable before the summer.", "vegetable"),
        Example("The union said the strike at the port would umbrella on for a week.", "umbrella"),
    ),
    good=(
        Example("The ministers agreed to put the treaty in force before the summer."),
        Example("She took the decision and left the leadership of the party."),
    ),
    preview=True,
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
EXPECTED, PER_ZIPF = 14.0, -1.64
"""A word's surprisal (nats) by its Zipf frequency in people's news: a line through 20,000 words, scored sentence by sentence with the default model."""
EXCESS = 10.0
"""Nats above that from which on a word is reported: one in a thousand words of people's news."""
COMMON = 3.0
START = 15
"""Characters of a sentence before which there is too little context to expect anything."""


def find(context: Context) -> Iterator[Finding]:
    """Yield common words of high surprisal; nothing where no scorer ran."""
    for sentence, scores in context.scores:
        spans = iter(scores.tokens)
        token = next(spans, None)
        for word in WORD.finditer(sentence.of(context.text)):
            surprisal = 0.0
            while token and token.span.start < word.end():
                surprisal -= token.logprob if token.span.end > word.start() else 0.0
                token = next(spans, None)
            if excess := _excess(word, surprisal):
                start = sentence.start + word.start()
                message = f"“{word.group()}” is very surprising here"
                yield context.mark(RULE, start, start + len(word.group()), message, confidence=0.5, surprisal=round(surprisal, 1), excess=excess)


def _excess(word: re.Match[str], surprisal: float) -> float:
    """Return by how many nats a common word is more surprising than such words are, where that is a lot, else 0."""
    zipf = lexicon.zipf(word.group())
    excess = round(surprisal - EXPECTED - PER_ZIPF * zipf, 1)
    return excess if excess > EXCESS and zipf >= COMMON and word.start() >= START and word.group().islower() else 0.0
