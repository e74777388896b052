"""gettext PO files: the translations are one document, the messages stand beside them; fuzzy and obsolete entries are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from mtcheck.core.model import Document, Failure
from mtcheck.readers._options import Options

if TYPE_CHECKING:
    from mtcheck.readers._edits import Edits

SUFFIXES = (".po", ".pot")
BY_NAME = True
"""Most tables and catalogues of a folder are no articles."""


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document | Failure]:
    """Yield the file as one document; a Failure where its header says that it is translated into another language than English."""
    from mtcheck.readers._po import item_of
    from mtcheck.readers._whole import bytes_of

    yield item_of(bytes_of(stream, path), path, options)


def rewrite(content: bytes, path: str, edits: Edits, options: Options) -> bytes:
    """Return the file with the edits made in its strings; everything else stays as it is, line breaks within strings too."""
    from mtcheck.readers._po import charset, escape, item_of, unescape
    from mtcheck.readers._splice import rewritten

    document = item_of(content, path, options)
    if isinstance(document, Failure):
        return content
    return rewritten(content, document, edits, options.encoding or charset(content), escape, unescape, spread=True)
