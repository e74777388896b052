"""Segments much longer or shorter than their source."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.checks.bilingual._strings import segments
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="length-ratio",
    summary="A segment much longer or shorter than its source",
    why="Something was left out, added, or belongs to another segment.",
    category="Accuracy/Omission",
    severity=Severity.MINOR,
    needs=frozenset({"source"}),
    profile="localisation",
    references=("Translate Toolkit pofilter: long, short", "Okapi CheckMate: SOURCE_LENGTH, TARGET_LENGTH"),
    bad=(
        Example("Yes.", "Yes.", None, "fr", "Oui, vous pouvez supprimer ce fichier sans perdre vos réglages."),
        Example(
            "Delete the selected file and all the settings that belong to it",
            "Delete the selected file and all the settings that belong to it",
            None,
            "es",
            "Borrar el archivo",
        ),
    ),
    good=(
        Example("Delete the file", None, None, "fr", "Supprimer le fichier"),
        Example("OK", None, None, "de", "Ist gut"),
    ),
)
MOST, LEAST = 2.5, 0.35
SLACK = 15
"""Characters by which short segments may differ in any case."""


def find(context: Context) -> Iterator[Finding]:
    """Yield the segments out of proportion; scripts without spaces are left alone, since their lengths say little."""
    if context.bitext.language is not None and not context.bitext.language.spaced:
        return
    for source, target in segments(context):
        ratio = len(target) / len(source)
        if abs(len(target) - len(source)) > SLACK and not LEAST <= ratio <= MOST:
            yield context.mark(RULE, target.start, target.end, f"{ratio:.1f} times as long as the source", confidence=0.6, source=source)
