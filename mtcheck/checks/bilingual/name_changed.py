"""Names of the target that the source does not have."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bitext import Linked
from mtcheck.context import Context
from mtcheck.counterparts import Side, english_names, source_names, sure
from mtcheck.language import Language
from mtcheck.model import Example, Finding, Rule, Span
from mtcheck.mqm import Severity

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
MUTUAL, ALONE, UNSURE = 0.85, 0.55, 0.35


def find(context: Context) -> Iterator[Finding]:
    """Yield the names of the target without a counterpart."""
    other = context.bitext.language
    if other is None:
        return
    for pair in context.bitext.linked:
        yield from _in_pair(context, pair, other)


def _in_pair(context: Context, pair: Linked, other: Language) -> Iterator[Finding]:
    here, there = pair.target.of(context.text), pair.source.of(context.bitext.source)
    source = Side(there, other)
    new = [name for name in english_names(here) if name.strong and not any(source.has(word) for word in name.words)]
    if not new:
        return
    target = Side(here, None)
    gone = [name for name in source_names(there, other) if not any(target.has(word) for word in name.words)]
    for name in new:
        start, end = pair.target.start + name.start, pair.target.start + name.end
        if gone:
            lost = gone[0]
            span = Span(pair.source.start + lost.start, pair.source.start + lost.end)
            yield context.mark(RULE, start, end, f"The source has “{span.of(context.bitext.source)}”", confidence=MUTUAL, source=span)
        else:
            yield context.mark(
                RULE, start, end, "The source sentence has no such name", confidence=ALONE if sure(name) else UNSURE, source=pair.source
            )
