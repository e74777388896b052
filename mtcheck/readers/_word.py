"""The prose of one XML part of a Word document, and the zip that holds the parts."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document, Origin
from mtcheck.readers._segments import Content
from mtcheck.readers._xml import SPACE, End, Start, Text, decoded, events

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

PARTS = re.compile(r"word/(document|footnotes|endnotes|header|footer)\d*\.xml")
MAIN = "word/document"
LARGEST_PART = 50_000_000
"""Bytes of all parts with prose together, unpacked: the markup weighs some ten times the text."""
LARGEST_FILE = 500_000_000
"""Bytes of all parts, pictures too, unpacked."""
RATIO, SMALL = 200, 1_000_000
"""A part beyond ``SMALL`` bytes that shrank by more than ``RATIO`` is no text that people wrote."""
OLD_WORD = b"\xd0\xcf\x11\xe0"
BREAKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
STRUCK_OUT = frozenset({"del", "moveFrom"})


class Part(NamedTuple):
    """A part with prose: its name in the zip, its bytes, its document, and the text elements whose outer white space does not count."""

    name: str
    content: bytes
    document: Document
    trimmed: tuple[tuple[int, int], ...]


def archive_of(content: bytes, path: str) -> ZipFile:
    """Return the zip.

    Raises ReadError for what is none, is encrypted or would unpack to too much.
    """
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    if content.startswith(OLD_WORD):
        raise ReadError("protected by a password, or an old .doc", path, "save it as .docx without a password")
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise ReadError(f"no Word document ({error})", path, "save it as .docx again") from None
    for info in archive.infolist():
        _guard(info, path)
    if sum(info.file_size for info in archive.infolist()) > LARGEST_FILE:
        raise ReadError(f"unpacks to more than {LARGEST_FILE // 1_000_000} MB", path, "take pictures or films out of it")
    return archive


def _guard(info: ZipInfo, path: str) -> None:
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    if info.flag_bits & 1:
        raise ReadError("the document is encrypted", path, "save it without a password")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ReadError(f"{info.filename} is packed in a way that Word does not use", path, "save it as .docx again")
    if info.file_size > SMALL and info.file_size > RATIO * info.compress_size and info.filename.endswith((".xml", ".rels")):
        raise ReadError(f"{info.filename} unpacks to {info.file_size // 1_000_000} MB, {RATIO} times its size or more", path, "leave it out")


def member(archive: ZipFile, info: ZipInfo, path: str) -> bytes:
    """Return the bytes of a member.

    Raises ReadError where they are damaged.
    """
    from zipfile import BadZipFile

    try:
        with archive.open(info) as stream:
            return stream.read(info.file_size)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise ReadError(f"{info.filename} in it is damaged ({error})", path, "save it as .docx again") from None


def parts(archive: ZipFile, path: str, encoding: str | None = None) -> list[Part]:
    """Return the parts with prose, the body first.

    Raises ReadError where the body is missing or they are too large together.
    """
    infos = {info.filename: info for info in archive.infolist() if PARTS.fullmatch(info.filename)}
    names = sorted(infos, key=lambda name: (not name.startswith(MAIN), name))
    if not names or not names[0].startswith(MAIN):
        raise ReadError("no Word document (it has no word/document.xml)", path, "give the file the suffix of its format")
    if sum(info.file_size for info in infos.values()) > LARGEST_PART:
        raise ReadError(f"its text unpacks to more than {LARGEST_PART // 1_000_000} MB", path, "split it into articles")
    found = (_part(name, member(archive, infos[name], path), path, encoding) for name in names)
    return [part for part in found if part.document.text or part.name.startswith(MAIN)]


def _part(name: str, content: bytes, path: str, encoding: str | None) -> Part:
    from mtcheck.readers._prose import Prose

    where = f"{path}!{name}"
    raw = decoded(content, where, encoding)
    walk = _Walk()
    for event in events(raw, where):
        walk.over(event)
    prose = Prose(raw)
    for paragraph in walk.paragraphs:
        if paragraph.text.strip():
            prose.break_block()
            for run in paragraph.runs:
                prose.run(*run)
    document = Document(path, "".join(prose.parts), None if name.startswith(MAIN) else name, origin=Origin(raw, tuple(prose.pieces)))
    return Part(name, content, document, tuple(walk.trimmed))


class _Walk:
    """Collects the paragraphs; those of a text box stand inside the one that it is anchored in."""

    def __init__(self) -> None:
        self.paragraphs: list[Content] = []
        self.open: list[Content] = []
        self.runs: list[Text] | None = None
        self.preserved = False
        self.tag = 0
        self.trimmed: list[tuple[int, int]] = []
        self.skipped = 0

    def over(self, event: Start | Text | End) -> None:
        """Take note of a tag or text."""
        if isinstance(event, Text):
            if self.runs is not None and not self.skipped:
                self.runs.append(event)
        elif isinstance(event, Start):
            self._start(event)
        elif self.skipped:
            self.skipped -= 1
        elif _is_word(event):
            self._end(event)

    def _start(self, tag: Start) -> None:
        if self.skipped or tag.name == "Fallback" or (tag.name in STRUCK_OUT and _is_word(tag)):
            self.skipped += 1
        elif not _is_word(tag):
            return
        elif tag.name == "p":
            self.open.append(Content())
            self.paragraphs.append(self.open[-1])
        elif tag.name == "t":
            self.runs, self.preserved, self.tag = [], tag.attributes.get(SPACE) == "preserve", tag.end
        elif tag.name in BREAKS and self.open:
            self.open[-1].add(Text(BREAKS[tag.name], tag.start, tag.end))

    def _end(self, tag: End) -> None:
        if tag.name == "p" and self.open:
            self.open.pop()
        elif tag.name == "t" and self.runs is not None:
            if not self.preserved:
                self.trimmed.append((self.tag, tag.start))
            for run in self.runs if self.preserved else _trimmed(self.runs):
                if self.open:
                    self.open[-1].add(run)
            self.runs = None


def _is_word(tag: Start | End) -> bool:
    return "wordprocessingml" in tag.space


def _trimmed(runs: list[Text]) -> Iterator[Text]:
    """Yield the runs without the white space around them all."""
    first = next((n for n, run in enumerate(runs) if run.text.strip()), len(runs))
    last = next((n for n in range(len(runs), 0, -1) if runs[n - 1].text.strip()), 0)
    for n, (text, start, end) in enumerate(runs[first:last], first):
        left = len(text) - len(text.lstrip()) if n == first else 0
        right = len(text) - len(text.rstrip()) if n == last - 1 else 0
        yield Text(text[left : len(text) - right], start + left, end - right)
