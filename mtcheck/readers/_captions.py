"""The cues of caption files and the paragraphs that their sentences make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from mtcheck.core.errors import ReadError
from mtcheck.core.model import Document, Span, Unit
from mtcheck.readers._prose import Prose

WEB = "WEBVTT"
LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
TIMING = re.compile(r"\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})[ \t]*-->[ \t]*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}")
BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)\b")
CODES = re.compile(r"</?[A-Za-z][^<>]*>|</?>|<\d[\d:.]*>|\{\\[^{}]*\}|\{[A-Za-z]:[^{}]*\}")
"""Tags, the times of karaoke captions, and the codes of SubStation and MicroDVD."""
WEB_CODES = re.compile(rf"{CODES.pattern}|(?P<entity>&#?\w+;)")
ENDED = re.compile(r"""[.!?…♪\]]["'”’»)\]]*\Z""")
SPEAKER = re.compile(r"\s*(?:[-–—‐]\s*|>>\s*)(?=\S)")
"""How a line begins with which somebody else speaks."""


class Cue(NamedTuple):
    """A cue: its number, name or timing, and where its lines stand."""

    name: str
    lines: list[Span]


def is_web(raw: str) -> bool:
    """Return whether captions are WebVTT, by their first line."""
    return raw.startswith(WEB)


def notation(web: bool) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Return how captions write text and how they are read."""
    return (lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), unescape) if web else (str, str)


def document_of(raw: str, path: str) -> Document:
    """Return the document of a caption file.

    Raises ReadError where it has no cues.
    """
    web, captions = is_web(raw), _Captions(raw)
    found = list(cues(raw, web))
    if not found and raw.strip() and not web:
        raise ReadError("no captions (no line has a timing with '-->')", path, "give the file the suffix of its format")
    for cue in found:
        captions.add(cue)
    return replace(captions.prose.document(path), units=tuple(captions.units))


def cues(raw: str, web: bool) -> Iterator[Cue]:
    """Yield the cues; in WebVTT one ends with a blank line, in SubRip with the number or timing of the next."""
    lines = [Span(*found.span(1)) for found in LINE.finditer(raw)]
    texts = [line.of(raw).strip() for line in lines]
    times = [n for n, text in enumerate(texts) if "-->" in text and TIMING.match(text)]
    starts = [n - 1 if n and _names(texts, n - 1, web) else n for n in times]
    for at, begin, end in zip(times, starts, [*starts[1:], len(lines)], strict=False):
        timing = TIMING.match(texts[at])
        name = texts[begin] if begin < at else timing[1] if timing else ""
        if web:
            end = next((n for n in range(at + 1, end) if not texts[n]), end)
        yield Cue(name, lines[at + 1 : end])


def _names(texts: list[str], n: int, web: bool) -> bool:
    """Return whether the line before a timing is the number or name of the cue."""
    if web:
        return bool(texts[n]) and (n == 0 or not texts[n - 1]) and not texts[n].startswith(WEB) and not BLOCK.match(texts[n])
    return texts[n].isdecimal()


class _Captions:
    """The prose and units so far."""

    def __init__(self, raw: str) -> None:
        self.raw, self.web, self.prose = raw, is_web(raw), Prose(raw)
        self.units: list[Unit] = []
        self.last = ""

    def add(self, cue: Cue) -> None:
        """Add a cue; a line of WebVTT that stays on the screen from the cue before is not added again."""
        start = None
        for n, line in enumerate(cue.lines):
            shown = CODES.sub("", line.of(self.raw))
            shown = (unescape(shown) if self.web else shown).strip()
            if shown and not (self.web and n == 0 and shown == self.last):
                begin = self._line(line, shown, first=start is None)
                start = begin if start is None else start
                self.last = shown
        if start is not None:
            self.units.append(Unit(cue.name, Span(start, self.prose.length)))

    def _line(self, line: Span, shown: str, *, first: bool) -> int:
        """Add a line and return where it starts in the prose."""
        before = "".join(self.prose.parts[-8:]).rstrip()
        ended = first and ENDED.search(before) and not shown[0].islower()
        if ended or SPEAKER.match(shown):
            self.prose.break_block()
        elif self.prose.parts and not self.prose.parts[-1].endswith(" "):
            self.prose.run(" ", line.start, line.start)
        start = self.prose.length + (2 if self.prose.wants_break else 0)
        self._text(line)
        return start

    def _text(self, line: Span) -> None:
        text = line.of(self.raw)
        at, end = line.start + len(text) - len(text.lstrip()), line.start + len(text.rstrip())
        for code in (WEB_CODES if self.web else CODES).finditer(self.raw, at, end):
            self.prose.text(at, code.start())
            at = code.end()
            if self.web and code["entity"]:
                self.prose.entity(*code.span())
        self.prose.text(at, end)
