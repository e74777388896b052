"""Names of the target that the source does not have."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bilingual.counterparts import compared
from mtcheck.bilingual.proper import sure
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="name-changed",
    summary="A name that the source does not have",
    why="Systems replace rare names by common ones; the reader learns about the wrong person or place.",
    category="Accuracy/Mistranslation",
    severity=Severity.CRITICAL,
    needs=frozenset({"source"}),
    references=("MQM: Mistranslation, named entity",),
    bad=(
        Example(
            "The talks were led by Karim Haddad in the capital.",
            "Karim Haddad",
            None,
            "fr",
            "Les discussions ont été menées par Olga Petrenko dans la capitale.",
        ),
        Example("The factory of Toyota in the north will close.", "Toyota", None, "es", "La fábrica de Renault en el norte cerrará."),
    ),
    good=(
        Example("Zelensky met the mayor of Florence.", None, None, "it", "Zelens'kyj ha incontrato il sindaco di Firenze."),
        Example("Russian singer Polina Gagarina performed in Moscow.", None, None, "ru", "Российская певица Полина Гагарина выступила в Москве."),
    ),
)
MUTUAL, DOUBTFUL, ALONE, UNSURE = 0.85, 0.6, 0.55, 0.35


def find(context: Context) -> Iterator[Finding]:
    """Yield the names of the target without a counterpart."""
    home = context.bitext.language.home if context.bitext.language else frozenset()
    for pair, gone, new in compared(context.bitext):
        for name in new:
            start, end = pair.target.start + name.start, pair.target.start + name.end
            if gone:
                span = Span(pair.source.start + gone[0].start, pair.source.start + gone[0].end)
                message, confidence = f"The source has “{span.of(context.bitext.source)}”", MUTUAL if name.strong else DOUBTFUL
            elif all(part.text in home for part in name.strong):
                continue
            else:
                span, message, confidence = (
                    pair.source,
                    "The source sentence has no such name",
                    ALONE if sure(name, pair.target.of(context.text)) else UNSURE,
                )
            yield context.mark(RULE, start, end, message, confidence=confidence, source=span)
