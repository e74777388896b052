"""Lines for a terminal: pieces of text with a style each, wrapped at spaces by the cells that their characters take.

Rich has all of this and more, and would take a sixth of the time of a run on one article to import; of it only the table of cells is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from mtcheck.core.lazy import lazy

BOLD, UNDERLINED, GREEN, YELLOW, CYAN = "1", "4", "32", "33", "36"
BOLD_RED, WHITE_ON_RED = "1;31", "1;37;41"
"""Styles, as the terminal has them (ECMA-48, select graphic rendition)."""
WORD = lazy(r"\s*\S+\s*")


class Piece(NamedTuple):
    """Some text in one style, "" for none."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]


def painted(line: Line, *, colour: bool) -> str:
    """Return a line as it is written, without white space at its end; without ``colour`` in plain characters."""
    marked = (f"\x1b[{piece.style}m{piece.text}\x1b[0m" if colour and piece.style and piece.text else piece.text for piece in line)
    return "".join(marked).rstrip()


def wrapped(line: Line, width: int, indent: int = 0) -> Iterator[Line]:
    """Yield the lines of at most ``width`` cells that one takes, each behind ``indent`` spaces; a word that is longer is cut."""
    text = "".join(piece.text for piece in line)
    for start, end in pairwise((0, *_cuts(text, width - indent), len(text))):
        yield Piece(" " * indent), *_part(line, start, end)


def _part(line: Line, start: int, end: int) -> Iterator[Piece]:
    at = 0
    for text, style in line:
        yield Piece(text[max(0, start - at) : max(0, end - at)], style)
        at += len(text)


def _cuts(text: str, width: int) -> Iterator[int]:
    """Yield where a text is cut so that each part takes at most so many cells."""
    from rich.cells import cell_len, chop_cells

    if cell_len(text) <= width:
        return
    used = 0
    for word in WORD.finditer(text):
        size = cell_len(word[0].rstrip())
        if used + size <= width:
            used += cell_len(word[0])
            continue
        start = word.start()
        for part in chop_cells(word[0], width) if size > width else (word[0],):
            if start:
                yield start
            start += len(part)
            used = cell_len(part)
