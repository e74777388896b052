"""Reads the segments that ``mtcheck score`` compares, the lines of a text file or the rows of a ``.jsonl``, and makes documents of them to check."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mtcheck.core.encoding import decode
from mtcheck.core.errors import ConfigError
from mtcheck.core.jsontext import parsed
from mtcheck.core.model import Document, Span, Unit
from mtcheck.readers import STDIN, ZIPPED

ROWS = (".jsonl", ".ndjson")
EDITED = ("reference", "post_edit")
TEXTS = ("hypothesis", "mt", "text")
REFERENCES = (*EDITED, *TEXTS)
SOURCES = ("source", *TEXTS)
"""Where the row of an output, of a reference and of a source has its text: the first field that is there."""
BREAK = "\n\n"
WHOLE = 100
"""Words of the mean row from which on rows are taken for articles rather than sentences."""


class Segment(NamedTuple):
    """A line or row; what a row brings besides its text."""

    text: str
    line: int
    id: str | None = None
    reference: str | None = None
    source: str | None = None
    source_lang: str | None = None


class Segments(NamedTuple):
    """The segments of a file, in order."""

    name: str
    rows: Sequence[Segment]
    tabled: bool
    """Whether the file is a ``.jsonl``."""

    @property
    def texts(self) -> list[str]:
        """Return the texts."""
        return [row.text for row in self.rows]

    @property
    def ids(self) -> list[str | None]:
        """Return the ids; None where a row has none."""
        return [row.id for row in self.rows]

    @property
    def whole(self) -> bool:
        """Return whether each row is an article of its own."""
        return self.tabled and sum(len(row.text.split()) for row in self.rows) >= WHOLE * len(self.rows)

    def references(self) -> list[str] | None:
        """Return the references that the rows bring; None where they bring none.

        Raises ConfigError where some do and others do not.
        """
        brought = [row.reference for row in self.rows if row.reference is not None]
        if brought and len(brought) < len(self.rows):
            first = next(row.line for row in self.rows if row.reference is None)
            raise ConfigError("no `reference` or `post_edit` in this row", f"{self.name}:{first}", "every row needs one where one has it")
        return brought or None


def read_segments(path: str, encoding: str | None = None, fields: Sequence[str] = TEXTS) -> Segments:
    """Return the segments of a file or of standard input ("-"); the rows of a ``.jsonl`` have their text in one of the fields.

    Raises ConfigError or ReadError for what cannot be read.
    """
    lines = decode(_content(path), path, encoding).split("\n")
    lines = lines[:-1] if not lines[-1] else lines
    tabled = path.lower().removesuffix(ZIPPED).endswith(ROWS)
    if not tabled:
        return Segments(path, [Segment(line.removesuffix("\r"), number) for number, line in enumerate(lines, 1)], tabled)
    return Segments(path, [_row(line, path, number, fields) for number, line in enumerate(lines, 1) if line.strip()], tabled)


def _content(path: str) -> bytes:
    try:
        if path == STDIN:
            return sys.stdin.buffer.read()
        if not path.lower().endswith(ZIPPED):
            return Path(path).read_bytes()
        from mtcheck.core.unpacking import unpacked

        with unpacked(Path(path).open("rb"), path) as stream:
            return stream.read()
    except (EOFError, zlib.error) as error:
        raise ConfigError(f"the compressed file is broken ({error})", path, "make it again") from None
    except OSError as error:
        raise ConfigError(f"cannot read the file ({error.strerror or error})", path, "check the path") from None


def _row(line: str, path: str, number: int, names: Sequence[str]) -> Segment:
    where = f"{path}:{number}"
    try:
        row = parsed(line)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"no valid JSON ({error})", where, "write one JSON object a line") from None
    text = _first(row, names) if isinstance(row, dict) else None
    if text is None:
        raise ConfigError(f"no JSON object with {', '.join(f'`{name}`' for name in names[:-1])} or `{names[-1]}`", where, "write one object a line")
    identity = row.get("id")
    source, language = _first(row, ("source",)), _first(row, ("source_lang",))
    return Segment(text, number, None if identity is None else str(identity), _first(row, EDITED), source, language)


def _first(row: dict[str, Any], names: Sequence[str]) -> str | None:
    return next((row[name] for name in names if isinstance(row.get(name), str)), None)


def check_alike(first: Segments, others: Sequence[Segments]) -> None:
    """Raise ConfigError where a file is empty, another is longer or shorter, or their ids are not the same in the same order."""
    if not first.rows:
        raise ConfigError("nothing in it to score", first.name, "give one segment a line")
    for other in others:
        if len(other.rows) != len(first.rows):
            what = f"{len(other.rows)} segments, but {first.name} has {len(first.rows)}"
            raise ConfigError(what, other.name, "give one segment a line, as many on both sides")
        for here, there in zip(first.rows, other.rows, strict=True):
            if here.id != there.id and None not in (here.id, there.id):
                what = f"id {there.id!r} stands beside {here.id!r} of {first.name}:{here.line}"
                raise ConfigError(what, f"{other.name}:{there.line}", "put the rows in the same order")


def documents(segments: Segments, sources: Sequence[str | None]) -> Iterator[Document]:
    """Yield the segments as one document, a paragraph each, or each as its own where they are whole articles; ``sources`` is as long."""
    rows = segments.rows
    if segments.whole:
        for row, source in zip(rows, sources, strict=True):
            yield Document(segments.name, row.text, row.id, source, row.source_lang, line=row.line)
        return
    source = None if all(one is None for one in sources) else BREAK.join(one or "" for one in sources)
    language = next((row.source_lang for row in rows if row.source_lang), None)
    units = () if source is None else tuple(_units(rows, sources))
    yield Document(segments.name, BREAK.join(segments.texts), None, source, language, units=units)


def _units(rows: Sequence[Segment], sources: Sequence[str | None]) -> Iterator[Unit]:
    here = there = 0
    for number, (row, source) in enumerate(zip(rows, sources, strict=True), 1):
        span = None if source is None else Span(there, there + len(source))
        yield Unit(row.id or str(number), Span(here, here + len(row.text)), span)
        here, there = here + len(row.text) + len(BREAK), there + len(source or "") + len(BREAK)
