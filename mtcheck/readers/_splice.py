"""Writes the edits of a file that is one document into its text."""

from __future__ import annotations

from collections.abc import Callable

from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document
from mtcheck.readers._edits import Coding, Edits, Notation, coding_of, patches, spliced


def rewritten(
    content: bytes, document: Document, edits: Edits, encoding: str | None, write: Callable[[str], str], read: Callable[[str], str], spread: bool
) -> bytes:
    """Return the bytes of a file with the edits made; ``write``, ``read`` and ``spread`` are those of a ``Notation``."""
    coding = coding_in(content, document, encoding)
    notation = Notation(write, read, coding.codec, spread=spread)
    return coding.encode(spliced(document.raw, patches([document], edits, notation)), document.path)


def coding_in(content: bytes, document: Document, encoding: str | None) -> Coding:
    """Return the encoding that the document was read in.

    Raises ReadError where the text does not lead back to the same bytes.
    """
    try:
        return coding_of(content, document.raw, encoding)
    except ValueError:
        raise ReadError("it cannot be written back in its encoding", document.path, "save the file as UTF-8") from None
