"""Word documents (.docx): body, footnotes, endnotes, headers and footers, each a document; text that a reviser struck out is left out.

Offsets count in the prose, not in the XML, which nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from mtcheck.core.model import Document
from mtcheck.readers._markup import escape
from mtcheck.readers._options import Options, Reviser
from mtcheck.readers._whole import bytes_of

if TYPE_CHECKING:
    from zipfile import ZipFile

    from mtcheck.readers._edits import Edits, Patch
    from mtcheck.readers._word import Part

SUFFIXES = (".docx", ".docm")
LONGEST = 100_000_000
"""Bytes of the longest file: most of it is pictures."""
PRESERVE = ' xml:space="preserve"'


def read(stream: BinaryIO, path: str, options: Options) -> Iterator[Document]:
    """Yield a document for each part with prose, the body first; the others have the name of the part as their id."""
    from mtcheck.readers import _word

    for part in _word.parts(_word.archive_of(bytes_of(stream, path, LONGEST), path), path):
        yield replace(part.document, origin=None)


def rewrite(content: bytes, path: str, edits: Edits, options: Options) -> bytes:
    """Return the file with the edits made, as revisions where the options name a reviser; of the other parts, names, order, dates and content stay as they are."""
    from mtcheck.readers import _word

    archive = _word.archive_of(content, path)
    found = _word.parts(archive, path)
    changed = {found[n].name: _rewritten(found[n], n, wanted, options.reviser) for n, wanted in edits.by_document().items()}
    return _packed(archive, path, changed)


def _rewritten(part: Part, number: int, edits: Edits, reviser: Reviser | None) -> bytes:
    from html import unescape

    from mtcheck.readers._edits import Notation, coding_of, patches, spliced
    from mtcheck.readers._xml import declared

    raw = part.document.raw
    coding = coding_of(part.content, raw, declared(part.content))
    notation = Notation(escape, unescape, coding.codec, markup=True, spread=True)
    changes = patches({number: part.document}, edits, notation)
    if reviser is not None:
        return coding.encode(spliced(raw, _tracked(raw, changes, part.trimmed, reviser)))
    return coding.encode(spliced(raw, sorted([*changes, *_preserving(raw, changes, part.trimmed)])))


def _tracked(raw: str, changes: list[Patch], elements: tuple[tuple[int, int], ...], reviser: Reviser) -> list[Patch]:
    """Return the changes as revisions. A text whose outer white space does not count is cut in two, so its ends begin to count; where there is such, it is changed plainly."""
    from mtcheck.readers._edits import Patch
    from mtcheck.readers._tracked import tracked

    cut = [(start, end) for start, end in elements if any(start <= change.start and change.end <= end for change in changes)]
    plain = [(start, end) for start, end in cut if raw[start:end] != raw[start:end].strip()]
    fit = [change for change in changes if not any(start <= change.start and change.end <= end for start, end in plain)]
    tags = [Patch(start - 1, start - 1, PRESERVE) for start, end in cut if (start, end) not in plain]
    return sorted([*tracked(raw, fit, reviser), *tags, *(change for change in changes if change not in fit)])


def _preserving(raw: str, changes: list[Patch], elements: tuple[tuple[int, int], ...]) -> Iterator[Patch]:
    """Yield what tells Word to keep the white space that a change brings to an end of a text element."""
    from mtcheck.readers._edits import Patch, spliced

    for start, end in elements:
        inside = [change for change in changes if start <= change.start and change.end <= end]
        if inside and raw[start:end] == raw[start:end].strip():
            text = spliced(raw[start:end], (Patch(change.start - start, change.end - start, change.text) for change in inside))
            if text != text.strip():
                yield Patch(start - 1, start - 1, PRESERVE)


def _packed(archive: ZipFile, path: str, changed: Mapping[str, bytes]) -> bytes:
    from copy import copy
    from io import BytesIO
    from zipfile import ZipFile

    from mtcheck.readers import _word

    packed = BytesIO()
    with ZipFile(packed, "w") as target:
        target.comment = archive.comment
        for info in archive.infolist():
            content = changed.get(info.filename)
            target.writestr(copy(info), _word.member(archive, info, path) if content is None else content)
    return packed.getvalue()
