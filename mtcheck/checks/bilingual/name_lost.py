"""Names of the source that the target does not have."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bitext import Linked
from mtcheck.context import Context
from mtcheck.counterparts import Side, english_names, known_places, source_names
from mtcheck.language import Language
from mtcheck.model import Example, Finding, Rule, Span
from mtcheck.mqm import Severity

RULE = Rule(
    id="name-lost",
    summary="A name of the source that the English does not have",
    why="Who did it or where it happened is gone, and the sentence often still reads well.",
    category="Accuracy/Omission",
    severity=Severity.MAJOR,
    needs=frozenset({"source"}),
    references=("MQM: Omission",),
    bad=(
        Example(
            "The minister met in the evening.",
            "The minister met in the evening.",
            None,
            "fr",
            "Le ministre a rencontré Oksana Hrytsenko dans la soirée.",
        ),
        Example(
            "The concert took place on Friday.", "The concert took place on Friday.", None, "es", "El concierto tuvo lugar el viernes en Zaragoza."
        ),
    ),
    good=(
        Example("The minister met her in London.", None, None, "fr", "Le ministre l'a rencontrée à Londres."),
        Example("The European Union agreed.", None, None, "it", "L'Unione Europea ha accettato."),
    ),
)
CONFIDENCE = 0.6


def find(context: Context) -> Iterator[Finding]:
    """Yield sentences whose source has a name without a counterpart."""
    other = context.bitext.language
    if other is None:
        return
    for pair in context.bitext.linked:
        yield from _in_pair(context, pair, other)


def _in_pair(context: Context, pair: Linked, other: Language) -> Iterator[Finding]:
    here, there = pair.target.of(context.text), pair.source.of(context.bitext.source)
    target = Side(here, None)
    gone = [
        Span(name.start, name.end)
        for name in source_names(there, other)
        if not any(target.has(word) for word in name.words) and not _translated(name.words, here, other)
    ]
    gone += [Span(start, end) for start, end, english in known_places(there, other) if not any(target.has(word) for word in english.split())]
    if not gone:
        return
    source = Side(there, other)
    if any(name.strong and not any(source.has(word) for word in name.words) for name in english_names(here)):
        return  # name-changed points at it
    for lost in gone[:1]:
        span = Span(pair.source.start + lost.start, pair.source.start + lost.end)
        message = f"The English does not name “{span.of(context.bitext.source)}”"
        yield context.mark(RULE, pair.target.start, pair.target.end, message, confidence=CONFIDENCE, source=span)


def _translated(words: tuple[str, ...], here: str, other: Language) -> bool:
    """Return whether the target says the name as English does ("Londres", "London")."""
    low = here.lower()
    called = Side(" ".join(words), other).english
    return any(part in low for part in called if len(part) > 2)
