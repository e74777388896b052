"""What a pattern asks of the source: in which languages, what the linked sentence must hold and what it must not (``docs/rules-format.md``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from mtcheck.context import Context
from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Span
from mtcheck.rules.slots import HOW

Beside = tuple[str, str, str]
"""A source language and two RE2 expressions: what stands behind the pattern, and what must not occur in the same sentence ("" for nothing)."""


def read_beside(row: Mapping[str, Any], where: str) -> tuple[Beside, ...]:
    """Return what a pattern's ``source`` and ``source_unless`` (its own, or its rule's) ask of each language.

    Raises ConfigError for an expression that RE2 cannot take.
    """
    match, unless = row.get("source", {}), row.get("source_unless", {})
    for code, expression in (*match.items(), *unless.items()):
        _check(code, expression, where)
    return tuple((code, match[code], unless.get(code, "")) for code in sorted(match))


def _check(code: str, expression: object, where: str) -> None:
    import re2

    try:
        _compiled(expression)
    except (re2.error, TypeError) as error:
        raise ConfigError(f"RE2 cannot take what is asked of the source in {code!r} ({error})", where, HOW) from None


@cache
def _compiled(expression: object) -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    return re2.compile(expression, options)


def wanted(asked: tuple[Beside, ...], context: Context) -> Beside | None:
    """Return what a pattern asks of the document's source; None where there is none, another article's, or one in another language."""
    if context.document.source is None or context.bitext.unrelated:
        return None
    return next((one for one in asked if one[0] == context.bitext.language_code), None)


def place(beside: Beside, context: Context, offset: int) -> Span | None:
    """Return where the source sentence linked to an offset of the text has what is asked; None where it has not, or has what it must not."""
    _, match, unless = beside
    pair = context.bitext.linked_at(offset)
    if pair is None or (unless and any(_found(unless, context, pair.source))):
        return None
    return next(_found(match, context, pair.source), None)


def _found(expression: str, context: Context, within: Span) -> Iterator[Span]:
    sentence = within.of(context.bitext.source)
    for match in _compiled(expression).finditer(sentence):
        yield Span(within.start + match.start(), within.start + match.end())
