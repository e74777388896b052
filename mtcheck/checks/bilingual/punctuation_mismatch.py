"""End marks that differ from the source's."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.checks.bilingual._strings import segments
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="punctuation-mismatch",
    summary="A segment that ends with another mark than its source",
    why="In strings a lost colon, question mark or ellipsis changes what the line is; in prose an editor may well end a sentence otherwise.",
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    needs=frozenset({"source"}),
    profile="localisation",
    references=("Translate Toolkit pofilter: endpunc", "Weblate: end_stop, end_colon, end_question, end_exclamation, end_ellipsis"),
    bad=(
        Example("Save the changes.", ".", "?", "fr", "Enregistrer les modifications ?"),
        Example("Your name", "name", "name:", "de", "Ihr Name:"),
    ),
    good=(
        Example("Save the changes?", None, None, "fr", "Enregistrer les modifications ?"),
        Example("Loading…", None, None, "es", "Cargando..."),
    ),
)
SAME = {"…": "...", "。": ".", "？": "?", "！": "!", "：": ":", "؟": "?", "।": ".", ";": ";", "؛": ";"}
ENDS = ("...", ".", "?", "!", ":", ";")
CLOSING = " \u00a0\u202f\"'”’»)]"


def find(context: Context) -> Iterator[Finding]:
    """Yield the ends of segments whose mark differs."""
    for source, target in segments(context):
        here, there = _mark(target.of(context.text)), _mark(source.of(context.bitext.source))
        if here == there:
            continue
        end = target.start + len(target.of(context.text).rstrip(CLOSING))
        width = len(here) if here and context.text[end - len(here) : end] == here else 1
        if here:
            yield context.mark(RULE, end - width, end, f"The source ends with {there or 'no mark'!r}", there, confidence=0.7, source=source)
        else:
            start = end - len(context.text[target.start : end].rsplit(None, 1)[-1]) if end > target.start else target.start
            word = context.text[start:end]
            yield context.mark(RULE, start, end, f"The source ends with {there!r}", word + there, confidence=0.7, source=source)


def _mark(text: str) -> str:
    bare = text.rstrip(CLOSING)
    for mark, plain in SAME.items():
        if bare.endswith(mark):
            return plain
    return next((mark for mark in ENDS if bare.endswith(mark)), "")
