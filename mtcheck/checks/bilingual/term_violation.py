"""Terms that a term list wants otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtcheck.bilingual.bitext import Linked
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.glossary.terms import Term, english_pattern

RULE = Rule(
    id="term-violation",
    summary="A term that the term list wants otherwise",
    why="A publication or client has agreed on what things are called; see `terms` in the config.",
    category="Terminology/Inconsistent with terminology resource",
    severity=Severity.MAJOR,
    needs=frozenset({"source", "terms"}),
    references=("ISO 30042:2019 (TBX)", "MQM: Inconsistent with terminology resource"),
    bad=(
        Example("The town hall voted on Monday.", "town hall", "city council", "fr", "Le conseil municipal a voté lundi."),
        Example("The Liberty Front marched.", "The Liberty Front marched.", None, "es", "El Frente Libertad marchó."),
    ),
    good=(
        Example("The city councils voted on Monday.", None, None, "fr", "Les conseils municipaux ont voté lundi."),
        Example("Frente Libertad marched.", None, None, "es", "Frente Libertad marchó."),
    ),
)
"""The examples hold with the list ``conseil municipal -> city council, not town hall`` and ``Frente Libertad`` kept as it is."""
WRONG, MISSING = 0.95, 0.7


def find(context: Context) -> Iterator[Finding]:
    """Yield forbidden words where the source has their term, and sentences that lack the wanted one."""
    for term in context.terms:
        pattern = term.source_pattern()
        for pair in context.bitext.linked:
            found = pattern.search(context.bitext.source, pair.source.start, pair.source.end)
            if found and (finding := _judged(context, term, pair, Span(*found.span()))):
                yield finding


def _judged(context: Context, term: Term, pair: Linked, source: Span) -> Finding | None:
    where = pair.target.start, pair.target.end
    evidence: dict[str, Any] = {"term": term.source, "list": term.where.rpartition("/")[2]}
    for avoid in term.forbidden:
        if wrong := english_pattern(avoid).search(context.text, *where):
            message = f"The term list does not want “{avoid}” for “{term.source}”"
            return context.mark(RULE, *wrong.span(), message, *term.target, confidence=WRONG, source=source, **evidence)
    wanted = (term.source,) if term.keep else term.target
    if not wanted or any(english_pattern(form).search(context.text, *where) for form in wanted):
        return None
    message = f"The term list wants “{wanted[0]}” for “{source.of(context.bitext.source)}”"
    return context.mark(RULE, *where, message, confidence=MISSING, source=source, **evidence)
