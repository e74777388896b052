"""Collects the prose of a marked-up file together with the map from its offsets to the file's."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from mtcheck.core.model import Document, Element, Origin, Piece, Span

SPACES = re.compile(r"[ \t\r\n\f]+")
LOOSE = re.compile(rb"&(?!#?\w+;)|<(?![A-Za-z/!?])")
"""Ampersands and angle brackets that are text, though HTML wants them escaped."""
OBJECT = "\ufffc"
"""What stands in the prose for code, a formula or an address in it (OBJECT REPLACEMENT CHARACTER)."""


ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
NO_BREAK = "\u00a0"
UNEVEN = re.compile(rf"(?<={NO_BREAK})[ \t\r\n\f]+|[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")
"""White space that does not stay as it is: all but one space after a word."""
BETWEEN_WORDS = re.compile(rf"(?<=[^\W\d_]){NO_BREAK}(?=[^\W\d_])|(?<=[^\W\d_][,.;:!?)”’]){NO_BREAK}(?=[^\W\d_])")
"""A no-break space that editors leave between words; in "50 %" and "« a »" it has a meaning."""


class Stretch(NamedTuple):
    """``text`` that the file writes as ``start..end``; as it stands there where ``text`` is None."""

    text: str | None
    start: int
    end: int


class CodePoints:
    """Turns offsets in UTF-8 bytes, as parsers give them, into offsets in code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.encoded = text.encode("utf-8", "surrogatepass")
        self._starts = None if len(self.encoded) == len(text) else self._all_starts()

    @cached_property
    def lenient(self) -> bytes:
        """The bytes with what is loose in the markup replaced by as many others, for a parser that it would lead astray."""
        return LOOSE.sub(b"_", self.encoded)

    def _all_starts(self) -> list[int]:
        starts, at = [], 0
        for char in self.text:
            starts.append(at)
            at += 1 if char < "\x80" else 2 if char < "\u0800" else 3 if char < "\U00010000" else 4
        return [*starts, at]

    def at(self, byte: int) -> int:
        """Return the offset in code points of an offset in bytes."""
        return byte if self._starts is None else bisect_right(self._starts, byte) - 1


@dataclass
class Prose:
    """The prose so far. ``raw`` is the file's text; all offsets given are code points of it."""

    raw: str
    parts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    elements: list[tuple[Span, Span]] = field(default_factory=list)
    length: int = 0
    wants_break: bool = False
    asides: list[tuple[Stretch, ...]] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)

    def text(self, start: int, end: int) -> None:
        """Add ``raw[start:end]`` as it is; a run of white space becomes one space."""
        at = start
        if leading := SPACES.match(self.raw, start, end):
            self.space(start, at := leading.end())
        for run in UNEVEN.finditer(self.raw, at, end):
            if run.start() > at:
                self._add(self.raw[at : run.start()], at, run.start())
            self.space(run.start(), run.end())
            at = run.end()
        if end > at:
            self._add(self.raw[at:end], at, end)

    def run(self, text: str, start: int, end: int) -> None:
        """Add text that the file writes as ``raw[start:end]``, its white space as it is."""
        self._add(text, start, end)

    def space(self, start: int, end: int) -> None:
        """Add one space for the white space at ``raw[start:end]``, unless one stands there or a block begins."""
        if self.parts and not self.wants_break and not self.parts[-1].endswith((" ", "\n", NO_BREAK)):
            self._add(" ", start, end)

    def entity(self, start: int, end: int) -> None:
        """Add the character that an entity such as ``&eacute;`` stands for; a no-break space after a space is none (``&nbsp; `` for a wide one)."""
        char = html.unescape(self.raw[start:end])
        if char != NO_BREAK or not self.parts or not self.parts[-1].endswith(" "):
            self._add(char, start, end)

    def aside(self, stretches: Iterable[Stretch]) -> None:
        """Keep a text that stands outside the article (a title, what an image shows) as a paragraph for after its end."""
        found = tuple(stretches)
        if any((self.raw[one.start : one.end] if one.text is None else one.text).strip() for one in found):
            self.asides.append(found)

    def marked_up(self, start: int, end: int) -> Iterator[Stretch]:
        """Yield ``raw[start:end]`` with its entities read."""
        at = start
        for entity in ENTITY.finditer(self.raw, start, end):
            yield Stretch(None, at, entity.start())
            yield Stretch(html.unescape(entity.group()), *entity.span())
            at = entity.end()
        yield Stretch(None, at, end)

    def placeholder(self, start: int, end: int) -> None:
        """Add one character for something that is no prose but has a place in the sentence."""
        self._add(OBJECT, start, end)

    def break_block(self) -> None:
        """Begin a new paragraph with whatever comes next."""
        self.wants_break = self.wants_break or bool(self.parts)

    def _add(self, text: str, start: int, end: int) -> None:
        if self.wants_break:
            self.wants_break = False
            self._put("\n\n", start, start)
        self._put(text, start, end)

    def _put(self, text: str, start: int, end: int) -> None:
        last = self.pieces[-1] if self.pieces else None
        joins = last and last.origin + last.origin_length == start and last.length == last.origin_length and len(text) == end - start
        if last and joins:
            self.pieces[-1] = Piece(last.start, last.length + len(text), last.origin, last.origin_length + len(text))
        else:
            self.pieces.append(Piece(self.length, len(text), start, end - start))
        self.parts.append(text)
        self.length += len(text)

    def element(self, since: int, start: int, end: int) -> None:
        """Note that ``raw[start:end]`` is the element that all prose from the length ``since`` on was added for."""
        if self.length > since:
            self.elements.append((Span(since, self.length), Span(start, end)))

    def document(self, path: str) -> Document:
        """Return the document of all that was added, the asides last."""
        spans = tuple(self._with_aside(stretches) for stretches in self.asides)
        text = BETWEEN_WORDS.sub(" ", "".join(self.parts))
        elements = (Element(_trimmed(text, within), place) for within, place in self.elements)
        return Document(path, text, origin=Origin(self.raw, tuple(self.pieces), tuple(elements)), asides=spans, comments=tuple(self.comments))

    def comment(self, start: int, end: int) -> None:
        """Note where a comment stands in the file."""
        self.comments.append(Span(start, end))

    def _with_aside(self, stretches: tuple[Stretch, ...]) -> Span:
        self.break_block()
        start = self.length + 2 * self.wants_break
        for text, first, last in stretches:
            if text is None:
                self.text(first, last)
            else:
                self._add(text, first, last)
        return Span(start, self.length)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
