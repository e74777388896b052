"""White space at the ends of segments, doubled, or of other lines than the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.checks.bilingual._strings import segments
from mtcheck.context import Context
from mtcheck.model import Example, Finding, Rule
from mtcheck.mqm import Severity

RULE = Rule(
    id="whitespace",
    summary="Doubled spaces, or line breaks that differ from the source's",
    why="Programs join strings as they stand: a doubled space shows, a missing line break runs two lines together.",
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    needs=frozenset({"source"}),
    profile="localisation",
    references=("Translate Toolkit pofilter: doublespacing, newlines, tabs", "Weblate: double_space, newline-count"),
    bad=(
        Example("Save  the file", "  ", " ", "fr", "Enregistrer le fichier"),
        Example("Close\tthe file", "\t", " ", "es", "Cerrar el archivo"),
    ),
    good=(
        Example("Save the file", None, None, "fr", "Enregistrer le fichier"),
        Example("Name\tValue", None, None, "es", "Nombre\tValor"),
    ),
)
RUN = re.compile(r"(?<=\S)(?: {2,}|\t+)(?=\S)")


def find(context: Context) -> Iterator[Finding]:
    """Yield runs of white space that the source does not have."""
    for source, target in segments(context):
        there = source.of(context.bitext.source)
        for match in RUN.finditer(context.text, target.start, target.end):
            if match.group() not in there:
                yield context.mark(RULE, *match.span(), "The source has no such space", " ", confidence=0.9, source=source)
