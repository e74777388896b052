"""An article as HTML: sentence by sentence beside its source where it has one, with the findings marked on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup
from sqlalchemy.engine import Row

from mtcheck.core.model import Span
from mtcheck.core.text import Excerpt, excerpt
from mtcheck.reporters._marking import marked

PAIRED = 200
"""Code points of source around what a finding was held against."""


class Stretch(NamedTuple):
    """A stretch of the text and what it translates, as HTML; None where there is nothing. ``begins``: a paragraph begins with it."""

    source: Markup | None
    text: Markup | None
    begins: bool


def stretches(article: Row[Any], findings: Sequence[Row[Any]]) -> Iterator[Stretch]:
    """Yield the article in order; text that belongs to no sentence of the source stands alone."""
    shown = [one for one in findings if one.present]
    here = [(Span(one.start, one.end), one.id) for one in shown]
    there = [(Span(one.source_start, one.source_end), one.id) for one in shown if one.source_start is not None]
    classes = {one.id: one.severity for one in shown}

    def part(text: str, span: Span, marks: list[tuple[Span, int]], letter: str) -> Markup:
        inside = [(mark, number) for mark, number in marks if span.start <= mark.start < span.end]
        return Markup("".join(marked(text, span, inside, classes, letter)))

    at = 0
    for source, target in article.pairs:
        if target and target[0] > at and article.text[at : target[0]].strip():
            yield Stretch(None, part(article.text, Span(at, target[0]), here, "m"), begins=True)
            at = target[0]
        begins = (bool(target) and "\n" in article.text[at : target[0]]) or at == 0
        at = max(at, target[1]) if target else at
        yield Stretch(
            part(article.source, Span(*source), there, "s") if source else None,
            part(article.text, Span(*target), here, "m") if target else None,
            begins,
        )
    if at < len(article.text) and article.text[at:].strip():
        yield Stretch(None, part(article.text, Span(at, len(article.text)), here, "m"), begins=True)


def source_of(article: Row[Any], finding: Row[Any]) -> Excerpt | None:
    """Return what a finding was held against in the source, with its surroundings; the sentence where only that is known; None without a source."""
    if finding.source_start is not None:
        return excerpt(article.source, Span(finding.source_start, finding.source_end), PAIRED)
    for source, target in article.pairs:
        if source and target and target[0] <= finding.start < target[1]:
            return Excerpt("", "", " ".join(article.source[source[0] : source[1]].split()))
    return None
