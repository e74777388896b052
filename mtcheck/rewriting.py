"""Writes fixes back into the files they were found in: what is not fixed stays as it is, byte by byte."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from io import BytesIO
from pathlib import Path
from types import ModuleType

from mtcheck import readers
from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document
from mtcheck.readers import PLAIN, ZIPPED, Options
from mtcheck.readers._edits import Edit as Edit
from mtcheck.readers._edits import Edits as Edits
from mtcheck.readers._edits import Notation, coding_of, patches, spliced
from mtcheck.readers._xml import declared

CHARSET = re.compile(rb"""<meta\s[^>]*\bcharset\s*=\s*["']?([A-Za-z][A-Za-z0-9._-]*)""", re.IGNORECASE)


def content_of(path: str) -> bytes:
    """Return the bytes of a file that is to be fixed.

    Raises ReadError for one that cannot be read, or is compressed.
    """
    if path.lower().endswith(ZIPPED):
        raise ReadError("only a file that is not compressed can be fixed", path, "unpack it first")
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise ReadError(f"cannot read the file ({error.strerror})", path, "check its permissions") from None


def rewrite(path: str, content: bytes, edits: Iterable[Edit], options: Options = PLAIN) -> bytes:
    """Return the content of a file of this name with the edits made.

    An edit that would harm what is not text is left out; where ``edits`` is an ``Edits``, its ``refused`` says which and why. Raises ReadError
    for a file that cannot be written back.
    """
    wanted = edits if isinstance(edits, Edits) else Edits(edits)
    reader = readers.reader_of(path)
    if not wanted:
        return content
    if hasattr(reader, "rewrite"):
        changed: bytes = reader.rewrite(content, path, wanted, options)
        return changed
    return _in_text(reader, content, path, wanted, options)


def texts(path: str, content: bytes, options: Options = PLAIN) -> list[str]:
    """Return the prose of each document that the file has with this content."""
    return [item.text for item in readers.reader_of(path).read(BytesIO(content), path, options) if isinstance(item, Document)]


def _in_text(reader: ModuleType, content: bytes, path: str, edits: Edits, options: Options) -> bytes:
    documents = [item for item in reader.read(BytesIO(content), path, options) if isinstance(item, Document)]
    raw = documents[0].raw if documents else ""
    escape = getattr(reader, "escape", None)
    try:
        coding = coding_of(content, raw, options.encoding, _stated(content) if escape else None)
    except ValueError:
        raise ReadError("it cannot be written back in its encoding", path, "save the file as UTF-8") from None
    notation = Notation(escape or str, unescape, coding.codec, markup=escape is not None, write_at=getattr(reader, "escape_at", None))
    return coding.encode(spliced(raw, patches(documents, edits, notation)), path)


def _stated(content: bytes) -> str:
    """Return the encoding that a file with markup names in its head; where it names none, ASCII, so that new letters become references."""
    meta = CHARSET.search(content)
    return declared(content) or (meta[1].decode("ascii") if meta else "ascii")
