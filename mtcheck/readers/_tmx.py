"""The walk through a translation memory that collects its units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document
from mtcheck.readers._options import Options
from mtcheck.readers._segments import Content, Segments, is_english, language
from mtcheck.readers._whole import bytes_of
from mtcheck.readers._xml import LANGUAGE, Start, Text, decoded, events

CODE = frozenset("bpt ept it ph ut".split())
"""Inline elements whose content is code; ``<hi>`` holds text."""
LEFT_OUT = CODE | frozenset({"note", "prop", "ude"})


def documents(stream: BinaryIO, path: str, options: Options) -> Iterator[Document]:
    """Yield the file as one document."""
    raw = decoded(bytes_of(stream, path), path, options.encoding)
    walk, segments = _Walk(path), Segments(raw, path)
    source_lang = None
    for event in events(raw, path):
        if isinstance(event, Start):
            walk.start(event)
        elif isinstance(event, Text):
            walk.text(event)
        elif walk.end(event.name) and (target := walk.target()):
            other, source = walk.source()
            segments.add(walk.name, target, source)
            walk.variants = {}  # one unit in another, which TMX has not, is not read again with it
            source_lang = source_lang or language(other)
    yield segments.document(None, source_lang)


class _Walk:
    """What is open while going through a file: the unit and its variants by their languages."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.depth = self.skipped = self.count = 0
        self.header_lang = self.source_lang = self.name = self.lang = ""
        self.variants: dict[str, Content] = {}
        self.content: Content | None = None

    def start(self, tag: Start) -> None:
        """Take note of a start tag."""
        if not self.depth and tag.name != "tmx":
            raise ReadError(f"no TMX (it begins with <{tag.name}>)", self.path, "give the file the suffix of its format")
        self.depth += 1
        if self.skipped or tag.name in LEFT_OUT:
            self.skipped += 1
        elif tag.name == "header":
            self.header_lang = tag.attributes.get("srclang", "")
        elif tag.name == "tu":
            self.count, self.variants = self.count + 1, {}
            self.name = tag.attributes.get("tuid") or str(self.count)
            self.source_lang = tag.attributes.get("srclang") or self.header_lang
        else:
            self._start_variant(tag)

    def _start_variant(self, tag: Start) -> None:
        if tag.name == "tuv":
            self.lang = tag.attributes.get(LANGUAGE) or tag.attributes.get("lang", "")
        elif tag.name == "seg":
            self.content = Content()
            self.variants.setdefault(self.lang.lower(), self.content)

    def text(self, run: Text) -> None:
        """Add a run of text to the open variant."""
        if self.content is not None and not self.skipped:
            self.content.add(run)

    def end(self, name: str) -> bool:
        """Take note of an end tag; return whether it completes a unit."""
        self.depth -= 1
        if self.skipped:
            self.skipped -= 1
        elif name == "seg":
            self.content = None
        return name == "tu" and not self.skipped

    def target(self) -> Content | None:
        """Return the English variant: of several the first that is not the source."""
        english = [lang for lang in self.variants if is_english(lang)]
        translated = [lang for lang in english if lang != self.source_lang.lower()]
        return self.variants[(translated or english)[0]] if english else None

    def source(self) -> tuple[str, Content | None]:
        """Return the language and text of the variant in the source language, else of the first that is not English."""
        others = [lang for lang in self.variants if not is_english(lang)]
        first = next((lang for lang in others if lang == self.source_lang.lower()), others[0] if others else "")
        return first, self.variants.get(first)
