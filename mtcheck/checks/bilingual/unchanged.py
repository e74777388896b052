"""Segments that are still the source."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.checks.bilingual._strings import segments
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="unchanged",
    summary="A segment that is the same as its source",
    why="Somebody forgot to translate it.",
    category="Accuracy/Untranslated",
    severity=Severity.MAJOR,
    needs=frozenset({"source"}),
    references=("Translate Toolkit pofilter: unchanged, untranslated", "Weblate: same", "Okapi CheckMate: TARGET_SAME_AS_SOURCE"),
    bad=(
        Example(
            "Le conseil se réunit demain matin à dix heures.",
            "Le conseil se réunit demain matin à dix heures.",
            None,
            "fr",
            "Le conseil se réunit demain matin à dix heures.",
        ),
        Example(
            "El ministro no quiso responder a las preguntas.",
            "El ministro no quiso responder a las preguntas.",
            None,
            "es",
            "El ministro no quiso responder a las preguntas.",
        ),
    ),
    good=(
        Example("Reuters", None, None, "fr", "Reuters"),
        Example("The council meets tomorrow.", None, None, "fr", "Le conseil se réunit demain."),
    ),
)
WORDS = 3


def find(context: Context) -> Iterator[Finding]:
    """Yield segments of several words, some of them small, that equal their source."""
    for source, target in segments(context):
        here = target.of(context.text)
        small = sum(word.isalpha() and word.islower() for word in here.split())
        if small >= WORDS and " ".join(here.split()) == " ".join(source.of(context.bitext.source).split()):
            yield context.mark(RULE, target.start, target.end, "The same as the source", confidence=0.95, source=source)
