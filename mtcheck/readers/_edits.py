"""Changes of the prose turned into changes of the file, for ``mtcheck.rewriting`` and for readers that write their format themselves."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from mtcheck.core.encoding import LATIN, MARKS, decode
from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document, Span

NO_BREAK_AFTER = ".,;:!?)"
"""What follows a deleted word without a space."""


class Edit(NamedTuple):
    """``text`` in place of a span of the text of the n-th document (from 0) that the reader yields for a file."""

    document: int
    span: Span
    text: str


class Edits(list[Edit]):
    """The edits of one file. ``refused`` takes those that cannot be made without harm, each with the reason."""

    def __init__(self, edits: Iterable[Edit] = (), refused: list[tuple[Edit, str]] | None = None) -> None:
        super().__init__(edits)
        self.refused: list[tuple[Edit, str]] = [] if refused is None else refused

    def refuse(self, edit: Edit, why: str) -> None:
        """Note that an edit is not made."""
        self.refused.append((edit, why))

    def by_document(self) -> dict[int, Edits]:
        """Return the edits of each document; what one of them refuses, these refuse."""
        found: dict[int, Edits] = {}
        for edit in self:
            found.setdefault(edit.document, Edits((), self.refused)).append(edit)
        return found


class RefusedError(Exception):
    """Why an edit is not made."""


class Patch(NamedTuple):
    """``text`` in place of ``start..end`` of a file's text."""

    start: int
    end: int
    text: str


class Notation(NamedTuple):
    """How a format writes text: ``write`` turns prose into what the file has, ``read`` back; ``codec`` is the file's encoding.

    A format that is ``markup`` takes character references for what its encoding lacks. In one that is ``spread`` a word may be written in
    several parts with markup between them; the first then takes the new text, the others are emptied. ``write_at`` is for a format that writes text
    otherwise in other places: it gets the text, the file and the offset there.
    """

    write: Callable[[str], str]
    read: Callable[[str], str]
    codec: str
    markup: bool = False
    spread: bool = False
    write_at: Callable[[str, str, int], str] | None = None


class Coding(NamedTuple):
    """The encoding of a file and the byte order mark it begins with; ``guessed`` where it is what is left when no other fits."""

    mark: bytes
    codec: str
    guessed: bool = False

    def encode(self, text: str, path: str = "") -> bytes:
        """Return the bytes of the file with this text; raise ReadError where they would be read in another encoding."""
        written = self.mark + text.encode(self.codec)
        if self.guessed and decode(written, path) != text:
            raise ReadError("with the edits it would be read in another encoding", path, "save the file as UTF-8 or name its --encoding")
        return written


def coding_of(content: bytes, raw: str, *stated: str | None) -> Coding:
    """Return the encoding that gives exactly these bytes for the text: that of the byte order mark, a stated one, or one that is detected.

    Raises ValueError where none does.
    """
    marked = [(mark, name) for mark, name in MARKS if content.startswith(mark)]
    guesses = [*stated, "utf-8", "utf-16-le", "utf-16-be", LATIN]
    for mark, name in [*marked, *((b"", name) for name in guesses if name)]:
        try:
            if mark + raw.encode(name) == content:
                return Coding(mark, codecs.lookup(name).name, guessed=name == LATIN and LATIN not in stated)
        except (UnicodeError, LookupError):
            continue
    raise ValueError("no encoding gives these bytes")


def patches(documents: Mapping[int, Document] | Sequence[Document], edits: Edits, notation: Notation) -> list[Patch]:
    """Return in order what is to change in the text that the documents were read from; edits that cannot be made are refused."""
    wanted = []
    for edit in edits:
        try:
            wanted.append((edit, _patches_of(documents[edit.document], edit, notation)))
        except RefusedError as reason:
            edits.refuse(edit, str(reason))
    found: list[Patch] = []
    end = 0
    for edit, parts in sorted(wanted, key=lambda pair: pair[1][0]):
        if parts[0].start < end:
            edits.refuse(edit, "another fix changes the same words")
        else:
            found.extend(parts)
            end = parts[-1].end
    return found


def spliced(raw: str, changes: Iterable[Patch]) -> str:
    """Return the text with the changes made, which are in order and apart."""
    parts, at = [], 0
    for change in changes:
        parts += [raw[at : change.start], change.text]
        at = change.end
    return "".join([*parts, raw[at:]])


def _patches_of(document: Document, edit: Edit, notation: Notation) -> list[Patch]:
    if not edit.text and (element := document.element(edit.span)):
        return [Patch(element.start, element.end, "")]
    stretches = _stretches(document, edit.span, notation)
    if len(stretches) > 1 and not notation.spread:
        raise RefusedError("there is markup inside it")
    if not edit.text:
        stretches = _with_space(document, edit.span, stretches)
    text = _written(edit.text, document.raw, stretches[0].start, notation)
    return sorted(Patch(part.start, part.end, "" if n else text) for n, part in enumerate(stretches))


def _stretches(document: Document, span: Span, notation: Notation) -> list[Span]:
    """Return where in the file the words of the span stand; more than one where markup parts them.

    Raises RefusedError where they do not stand there as text.
    """
    if document.origin is None or not len(span):
        return [document.in_file(span)]
    found: list[Span] = []
    pieces = document.origin.pieces
    for n in range(max(0, bisect_right(pieces, span.start, key=lambda piece: piece.start) - 1), len(pieces)):
        start, end = max(span.start, pieces[n].start), min(span.end, pieces[n].start + pieces[n].length)
        if pieces[n].start >= span.end:
            break
        part = document.in_file(Span(start, end))
        if not _same(document.text[start:end], part.of(document.raw), notation.read):
            raise RefusedError("it is not written as text in the file")
        if found and found[-1].end == part.start:
            found[-1] = Span(found[-1].start, part.end)
        else:
            found.append(part)
    return found


def _same(text: str, written: str, read: Callable[[str], str]) -> bool:
    there = read(written)
    return text in (written, there) or (text.isspace() and there.isspace()) or text.split() == there.split() != []


def _with_space(document: Document, span: Span, stretches: list[Span]) -> list[Span]:
    """Return the stretches of words that are deleted together with the space that would stand twice or before a full stop."""
    text = document.text
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    first, last = stretches[0], stretches[-1]
    if after == " " and (not before or before.isspace()) and _space_at(document, span.end, last.end):
        stretches[-1] = Span(last.start, last.end + 1)
    elif before == " " and (not after or after.isspace() or after in NO_BREAK_AFTER) and _space_at(document, span.start - 1, first.start - 1):
        stretches[0] = Span(first.start - 1, first.end)
    return stretches


def _space_at(document: Document, offset: int, at: int) -> bool:
    """Return whether a character of the text is a space that stands at this place of the file."""
    return document.in_file(Span(offset, offset + 1)) == Span(at, at + 1) and document.raw[at] == " "


def _written(text: str, raw: str, at: int, notation: Notation) -> str:
    """Return the text as the file writes it.

    Raises RefusedError where neither its encoding nor a character reference can.
    """
    written = notation.write_at(text, raw, at) if notation.write_at else notation.write(text)
    try:
        written.encode(notation.codec)
    except UnicodeEncodeError as error:
        if not notation.markup:
            raise RefusedError(f"the file's encoding ({notation.codec}) has no {error.object[error.start]!r}") from None
        written = written.encode(notation.codec, "xmlcharrefreplace").decode(notation.codec)
    if notation.markup and written != text and raw.rfind("<![CDATA[", 0, at) > raw.rfind("]]>", 0, at):
        raise RefusedError("it stands in a CDATA section, which has no references")
    return written
