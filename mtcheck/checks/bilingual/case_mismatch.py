"""Segments whose first letter is of another case than the source's."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.checks.bilingual._strings import segments
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="case-mismatch",
    summary="A segment that begins small where its source begins with a capital, or is all capitals on one side only",
    why="Labels and headings are written the same way throughout an interface.",
    category="Linguistic conventions/Spelling",
    severity=Severity.MINOR,
    needs=frozenset({"source"}),
    profile="localisation",
    references=("Translate Toolkit pofilter: startcaps, simplecaps",),
    bad=(
        Example("save the file", "save", "Save", "fr", "Enregistrer le fichier"),
        Example("Warning", "Warning", "WARNING", "es", "ADVERTENCIA"),
    ),
    good=(
        Example("Save the file", None, None, "fr", "Enregistrer le fichier"),
        Example("I agree", None, None, "fr", "je suis d'accord"),
    ),
)
LETTERS = 4
"""Letters from which on capitals throughout are meant."""


def find(context: Context) -> Iterator[Finding]:
    """Yield first words in the wrong case and segments that should be all capitals."""
    for source, target in segments(context):
        here, there = target.of(context.text), source.of(context.bitext.source)
        if there.isupper() and not here.isupper() and sum(map(str.isalpha, there)) >= LETTERS:
            yield context.mark(RULE, target.start, target.end, "The source is all capitals", here.upper(), confidence=0.7, source=source)
        elif here[:1].islower() and there[:1].isupper() and not there.isupper():
            word = here.split(None, 1)[0]
            yield context.mark(
                RULE,
                target.start,
                target.start + len(word),
                "The source begins with a capital",
                word[0].upper() + word[1:],
                confidence=0.7,
                source=source,
            )
