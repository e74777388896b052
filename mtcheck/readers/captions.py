"""Captions (SubRip .srt, WebVTT .vtt): the text of the cues, those that share a sentence as one paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from mtcheck.core.model import Document
from mtcheck.readers._options import Options

if TYPE_CHECKING:
    from mtcheck.readers._edits import Edits

SUFFIXES = (".srt", ".vtt")
BY_LINE = True


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document]:
    """Yield the file as one document."""
    from mtcheck.readers._captions import document_of
    from mtcheck.readers._whole import text_of

    yield document_of(text_of(stream, path, options.encoding), path)


def rewrite(content: bytes, path: str, edits: Edits, options: Options) -> bytes:
    """Return the file with the edits made in its cues; timings, numbers and tags stay as they are."""
    from mtcheck.core.encoding import decode
    from mtcheck.readers._captions import document_of, is_web, notation
    from mtcheck.readers._splice import rewritten

    document = document_of(decode(content, path, options.encoding), path)
    return rewritten(content, document, edits, options.encoding, *notation(is_web(document.raw)), spread=False)
