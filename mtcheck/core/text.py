"""Positions in a text as others count them, excerpts, and the hash that stands for a place in a text.

Inside mtcheck every offset counts Unicode code points; lines, columns, UTF-16 units and bytes are worked out here, for reporters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.core.lazy import lazy
from mtcheck.core.model import Span

NEWLINE = lazy(r"\r\n|\r|\n")
HASH_LENGTH = 16
NEIGHBOURS = 4
"""Words on each side of a span that its hash stands for."""
REACH = 200
"""Code points on each side in which these words are looked for."""
PARAGRAPH_END = lazy(r"(?<![\w,;\r])(?>\r\n|\r|\n)|(?>\r\n|\r|\n)(?![ \t]*[a-z])")
"""The end of a paragraph: of a line that does not go on in small letters (one that was wrapped does)."""
WORD = lazy(r"\w+")
EXCERPT = 100
"""Code points of an excerpt on each side of its span."""


class Lines:
    """The lines of a text; a line feed, a carriage return or both together end one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in NEWLINE.finditer(text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both 1-based; columns count code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, line: int) -> Span:
        """Return the span of a 1-based line, without its end."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))


def utf8_bytes(text: str) -> int:
    """Return the length of a text in UTF-8 bytes; a lone surrogate counts as three."""
    return len(text.encode("utf-8", "surrogatepass"))


def paragraph(text: str, span: Span, reach: int) -> Span:
    """Return the lines that the span touches, of each side at most ``reach`` code points, so that it costs the same in a line of any length."""
    first, last = max(0, span.start - reach), min(len(text), span.end + reach)
    start = max(first, text.rfind("\n", first, span.start) + 1, text.rfind("\r", first, span.start) + 1)
    ends = [end for mark in "\r\n" if (end := text.find(mark, span.end, last)) >= 0]
    return Span(start, min(ends, default=last))


def places(text: str, words: str) -> Iterator[int]:
    """Yield the offsets where the words stand in the text, in other words or not; a plain search passes over a megabyte in a tenth of a millisecond."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def context_hash(text: str, span: Span, rule: str) -> str:
    """Return 16 hex digits that stand for a rule, the words of the span and a few words on each side; nothing else in the text changes them.

    White space and case are levelled.
    """
    import hashlib  # costs two milliseconds, and most articles of people have no finding

    before, after = _neighbours(text, span)
    parts = (rule, levelled(span.of(text)), *before, "", *after)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:HASH_LENGTH]


def levelled(text: str) -> str:
    """Return the text in lower case with single spaces between its words."""
    return " ".join(text.split()).casefold()


def _neighbours(text: str, span: Span) -> tuple[list[str], list[str]]:
    """Return the last words before the span and the first after it, of its paragraph."""
    low, high = max(0, span.start - REACH), min(len(text), span.end + REACH)
    ends = [match.span() for match in PARAGRAPH_END.finditer(text, low, high)]
    start = max((end for _, end in ends if end <= span.start), default=low)
    end = min((start for start, _ in ends if start >= span.end), default=high)
    before, after = (WORD.findall(text[first:last].casefold()) for first, last in ((start, span.start), (span.end, end)))
    return before[-NEIGHBOURS:], after[:NEIGHBOURS]


class Excerpt(NamedTuple):
    """The words before a span, of it and after it, on one line; an ellipsis stands for what is cut off."""

    before: str
    marked: str
    after: str

    @property
    def line(self) -> str:
        """The excerpt as one line."""
        return self.before + self.marked + self.after


def excerpt(text: str, span: Span, width: int = EXCERPT) -> Excerpt:
    """Return the surroundings of a span, at most ``width`` code points on each side, cut at spaces."""
    line = paragraph(text, span, width + 1)
    start, end = max(line.start, span.start - width), min(line.end, span.end + width)
    before, after = text[start : span.start], text[span.end : end]
    if start > line.start:
        before = "…" + before[before.find(" ") + 1 :]
    if end < line.end:
        after = after[: after.rfind(" ")] + "…" if " " in after else after + "…"
    return Excerpt(*(re.sub(r"\s", " ", part) for part in (before.lstrip(), span.of(text), after.rstrip())))


def normal(text: str) -> str:
    """Return the text in lower case with plain spaces and apostrophes, of the same length (offsets stay true)."""
    plain = text.replace("\n", " ").replace("\r", " ").replace("\t", " ").replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
    lower = plain.lower()
    return lower if len(lower) == len(text) else "".join(low if len(low := char.lower()) == 1 else char for char in plain)


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "1 document", "1,200 documents"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
