"""White space at the ends of segments, doubled, or of other lines than the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.checks.bilingual._strings import segments
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity

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
EDGES = re.compile(r"^\s*|\s*$")
UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]")
"""Zero-width spaces, word joiners and soft hyphens."""


def find(context: Context) -> Iterator[Finding]:
    """Yield runs of white space, unseen characters and edges that the source does not have."""
    for source, target in segments(context):
        there = source.of(context.bitext.source)
        for match in RUN.finditer(context.text, target.start, target.end):
            if match.group() not in there:
                yield context.mark(RULE, *match.span(), "The source has no such space", " ", confidence=0.9, source=source)
        for match in UNSEEN.finditer(context.text, target.start, target.end):
            if match.group() not in there:
                yield context.mark(RULE, *match.span(), "A character that nobody sees", "", confidence=0.9, source=source)
        yield from _edges(context, source, target)


def _edges(context: Context, source: Span, target: Span) -> Iterator[Finding]:
    """Yield the segment whose white space before or after it, or whose number of lines, is not the source's."""
    here, there = target.of(context.text), source.of(context.bitext.source)
    ends = [tuple(len(edge) for edge in EDGES.findall(text)) for text in (here, there)]
    if context.document.units and here.strip() and ends[0] != ends[1]:
        yield context.mark(RULE, target.start, target.end, "White space at its ends differs from the source", confidence=0.7, source=source)
    elif context.document.units and here.strip().count("\n") != there.strip().count("\n"):
        yield context.mark(RULE, target.start, target.end, "Not as many lines as the source", confidence=0.6, source=source)
