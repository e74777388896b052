"""Plain text: the file is the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from mtcheck.core.model import Document
from mtcheck.readers._options import Options
from mtcheck.readers._whole import text_of

SUFFIXES = (".txt", ".text")
BY_LINE = True


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document]:
    """Yield the file as one document."""
    yield Document(path, text_of(stream, path, options.encoding))
