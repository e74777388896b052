"""Puts the segments of a localisation file together: one text of all targets, one of all sources, and what stands where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mtcheck.core.model import Document, Origin, Span, Unit

if TYPE_CHECKING:
    from mtcheck.readers._xml import Text

BETWEEN = "\n\n"


class Content:
    """The text of one segment, by its name where each part of it stands that the format marks as a sentence, and the inline codes between."""

    def __init__(self) -> None:
        self.runs: list[Text] = []
        self.parts: dict[str, tuple[int, int]] = {}
        self.codes: list[str] = []
        self.length = 0

    def add(self, run: Text) -> None:
        """Add a run of text."""
        self.runs.append(run)
        self.length += len(run.text)

    @property
    def text(self) -> str:
        """Return the text as a reader sees it."""
        return "".join(run.text for run in self.runs)


class Segments:
    """The segments so far of a file, or of a part of it, whose whole text is ``raw``."""

    def __init__(self, raw: str, path: str) -> None:
        from mtcheck.readers._prose import Prose

        self.path = path
        self.prose = Prose(raw)
        self.units: list[Unit] = []
        self.sources: list[str] = []
        self.length = 0

    def add(self, name: str, target: Content, source: Content | None) -> None:
        """Add a segment; one without text in its target leaves nothing, nor does its source."""
        text = target.text
        if not text.strip():
            return
        self.prose.break_block()
        start = self.prose.length + (len(BETWEEN) if self.prose.wants_break else 0)
        for run in target.runs:
            self.prose.run(*run)
        origin = self._add_source(source.text) if source and source.text.strip() else None
        self.units.extend(_units(name, text, start, target, source, origin))

    def _add_source(self, text: str) -> int:
        start = self.length + (len(BETWEEN) if self.sources else 0)
        self.sources.append(text)
        self.length = start + len(text)
        return start

    def document(self, name: str | None, source_lang: str | None) -> Document:
        """Return the document of all that was added."""
        source = BETWEEN.join(self.sources) if self.sources else None
        origin = Origin(self.prose.raw, tuple(self.prose.pieces))
        return Document(self.path, "".join(self.prose.parts), name, source, source_lang, origin, units=tuple(self.units))


def _units(name: str, text: str, start: int, target: Content, source: Content | None, origin: int | None) -> Iterable[Unit]:
    """Yield a unit for each marked sentence where source and target mark the same ones, else one for the whole segment."""
    lost = tuple((Counter(source.codes) - Counter(target.codes)).elements()) if source else ()
    if target.parts and source and origin is not None and target.parts.keys() <= source.parts.keys():
        for part, (first, last) in target.parts.items():
            if text[first:last].strip():
                yield Unit(f"{name}:{part}", Span(start + first, start + last), Span(*(origin + at for at in source.parts[part])), lost)
                lost = ()  # said once, since which part lacks it cannot be told
    else:
        yield Unit(name, Span(start, start + len(text)), Span(origin, origin + len(source.text)) if source and origin is not None else None, lost)


def language(code: str | None) -> str | None:
    """Return the two-letter code of a language tag (``fr-FR`` -> ``fr``); None for English, which is no source, and for what is no tag."""
    short = (code or "").replace("_", "-").partition("-")[0].lower()
    return short if len(short) in {2, 3} and short.isalpha() and short != "en" else None


def is_english(code: str | None) -> bool:
    """Return whether a language tag stands for English."""
    return (code or "").replace("_", "-").partition("-")[0].lower() in {"en", "eng"}
