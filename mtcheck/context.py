"""What the checks may know of one document: computed when first asked for, shared by all checks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mtcheck.core.lazy import lazy
from mtcheck.core.model import Document, Finding, Rule, Span, Told
from mtcheck.core.text import normal
from mtcheck.english import complements, lexicon, segment

OPENING, CLOSING = "“«„", "”»"
MARKS = lazy(f'[{OPENING}{CLOSING}"]')


if TYPE_CHECKING:
    from mtcheck.bilingual.bitext import Bitext
    from mtcheck.bilingual.senses import Senses
    from mtcheck.glossary.house_names import HouseName
    from mtcheck.glossary.matching import Mention
    from mtcheck.glossary.terms import Term
    from mtcheck.quantities.habits import Habits
    from mtcheck.reviewer import Remark
    from mtcheck.scorers import Scores
    from mtcheck.scorers.tagger.stretches import Stretch


def available(document: Document, **others: bool) -> frozenset[str]:
    """Return what is there of all that a rule may need (``Rule.needs``): what the document brings, and those of the others that hold."""
    there = {"source": document.source is not None, "reference": document.reference is not None, **others}
    return frozenset(need for need, holds in there.items() if holds)


class Context:
    """Facts about one document.

    ``source_lang`` is the language the text was translated from, when known (ISO 639-1). ``glossary`` is False when the shipped
    phrase lists are switched off; a check then relies on its mechanism alone. ``terms`` and
    ``house_names`` are those of the user's own lists. ``judged`` says that a model will be asked about findings that depend on context. ``style`` is the house
    whose dates and numbers suggestions follow (``quantities.styles``).
    """

    def __init__(
        self,
        document: Document,
        *,
        source_lang: str | None = None,
        glossary: bool = True,
        terms: tuple[Term, ...] = (),
        house_names: tuple[HouseName, ...] = (),
        judged: bool = False,
        style: str | None = None,
    ) -> None:
        self.document = document
        self.text = document.text
        self._stated = (source_lang or document.source_lang or "").replace("_", "-").partition("-")[0].lower()
        self.source_lang = self._stated or (self.told.code if self.told else None)
        self.glossary = glossary
        self.terms, self.house_names, self.judged, self.style = terms, house_names, judged, style
        self.mentions: tuple[Mention, ...] = ()
        self.scores: Scores | None = None  # of the text, where a scorer ran
        self.remarks: tuple[Remark, ...] | None = None  # on the text, where a reviewer was asked

    @cached_property
    def told(self) -> Told | None:
        """The language that the source reads as, where nobody stated it; None where it cannot be told."""
        if self._stated or not self.document.source:
            return None
        from mtcheck.languages.telling import told

        return told(self.document.source) or self.document.told

    @cached_property
    def elsewhere(self) -> Told | None:
        """The language of a text of which nothing is English, and no source says that it should be; None for all others."""
        if self.document.source is not None:
            return None
        from mtcheck.languages.telling import elsewhere

        return elsewhere(self.text)

    @property
    def untold(self) -> bool:
        """Whether the source has words, and yet nobody knows their language."""
        if self.source_lang or not self.document.source:
            return False
        from mtcheck.languages.telling import tellable

        return tellable(self.document.source)

    @property
    def has(self) -> frozenset[str]:
        """What is there now of all that a rule may need (``Rule.needs``)."""
        made = {need for need, what in (("scores", self.scores), ("review", self.remarks)) if what is not None}
        return self._had | made if made else self._had

    @cached_property
    def _had(self) -> frozenset[str]:
        return available(self.document, terms=bool(self.terms), names=bool(self.house_names), judging=self.judged)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """What the tagger would have changed, for checks that need scores; nothing where the scorer has no tagger."""
        if self.scores is None or not self.scores.tags:
            return ()
        from mtcheck.scorers.tagger.stretches import stretches

        return tuple(stretches(self.text, self.scores.tags, self.machine, beside=self.scores.beside))

    @cached_property
    def machine(self) -> float:
        """How likely a machine wrote the text, as the tagger sees it or as somebody says (0..1)."""
        from mtcheck.scorers.tagger.stretches import machines

        scores = self.scores
        beside = scores is not None and scores.beside
        return machines(scores.tags if scores else (), stated=bool(self._stated or self.document.source), beside=beside)

    def senses_at(self, span: Span) -> Senses | None:
        """Return the word of several senses that a stretch renders; None where the source has none, or there is no source."""
        if self.document.source is None or self.bitext.unrelated:
            return None
        from mtcheck.bilingual.senses import senses

        return senses(self.bitext, self.text, span)

    @cached_property
    def lower(self) -> str:
        """The text normalised for matching, of the same length."""
        return normal(self.text)

    @cached_property
    def beyond_latin_1(self) -> bool:
        """Whether the text has letters of the Latin script that Latin-1 does not have ("Erdoğan")."""
        return not self.text.isascii() and any("\u0100" <= sign < "\u0250" or "\u1e00" <= sign < "\u1f00" for sign in set(self.text))

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The lines that are not blank."""
        return tuple(segment.paragraphs(self.text))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """All sentences in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in segment.sentences(self.text, paragraph))

    @cached_property
    def lines(self) -> bytes:
        """The sentences, one a line, as RE2 reads them."""
        return "\n".join(sentence.of(self.text) for sentence in self.sentences).encode()

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Where the sentences start, and the paragraphs."""
        return [sentence.start for sentence in self.sentences], [paragraph.start for paragraph in self.paragraphs]

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds the offset, else the last one before it."""
        return self.sentences[self.sentence_index(offset)]

    def sentence_index(self, offset: int) -> int:
        """Return the index of the sentence that holds the offset, else of the last one before it."""
        return max(0, bisect_right(self._starts[0], offset) - 1)

    def in_quotation(self, offset: int) -> bool:
        """Return whether the offset lies between quotation marks of its paragraph."""
        starts = self._starts[1]
        at = bisect_right(starts, offset) - 1
        start = starts[at] if at >= 0 else 0
        opening, closing, straight = self._marks
        first, last = bisect_left(opening, start), bisect_left(opening, offset)
        if first < last and bisect_left(closing, opening[last - 1]) == bisect_left(closing, offset):
            return True
        return (bisect_left(straight, offset) - bisect_left(straight, start)) % 2 == 1

    @cached_property
    def _marks(self) -> tuple[list[int], list[int], list[int]]:
        """The offsets of opening, closing and straight quotation marks."""
        found: tuple[list[int], list[int], list[int]] = [], [], []
        for match in MARKS.finditer(self.text):
            found[0 if match.group() in OPENING else 1 if match.group() in CLOSING else 2].append(match.start())
        return found

    @cached_property
    def tokens(self) -> complements.Tokens:
        """The words and signs in order."""
        return complements.Tokens(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words (runs of letters) in order, as they are written."""
        return tuple(segment.WORD.findall(self.text))

    @cached_property
    def low(self) -> list[str]:
        """The words in order, in lower case."""
        return list(map(str.lower, self.words))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The distinct words as they are written."""
        return frozenset(self.words)

    @cached_property
    def small(self) -> frozenset[str]:
        """The vocabulary in lower case; what needs certain words asks here first, since most texts do not hold them."""
        return frozenset(self.low)

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The distinct words in lower case letters that the lexicon does not hold."""
        return frozenset(lexicon.unknown(word for word in self.vocabulary if word.islower()))

    @cached_property
    def habits(self) -> Habits:
        """How the article and its source language write quantities."""
        from mtcheck.quantities.habits import Habits
        from mtcheck.quantities.styles import STYLES

        return Habits(self.text, self.source_lang, STYLES[self.style] if self.style else None)

    @cached_property
    def bitext(self) -> Bitext:
        """The document and its source, aligned; only where there is a source."""
        from mtcheck.bilingual.bitext import Bitext

        return Bitext(self.document, self.source_lang, self.sentences, stated=bool(self._stated))

    def mark(
        self,
        rule: Rule,
        start: int,
        end: int,
        message: str,
        *suggestions: str,
        confidence: float,
        source: Span | None = None,
        **evidence: Any,
    ) -> Finding:
        """Return the finding of a rule at ``text[start:end]``; suggestions best first; ``source`` is what it was held against in the source."""
        words = self.text[start:end]
        return Finding(rule.id, rule.category, rule.severity, Span(start, end), words, message, suggestions, confidence, evidence, source=source)
