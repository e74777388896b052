"""Brackets that do not pair as the source's do."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.checks.bilingual._strings import segments
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="brackets",
    summary="Another number of brackets than the source",
    why="A lost bracket leaves a remark open; a lost pair often means lost words.",
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    needs=frozenset({"source"}),
    profile="localisation",
    references=("Translate Toolkit pofilter: brackets", "Okapi CheckMate: UNEXPECTED_PATTERN"),
    bad=(
        Example("Open the file (read only", "Open the file (read only", None, "fr", "Ouvrir le fichier (lecture seule)"),
        Example("Delete all files", "Delete all files", None, "es", "Borrar todos los archivos [definitivo]"),
    ),
    good=(
        Example("Open the file (read only)", None, None, "fr", "Ouvrir le fichier (lecture seule)"),
        Example("Open the file [read only]", None, None, "zh", "打开文件［只读］"),
    ),
)
KINDS = ("(（", ")）", "[［【", "]］】", "{｛", "}｝")


def find(context: Context) -> Iterator[Finding]:
    """Yield the segments with more or fewer brackets of a kind."""
    for source, target in segments(context):
        here, there = target.of(context.text), source.of(context.bitext.source)
        wrong = [kind[0] for kind in KINDS if sum(map(here.count, kind)) != sum(map(there.count, kind))]
        if wrong:
            yield context.mark(RULE, target.start, target.end, f"Not as many {' '.join(wrong)} as in the source", confidence=0.6, source=source)
