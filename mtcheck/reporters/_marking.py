"""A stretch of text as HTML, with the spans of findings marked in it; all text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from mtcheck.core.model import Span


def marked(text: str, stretch: Span, marks: Iterable[tuple[Span, int]], classes: Mapping[int, str], letter: str) -> Iterator[str]:
    """Yield a stretch of text with the marks that begin in it, one inside another where they overlap; one that would cross another ends with it."""
    at = stretch.start
    ends: list[int] = []
    for span, number in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end)):
        if not (stretch.start <= span.start < stretch.end):
            continue
        while ends and ends[-1] <= span.start:
            yield f"{escape(text[at : ends[-1]])}</mark>"
            at = ends.pop()
        yield f'{escape(text[at : span.start])}<mark id="{letter}{number}" class="{classes[number]}" tabindex="0">'
        at = span.start
        ends.append(min(span.end, ends[-1] if ends else stretch.end))
    for end in reversed(ends):
        yield f"{escape(text[at:end])}</mark>"
        at = end
    yield escape(text[at : stretch.end])
