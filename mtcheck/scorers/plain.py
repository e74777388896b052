"""An article as a model should read it: what HTML entities stand for in their place, every offset mapped back."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from typing import NamedTuple

from mtcheck.core.model import Span

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")


class Plain(NamedTuple):
    """``text`` without entities; ``offsets`` holds for each of its code points and for its end where that stands in the given text."""

    text: str
    offsets: tuple[int, ...] | range

    def given(self, span: Span) -> Span:
        """Return where a stretch of ``text`` stands in the given text, entities whole."""
        return Span(self.offsets[span.start], self.offsets[span.end])

    def here(self, span: Span) -> Span:
        """Return the stretch of ``text`` that a stretch of the given text is."""
        return Span(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))


def plain(text: str) -> Plain:
    """Return a text with its HTML entities replaced by what they stand for."""
    if "&" not in text:
        return Plain(text, range(len(text) + 1))
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in ENTITY.finditer(text):
        meant = html.unescape(match.group())
        if meant != match.group():
            parts += (text[at : match.start()], meant)
            offsets += (*range(at, match.start()), *[match.start()] * len(meant))
            at = match.end()
    return Plain("".join((*parts, text[at:])), (*offsets, *range(at, len(text) + 1)))
