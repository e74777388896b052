"""What all tables share: which columns hold target, source and names, and which cells an edit changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from mtcheck.core.errors import ReadError, nearest
from mtcheck.core.model import Document
from mtcheck.readers._edits import Edits, Notation, Patch, patches, spliced
from mtcheck.readers._options import Options
from mtcheck.readers._segments import Content, Segments
from mtcheck.readers._whole import LONGEST
from mtcheck.readers._xml import Text

TARGETS = ("target", "translation", "mt", "text", "english", "en")
SOURCES = ("source", "src")
NAMES = ("id", "key")
LISTED, WIDEST = 30, 40
"""Columns that an error lists, and characters of each name."""


class Columns(NamedTuple):
    """The places of the columns in a row, from 0."""

    target: int
    source: int | None
    id: int | None


def columns_of(header: Sequence[str], path: str, options: Options) -> Columns:
    """Return the columns that the options name, or that have a common name.

    Raises ReadError, which lists the columns there are, for one that is not there.
    """
    target = _place(header, options.target_column, TARGETS, path, "--target-column")
    if target is None:
        raise ReadError(f"no column is named {', '.join(TARGETS)}; it has {_list(header)}", path, "name the one to check with --target-column")
    source = _place(header, options.source_column, SOURCES, path, "--source-column")
    return Columns(target, source if source != target else None, _place(header, options.id_column, NAMES, path, "--id-column"))


def _place(header: Sequence[str], wanted: str | None, common: tuple[str, ...], path: str, option: str) -> int | None:
    for name in [wanted] if wanted is not None else common:
        if (found := place_of(header, name)) is not None:
            return found
    if wanted is not None:
        raise ReadError(f"no column {wanted!r}; it has {_list(header)}", path, nearest(wanted, header, f"name one of them with {option}"))
    return None


def place_of(header: Sequence[str], name: str) -> int | None:
    """Return the place of a column, written exactly so or else in other case."""
    plain = [cell.strip() for cell in header]
    if name.strip() in plain:
        return plain.index(name.strip())
    folded = [cell.casefold() for cell in plain]
    return folded.index(name.strip().casefold()) if name.strip().casefold() in folded else None


def _list(header: Sequence[str]) -> str:
    names = [name.strip()[:WIDEST] for name in header if name.strip()]
    return (", ".join(names[:LISTED]) + (" and more" if len(names) > LISTED else "")) or "no named columns"


class Cells:
    """Collects the rows of a table whose places do not count in a file's text."""

    def __init__(self, path: str) -> None:
        self.path, self.length = path, 0
        self.segments = Segments("", path)

    def add(self, name: str, target: Any, source: Any) -> bool:
        """Add a row; return whether its target has text.

        Raises ReadError where the texts grow too long together.
        """
        if not isinstance(target, str) or not target.strip():
            return False
        other = plain(source)
        self.length += max(len(target), len(other))
        if self.length > LONGEST:
            raise ReadError(f"its texts are longer than {LONGEST // 1_000_000} MB", self.path, "split it")
        self.segments.add(name, written(target), written(other))
        return True

    def document(self) -> Document:
        """Return the document of all rows."""
        return replace(self.segments.document(None, None), origin=None)


def plain(value: Any) -> str:
    """Return a cell's value as text."""
    return "" if value is None else str(value)


def written(text: str) -> Content:
    """Return a text that no file's text has."""
    content = Content()
    content.add(Text(text, 0, len(text)))
    return content


def edits_by_unit(document: Document, edits: Edits) -> dict[int, Edits]:
    """Return the edits of each unit, from 0; those that run over several cells are refused."""
    found: dict[int, Edits] = {}
    for edit in edits:
        n = bisect_right(document.units, edit.span.start, key=lambda unit: unit.span.start) - 1
        if n < 0 or edit.span.end > document.units[n].span.end:
            edits.refuse(edit, "it runs over several cells")
        else:
            found.setdefault(n, Edits((), edits.refused)).append(edit)
    return found


def new_texts(document: Document, edits: Edits, codec: str = "utf-8") -> dict[int, str]:
    """Return the text that each changed unit, from 0, comes to have."""
    bare, texts = replace(document, origin=None), {}
    for n, wanted in edits_by_unit(document, edits).items():
        unit = document.units[n].span
        changes = patches([bare], wanted, Notation(str, str, codec))
        text = spliced(unit.of(document.text), (Patch(one.start - unit.start, one.end - unit.start, one.text) for one in changes))
        if text != unit.of(document.text):
            texts[n] = text
    return texts
