"""TMX 1.x translation memories: the English variants are one document, the other language's stand beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from mtcheck.core.model import Document
from mtcheck.readers._markup import escape as escape
from mtcheck.readers._options import Options

SUFFIXES = (".tmx",)


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document]:
    """Yield the file as one document."""
    from mtcheck.readers._tmx import documents

    yield from documents(stream, path, options)
