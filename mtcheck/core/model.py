"""The values that flow through mtcheck: frozen, slotted, picklable.

Every offset counts Unicode code points, 0-based; spans are half-open. Lines, columns, UTF-16 units and bytes exist only in
reporters (``mtcheck.core.text``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from mtcheck.core.mqm import Severity


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text in code points, half-open.

    Raises ValueError when ``start`` is negative or ``end`` is before ``start``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the text that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """``length`` code points of prose at ``start`` that stand at ``origin`` in the file, ``origin_length`` long there.

    The lengths differ only where the file writes a character otherwise than the prose reads it (``&eacute;``); such a piece
    maps as a whole.
    """

    start: int
    length: int
    origin: int
    origin_length: int


class Element(NamedTuple):
    """A paragraph, heading or item of a file with markup: where its words stand in the text, and all of it in the file, tags and marks included."""

    text: Span
    file: Span


@dataclass(frozen=True, slots=True)
class Origin:
    """The map from a document's text to the file it was read from; ``raw`` is the decoded file.

    ``elements`` are those of its elements that may go without harm to the rest, inner ones before the outer.
    """

    raw: str
    pieces: tuple[Piece, ...]
    elements: tuple[Element, ...] = ()

    def span(self, span: Span) -> Span:
        """Return where the span of the text stands in the file.

        A span over several pieces covers what lies between them in the file (markup).
        """
        first = self._piece(span.start)
        last = self._piece(max(span.start, span.end - 1))
        start = first.origin + (span.start - first.start if first.length == first.origin_length else 0)
        if span.end <= span.start:
            return Span(start, start)
        ends_inside = last.length == last.origin_length
        end = last.origin + (span.end - last.start if ends_inside else last.origin_length)
        return Span(start, max(start, end))

    def _piece(self, offset: int) -> Piece:
        return self.pieces[max(0, bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1)]


class Unit(NamedTuple):
    """A segment of a format that names its segments: where its text stands in the document, and its source text in the document's source.

    ``source`` is None where the format gives none for it; ``lost`` are the inline codes that only its source has, as the file calls them.
    """

    id: str
    span: Span
    source: Span | None = None
    lost: tuple[str, ...] = ()


class Told(NamedTuple):
    """The language that a source reads as: ISO 639-1 code, English name, probability 0..1 that it is that one."""

    code: str
    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class Document:
    """One article: the prose to check and where it came from.

    ``text`` is the prose as a reader sees it. ``origin`` is None where the text is the file itself (plain text) or a field of its
    own (a ``.jsonl`` row). ``line`` is the 1-based line of a row of a ``.jsonl`` file, 0 where the file is the document. ``source`` is the
    text that this one was translated from, ``reference`` a human translation of it; ``units`` are the segments of a localisation format, in order, which pair the two.
    ``asides`` are texts outside the article (its title and description in the head of the page, what an image shows), which stand at the end of ``text``.
    ``comments`` are those of Markdown and HTML, as spans of ``raw``.
    ``told`` is the language that the sources of the rows around it read as, where ``source_lang`` is not given and its own source does not tell.
    ``meta`` is what its row says of the article (``core.metadata``); what a file says itself stands in ``raw``.
    """

    path: str
    text: str
    id: str | None = None
    source: str | None = None
    source_lang: str | None = None
    origin: Origin | None = None
    line: int = 0
    units: tuple[Unit, ...] = ()
    reference: str | None = None
    told: Told | None = None
    asides: tuple[Span, ...] = ()
    comments: tuple[Span, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def flow(self) -> str:
        """Return the text of the article alone, without the asides after it."""
        return self.text[: self.asides[0].start].rstrip() if self.asides else self.text

    def is_aside(self, offset: int) -> bool:
        """Return whether the offset lies in a text outside the article."""
        return bool(self.asides) and offset >= self.asides[0].start

    def unit_at(self, offset: int) -> Unit | None:
        """Return the unit that holds the offset of the text; None where no unit does."""
        at = bisect_right(self.units, offset, key=lambda unit: unit.span.start) - 1
        return self.units[at] if at >= 0 and offset <= self.units[at].span.end else None

    def in_file(self, span: Span) -> Span:
        """Return the span of the file (or of the ``.jsonl`` row's ``text``) where this span of the text stands."""
        return self.origin.span(span) if self.origin and self.origin.pieces else span

    def element(self, span: Span) -> Span | None:
        """Return where the element of the file stands whose words the span of the text is, all of them; None where there is no such element."""
        whole = [element.file for element in self.origin.elements if element.text == span] if self.origin else []
        return whole[-1] if whole else None

    def in_order(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return findings in the order in which they stand in the file, whose head comes before the text that it is read after."""
        return tuple(sorted(findings, key=lambda one: (self.in_file(one.span), one.span, one.rule)))

    @property
    def raw(self) -> str:
        """Return the text that ``in_file`` offsets count in."""
        return self.origin.raw if self.origin else self.text


OWN_CONFIDENCE = "own_confidence"
"""Evidence of how sure a finding was before the tagger bore it out, which it does for every rule that doubts the same words."""
Fix = Literal["safe", "unsafe", "none"]
"""Whether a finding's first suggestion may be written unasked, only when somebody asks for it, or is not there."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One artefact: what, where, why, and what to write instead.

    Invariant: ``document.text[span.start:span.end] == text``. ``suggestions`` are best first; "" deletes. ``confidence`` in 0..1 is
    about the share of such findings that an editor acts on (``docs/confidence.md`` says how that was measured). ``context`` is a hash that stays the same when the text changes elsewhere. ``source`` is
    the span of ``document.source`` that the finding was held against. ``fix`` is settled last (``weighing.fixing``).
    """

    rule: str
    category: str
    severity: Severity
    span: Span
    text: str
    message: str
    suggestions: tuple[str, ...] = ()
    confidence: float = 0.5
    evidence: Mapping[str, Any] = field(default_factory=dict)
    context: str = ""
    source: Span | None = None
    fix: Fix = "none"


class Example(NamedTuple):
    """A text that a rule must mark (``mark`` and the first ``fix``) or, with ``mark`` None, must leave alone."""

    text: str
    mark: str | None = None
    fix: str | None = None
    source_lang: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule is about; the same for rules in TOML, glossaries and code.

    ``needs`` names what must be there for the rule to run: "source", "reference", "terms", "names" (lists of the user's own), "judging" (a model that
    answers questions), "scores" (what a model made of the text), "review" (what a reviewer said of it); ``instead`` what is enough for the entries that glossaries have of the rule.
    A rule with a ``profile`` is off unless that profile is chosen ("localisation": what matters in strings rather than in prose).
    """

    id: str
    summary: str
    why: str
    category: str
    severity: Severity
    needs: frozenset[str] = frozenset()
    references: tuple[str, ...] = ()
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    preview: bool = False
    profile: str = ""
    instead: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that went wrong for one input while the rest was checked: ``where`` is a path, rule or both."""

    where: str
    message: str
    internal: bool = False


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """The findings of one document, sorted by position; ``suppressed`` were found and are ignored on purpose, ``known`` are held back by a baseline.

    ``pairs`` are the stretches of source and text that belong together, in the order of the text, where a source was given; ``told`` is the
    language that the source was taken to be in, where nobody stated it.
    """

    document: Document
    words: int
    score: float
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()
    fluency: float | None = None
    failures: tuple[Failure, ...] = ()
    pairs: tuple[tuple[Span | None, Span | None], ...] = ()
    told: Told | None = None
    known: tuple[Finding, ...] = ()


Result = DocumentReport | Failure
"""What a run yields, one by one, so that a long ``.jsonl`` never has to fit in memory."""
