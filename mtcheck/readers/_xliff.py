"""The walk through an XLIFF file that collects its units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document
from mtcheck.readers._options import Options
from mtcheck.readers._segments import Content, Segments, is_english, language
from mtcheck.readers._whole import bytes_of
from mtcheck.readers._xml import End, Start, decoded, events

NAMESPACE = "urn:oasis:names:tc:xliff:document:"
CODE = frozenset("x bx ex ph it bpt ept sc ec sm em cp".split())
"""Inline elements whose content is code; the others (g, pc, mrk) hold text."""
PAIRED = frozenset({"g", "pc"})
"""Inline elements that are codes around text."""
LEFT_OUT = CODE | frozenset("header alt-trans bin-unit note notes context-group count-group originalData".split())
DELETED = frozenset({"x-sdl-deleted"})
"""Types of ``<mrk>`` that keep what a reviser struck out."""


def documents(stream: BinaryIO, path: str, options: Options) -> Iterator[Document]:
    """Yield a document for each ``<file>``."""
    raw = decoded(bytes_of(stream, path), path, options.encoding)
    walk = _Walk(raw, path)
    for event in events(raw, path):
        if isinstance(event, Start):
            walk.start(event)
        elif isinstance(event, End):
            yield from walk.end(event)
        elif walk.content is not None and not walk.skipped:
            walk.content.add(event)


class _Walk:
    """What is open while going through a file: the unit, its source and target, and whether it is for translation."""

    def __init__(self, raw: str, path: str) -> None:
        self.raw, self.path = raw, path
        self.open: list[str] = []
        self.wanted: list[bool] = [True]
        self.skipped = 0
        self.whole: tuple[str | None, str | None] = (None, None)
        self.langs: tuple[str | None, str | None] = (None, None)
        self.file: str | None = None
        self.segments: Segments | None = None
        self.unit, self.part, self.count = "", "", 0
        self.contents: dict[str, Content] = {}
        self.content: Content | None = None
        self.marks: list[tuple[str, int] | None] = []

    def start(self, tag: Start) -> None:
        """Take note of a start tag."""
        if not self.open and tag.name != "xliff":
            raise ReadError(f"no XLIFF (it begins with <{tag.name}>)", self.path, "give the file the suffix of its format")
        if self.content is not None and not self.skipped and tag.name in CODE | PAIRED and (number := _number(tag)):
            self.content.codes.append(f"<{tag.name} {number}>")
        if self.skipped or tag.name in LEFT_OUT or (tag.space and not tag.space.startswith(NAMESPACE)) or _struck_out(tag):
            self.skipped += 1
            return
        parent = self.open[-1] if self.open else ""
        self.open.append(tag.name)
        self.wanted.append({"yes": True, "no": False}.get(tag.attributes.get("translate", ""), self.wanted[-1]))
        if tag.name == "mrk" and self.content is not None:
            name = tag.attributes.get("mid") if tag.attributes.get("mtype") == "seg" else None
            self.marks.append((name, self.content.length) if name is not None else None)
        elif tag.name in {"source", "target", "seg-source"} and parent in {"trans-unit", "segment"}:
            self._start_content(tag.name)
        else:
            self._start_part(tag)

    def _start_content(self, name: str) -> None:
        self.content = self.contents[name] = Content()
        self.marks = []

    def _start_part(self, tag: Start) -> None:
        get = tag.attributes.get
        if tag.name == "xliff":
            self.whole = get("srcLang"), get("trgLang")
        elif tag.name == "file":
            self.langs = get("source-language", self.whole[0]), get("target-language", self.whole[1])
            self.file = get("original", get("id"))
            self.segments = Segments(self.raw, self.path)
        elif tag.name in {"trans-unit", "unit"}:
            self.unit, self.part, self.count, self.contents = get("id", get("resname", "")), "", 0, {}
        elif tag.name == "segment":
            self.count, self.contents = self.count + 1, {}
            self.part = get("id") or (str(self.count) if self.count > 1 else "")

    def end(self, tag: End) -> Iterator[Document]:
        """Take note of an end tag; yield the document that it completes."""
        if self.skipped:
            self.skipped -= 1
            return
        self.open.pop()
        wanted = self.wanted.pop()
        if tag.name == "mrk" and self.marks and self.content is not None:
            if mark := self.marks.pop():
                self.content.parts[mark[0]] = (mark[1], self.content.length)
        elif tag.name in {"source", "target", "seg-source"}:
            self.content = None
        elif tag.name in {"trans-unit", "segment"} and wanted:
            self._add_unit()
        elif tag.name == "file" and self.segments is not None:
            yield self.segments.document(self.file, language(self.langs[0]))
            self.segments = None  # one file in another, which XLIFF has not, is not read again with it

    def _add_unit(self) -> None:
        target = self.contents.get("target")
        if target is not None and self.segments is not None and (self.langs[1] is None or is_english(self.langs[1])):
            name = f"{self.unit}/{self.part}" if self.part else self.unit
            self.segments.add(name, target, self.contents.get("seg-source") or self.contents.get("source"))


def _struck_out(tag: Start) -> bool:
    return tag.name == "mrk" and tag.attributes.get("mtype") in DELETED


def _number(tag: Start) -> str:
    """Return the attribute that tells a code from others of its segment, as it stands in the file; "" for one without."""
    return next((f'{key}="{tag.attributes[key]}"' for key in ("id", "startRef", "rid") if key in tag.attributes), "")
