"""XLIFF 1.x and 2.x (.xlf, .mxliff, .sdlxliff): the targets of a ``<file>`` are one document, their sources stand beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from mtcheck.core.model import Document
from mtcheck.readers._markup import escape as escape
from mtcheck.readers._options import Options

SUFFIXES = (".xlf", ".xliff", ".mxliff", ".sdlxliff")


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document]:
    """Yield a document for each ``<file>``."""
    from mtcheck.readers._xliff import documents

    yield from documents(stream, path, options)
