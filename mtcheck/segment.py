"""Paragraphs, sentences and words of a text, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.model import Span

PARAGRAPH = re.compile(r"[^\s][^\n\r]*")
WORD = re.compile(r"[^\W\d_]+")
"""A run of letters: the unit of the lexicon ("couldn't" holds two)."""


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the lines that are not blank, without the white space around them."""
    for match in PARAGRAPH.finditer(text):
        line = match.group()
        yield Span(match.start(), match.start() + len(line.rstrip()))


def sentences(text: str, paragraph: Span, language: str = "en") -> Iterator[Span]:
    """Yield the sentences of a paragraph, without the white space around them (splitter: sentencex; ``language`` is an ISO 639-1 code)."""
    import sentencex

    line = paragraph.of(text)
    for boundary in sentencex.get_sentence_boundaries(language, line):
        start, end = boundary["start_index"], boundary["end_index"]
        piece = line[start:end]
        kept = piece.strip()
        if kept:
            begin = paragraph.start + start + len(piece) - len(piece.lstrip())
            yield Span(begin, begin + len(kept))
