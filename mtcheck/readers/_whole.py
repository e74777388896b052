"""Reads a file that is one document as a whole, up to a limit."""

from __future__ import annotations

from typing import BinaryIO

from mtcheck.core.encoding import decode
from mtcheck.core.errors import ReadError

LONGEST = 10_000_000
"""Bytes of the longest document: forty novels; what is longer is a dump, not an article."""


def text_of(stream: BinaryIO, path: str, encoding: str | None) -> str:
    """Return the text of a stream.

    Raises ReadError where it is too long, binary or in a broken encoding.
    """
    return decode(bytes_of(stream, path), path, encoding)


def bytes_of(stream: BinaryIO, path: str, longest: int = LONGEST) -> bytes:
    """Return the bytes of a stream, at most ``longest``.

    Raises ReadError where it is longer.
    """
    content = stream.read(longest + 1)
    if len(content) > longest:
        raise ReadError(f"longer than {longest // 1_000_000} MB", path, "split it, or give its articles as the lines of a .jsonl file")
    return content
