"""Positions as a client counts them: lines from 0, and columns in the units that it agreed to (LSP 3.17, ``positionEncoding``).

Inside mtcheck every offset counts Unicode code points. A line ends with a line feed, a carriage return or both; no other character ends one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from lsprotocol import types

from mtcheck.core.model import Span
from mtcheck.core.text import Lines

WIDER: dict[str, tuple[re.Pattern[str], ...]] = {
    "utf-8": tuple(map(re.compile, ("[^\\x00-\\x7f]", "[^\\x00-\\u07ff]", "[^\\x00-\\uffff]"))),
    "utf-16": (re.compile("[^\\x00-\\uffff]"),),
    "utf-32": (),
}
"""Encoding -> for each unit beyond the first the characters that have it."""


class AstrayError(ValueError):
    """A change at a place that the text does not have."""


class Placed:
    """A text and the places in it as a client names them."""

    def __init__(self, text: str, encoding: str) -> None:
        self.text, self.encoding = text, encoding

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    @cached_property
    def _wide(self) -> Sequence[int]:
        """The offsets of the characters that take more than one unit, in order, each once for every further unit."""
        found = [match.start() for pattern in WIDER[self.encoding] for match in pattern.finditer(self.text)]
        return sorted(found) if len(WIDER[self.encoding]) > 1 else found

    def _units(self, offset: int) -> int:
        """Return how many units stand before an offset."""
        return offset + bisect_left(self._wide, offset)

    def position(self, offset: int) -> types.Position:
        """Return the position of an offset."""
        line = bisect_right(self.lines.starts, offset) - 1
        start = self.lines.starts[line]
        return types.Position(line, self._units(offset) - self._units(start))

    def range(self, span: Span) -> types.Range:
        """Return the range of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """Return the offset of a position: the end of the line or text where it lies beyond, the start of a character where it lies in the middle of one."""
        if position.line >= len(self.lines.starts):
            return len(self.text)
        line = self.lines.span(position.line + 1)
        wanted = self._units(line.start) + position.character
        return line.start + bisect_right(range(line.start + 1, line.end + 1), wanted, key=self._units)

    def span(self, place: types.Range) -> Span:
        """Return the span of a range, whichever of its ends comes first."""
        start, end = sorted((self.offset(place.start), self.offset(place.end)))
        return Span(start, end)

    def changed(self, change: types.TextDocumentContentChangeEvent) -> Placed:
        """Return the text after a change.

        Raises AstrayError for a change of lines that the text does not have, or from behind its own end: client and server have lost each other.
        """
        if not isinstance(change, types.TextDocumentContentChangePartial):
            return Placed(change.text, self.encoding)
        start, end = change.range.start, change.range.end
        last = len(self.lines.starts)
        if (start.line, start.character) > (end.line, end.character) or end.line > last:
            raise AstrayError(f"{start.line + 1}:{start.character + 1} to {end.line + 1}:{end.character + 1} in a text of {last} lines")
        return Placed(self.text[: self.offset(start)] + change.text + self.text[self.offset(end) :], self.encoding)
