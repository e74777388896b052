"""Terms that a term list wants otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from mtcheck.bilingual.bitext import Linked
from mtcheck.context import Context
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.english.inflection import noun_forms
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


class _Use(NamedTuple):
    """A term at a place of the source."""

    term: Term
    source: Span


def find(context: Context) -> Iterator[Finding]:
    """Yield forbidden words where the source has their term, and sentences that lack what is wanted, once each."""
    patterns = [(term, term.source_pattern()) for term in context.terms]
    for pair in context.bitext.linked:
        uses = [
            _Use(term, Span(*found.span())) for term, pattern in patterns if (found := pattern.search(context.bitext.source, *_ends(pair.source)))
        ]
        lacking = []
        for use in _longest(uses):
            if forbidden := _forbidden(context, use, pair):
                yield forbidden
            elif _lacks(context, use.term, pair):
                lacking.append(use)
        if lacking:
            yield _lack(context, pair, lacking)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _longest(uses: list[_Use]) -> list[_Use]:
    """Return the terms without those that are a part of a longer one ("conseil" in "conseil municipal")."""
    return [
        one
        for one in uses
        if not any(one.source != other.source and other.source.start <= one.source.start and one.source.end <= other.source.end for other in uses)
    ]


def _forbidden(context: Context, use: _Use, pair: Linked) -> Finding | None:
    term = use.term
    for avoid in term.forbidden:
        if wrong := english_pattern(avoid).search(context.text, *_ends(pair.target)):
            message = f"The term list does not want “{avoid}” for “{term.source}”"
            wanted = (_as_many(target, avoid, wrong.group()) for target in term.target)
            return context.mark(RULE, *wrong.span(), message, *wanted, confidence=WRONG, source=use.source, **_evidence(term))
    return None


def _as_many(target: str, avoid: str, found: str) -> str:
    """Return the wanted term in the plural where the one to avoid stands in it."""
    return noun_forms(target)["plural"] if found.lower() == noun_forms(avoid.lower())["plural"] != avoid.lower() else target


def _lacks(context: Context, term: Term, pair: Linked) -> bool:
    wanted = _wanted(term)
    return bool(wanted) and not any(english_pattern(form).search(context.text, *_ends(pair.target)) for form in wanted)


def _wanted(term: Term) -> tuple[str, ...]:
    return (term.source,) if term.keep else term.target


def _lack(context: Context, pair: Linked, lacking: list[_Use]) -> Finding:
    """Return what a sentence lacks as one finding, since it stands at no place of its own."""
    kept = [f"“{use.term.source}” as it is" for use in lacking if use.term.keep]
    called = [f"“{use.term.target[0]}” for “{use.source.of(context.bitext.source)}”" for use in lacking if not use.term.keep]
    message = f"The term list wants {', '.join((*called, *kept))}"
    return context.mark(RULE, *_ends(pair.target), message, confidence=MISSING, source=lacking[0].source, **_evidence(lacking[0].term))


def _evidence(term: Term) -> dict[str, Any]:
    return {"term": term.source, "list": term.where.rpartition("/")[2]}
