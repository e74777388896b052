"""JSON of strings by key (i18next, Chrome's ``messages.json``, ARB): the strings are one document, each a segment named by its keys; read when named.

``--source`` and ``--pairs`` lead to the strings of the other language, which are put beside those of the same keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from mtcheck.core.model import Document, Failure
from mtcheck.readers._options import Options

if TYPE_CHECKING:
    from mtcheck.readers._edits import Edits

SUFFIXES = (".json", ".arb")
BY_NAME = True
"""Most JSON of a folder is settings and data."""


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document | Failure]:
    """Yield the file as one document.

    Raises ReadError with ``file:line`` for what is no JSON.
    """
    from mtcheck.readers._locale import document_of
    from mtcheck.readers._whole import text_of

    yield document_of(text_of(stream, path, options.encoding), path)


def rewrite(content: bytes, path: str, edits: Edits, options: Options) -> bytes:
    """Return the file with the edits made in its strings; keys and everything else stay as they are."""
    from mtcheck.core.encoding import decode
    from mtcheck.readers._locale import document_of
    from mtcheck.readers._splice import rewritten

    document = document_of(decode(content, path, options.encoding), path)
    ascii_only = document.raw.isascii()

    def write(text: str) -> str:
        return json.dumps(text, ensure_ascii=ascii_only)[1:-1]

    return rewritten(content, document, edits, options.encoding, write, lambda written: str(json.loads(f'"{written}"')), spread=False)
