"""From the text of a buffer to documents, by the reader that fits its name, else its language."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath

from mtcheck import readers
from mtcheck.core.model import Document
from mtcheck.readers import Options

SUFFIXES = {"markdown": ".md", "html": ".html"}
"""Language of an editor -> suffix of the files that the reader for it reads."""
HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
MARK = "\ufeff"


def name_of(path: str, language: str) -> str:
    """Return the name that a buffer is read under: its path, with a suffix where that says nothing and its language does."""
    known = PurePath(path.lower()).suffix in readers.formats()
    return path if known else path + SUFFIXES.get(language, "")


def clean(text: str) -> str:
    """Return the text as a file can hold it, of the same length: halves of characters, which a client may leave, are replaced."""
    return text.translate(HALVES) if not text.isascii() else text


def skipped(text: str) -> int:
    """Return by how many code points places in the buffer are behind those in its documents: a byte order mark is no text."""
    return 1 if text.startswith(MARK) else 0


def content_of(text: str) -> bytes:
    """Return the bytes that the buffer would be saved as in UTF-8."""
    return clean(text).removeprefix(MARK).encode()


def documents_of(text: str, name: str, options: Options) -> tuple[list[Document], bool]:
    """Return the documents of a buffer whose places are known in it, and whether there are others (rows that are read by themselves).

    Raises ReadError where it cannot be read.
    """
    content = content_of(text)
    raw = content.decode()
    found = [item for item in readers.reader_of(name).read(BytesIO(content), name, options) if isinstance(item, Document)]
    placed = [document for document in found if document.raw == raw and not document.line]
    return placed, len(placed) < len(found)
