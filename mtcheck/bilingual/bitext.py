"""A document beside its source: the sentences of both, the links between them, and what each word may stand for on the other side."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from mtcheck.bilingual.align import Link, Side, align
from mtcheck.core.model import Document, Span
from mtcheck.english import segment
from mtcheck.languages.language import MARKS, Language, language
from mtcheck.languages.telling import told

WORD = re.compile(rf"(?:[^\W\d_]|{MARKS})+")
TOKEN = re.compile(rf"(?:[^\W\d_]|{MARKS})+|\d+")
STEM = 6
FEW = 6
"""Sentences from which on a source can be told not to be this article's."""
UNRELATED = 0.12
"""Share of linked sentences with a common anchor under which a source is another article's."""
WEAK = 0.05
LOOSE = 3
"""Sentences that one alone on the other side is taken to be, whatever the splitter made of it."""
SAID = 0.2
"""Share of what can be compared of a sentence alone from which it is said beside it."""
CERTAIN, LONG_ENOUGH = 0.99, 400
"""How surely (probability), and from how many characters on, a source must read as another language before it is refused."""
ENGLISH = "en"
OPENING, STOPS = "\"'“”„«»‘’([ ", frozenset(".,;")
"""Signs in front of a sentence's first word, and those that no sentence begins with."""
ENGLISH_ENDINGS = ("ing", "ied", "ies", "ed", "es", "ly", "s", "e")


class Pair(NamedTuple):
    """A stretch of the source and the stretch of the target that it became; one of them is None where nothing corresponds.

    ``strength`` (0..1) says how much of what can be compared they share.
    """

    source: Span | None
    target: Span | None
    strength: float
    moved: bool = False


class Linked(NamedTuple):
    """A pair with both sides."""

    source: Span
    target: Span
    strength: float


class Bitext:
    """What the bilingual checks look at: ``pairs`` in the order of the target."""

    def __init__(self, document: Document, source_lang: str | None, sentences: tuple[Span, ...], *, stated: bool = True) -> None:
        assert document.source is not None
        self.text, self.source, self.units = document.text, document.source, document.units
        self.sentences = sentences
        self.code, self.stated = source_lang, stated
        self.language: Language | None = language(source_lang)

    @cached_property
    def source_sentences(self) -> tuple[Span, ...]:
        """The sentences of the source."""
        return tuple(
            sentence
            for paragraph in segment.paragraphs(self.source)
            for sentence in segment.sentences(self.source, paragraph, self.language.code if self.language else "en")
        )

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The links between source and target; within each unit where the format has such."""
        if not any(unit.source for unit in self.units):
            return tuple(self._aligned(self.source_sentences, self.sentences))
        found: list[Pair] = []
        for unit in self.units:
            if unit.source is not None:
                found += self._aligned(_within(self.source_sentences, unit.source), _within(self.sentences, unit.span))
        return tuple(found)

    def _aligned(self, here: Sequence[Span], there: Sequence[Span]) -> Iterator[Pair]:
        if min(len(here), len(there)) == 1 and max(len(here), len(there)) <= LOOSE:
            links = [Link(tuple(range(len(here))), tuple(range(len(there))), 1.0)]
        else:
            own = Side([len(one) for one in here], [self._anchors(self.source, one, foreign=True) for one in here])
            links = align(own, Side([len(one) for one in there], [self._anchors(self.text, one) for one in there]))
        for link in links:
            yield Pair(_cover([here[i] for i in link.source]), _cover([there[j] for j in link.target]), link.strength, link.moved)

    def _anchors(self, text: str, span: Span, *, foreign: bool = False) -> frozenset[str]:
        found: set[str] = set()
        script = foreign and not span.of(text).isascii()
        for match in TOKEN.finditer(text, span.start, span.end):
            word = match.group()
            if word[0].isdecimal():
                found.add("".join(str(unicodedata.decimal(char)) for char in word))
                continue
            low = word.lower()
            if foreign and self.language:
                entry = self.language.word(low)
                found.update(stem(one) for one in entry.english if len(one) > 3) if entry else None
            if len(word) > 3 or word[0].isupper():
                found.add(stem(plain(low)))
            if word[0].isupper() or (script and self.language is not None and not self.latin):
                found.add(skeleton(word))
        return frozenset(found)

    def said_beside(self, alone: Pair, beside: Sequence[Pair]) -> bool:
        """Return whether a sentence without a counterpart says what its neighbours' counterparts have beyond them: a splitter cut in the wrong place."""
        foreign = alone.target is None
        here, there = self._anchors_of(beside, foreign=foreign), self._anchors_of(beside, foreign=not foreign)
        own = self._anchors_of([alone], foreign=foreign) - here
        return len(own & there) >= max(1, SAID * len(own))

    def _anchors_of(self, pairs: Sequence[Pair], *, foreign: bool) -> frozenset[str]:
        text, spans = (self.source, [one.source for one in pairs]) if foreign else (self.text, [one.target for one in pairs])
        return frozenset[str]().union(*(self._anchors(text, span, foreign=foreign) for span in spans if span))

    @cached_property
    def latin(self) -> bool:
        """Whether most letters of the source are Latin."""
        return sum(char < "\u0250" for char in self.source) > 0.7 * len(self.source)

    @property
    def spells_names(self) -> bool:
        """Whether the source writes foreign names letter by letter, so that one can be looked for by its sound."""
        return self.language_code not in {"ar", "zh"}

    @cached_property
    def unrelated(self) -> str:
        """Why the source cannot be this article's; "" where it can."""
        if self.code == ENGLISH and not self.stated:
            return "the source reads as English"
        found = told(self.source) if self.stated and len(self.source) > LONG_ENOUGH else None
        if self.language and found and found.code != self.code and found.probability >= CERTAIN:
            return f"the source reads as {found.name}, not as {self.language.name}"
        if min(len(self.sentences), len(self.source_sentences)) < FEW or not self.language:
            return ""
        share = sum(pair.strength > WEAK for pair in self.linked) / max(1, min(len(self.sentences), len(self.source_sentences)))
        return f"only {share:.0%} of the sentences have anything in common" if share < UNRELATED else ""

    @property
    def language_code(self) -> str | None:
        """The code of the language that the source is read as."""
        return self.language.code if self.language else None

    @cached_property
    def linked(self) -> tuple[Linked, ...]:
        """The pairs with both sides."""
        found = (Linked(pair.source, pair.target, pair.strength) for pair in self.pairs if pair.source and pair.target)
        return tuple(sorted(found, key=lambda pair: pair.target))

    def source_beside(self, span: Span) -> list[Span]:
        """Return the sentences of the source right before and behind a stretch of it."""
        before, behind = (bisect_left(self.source_sentences, end, key=lambda one: one.start) for end in (span.start, span.end))
        return [*self.source_sentences[max(0, before - 1) : before], *self.source_sentences[behind : behind + 1]]

    def linked_at(self, offset: int) -> Linked | None:
        """Return the pair whose target holds the offset of the text."""
        at = bisect_right(self.linked, offset, key=lambda pair: pair.target.start) - 1
        return self.linked[at] if at >= 0 and offset < self.linked[at].target.end else None


def continues(text: str, sentence: Span) -> bool:
    """Return whether what was taken for a sentence goes on with the one before, in the same line: it begins with a small letter, a comma or "-Street"."""
    before = text[max(0, sentence.start - 9) : sentence.start].rstrip(" ")[-1:]
    begins = sentence.of(text).lstrip(OPENING)
    return before not in ("", "\n") and (begins[:1].islower() or begins[:1] in STOPS or (begins[:1] == "-" and begins[1:2].isalpha()))


def _within(sentences: Sequence[Span], span: Span) -> Sequence[Span]:
    """Return the sentences that begin in a stretch."""
    first, last = (bisect_left(sentences, end, key=lambda one: one.start) for end in (span.start, span.end))
    return sentences[first:last]


def _cover(spans: Sequence[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what an English word, or a cognate of it, is compared by: six letters without the common endings."""
    low = word.lower()
    for ending in ENGLISH_ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            low = low[: -len(ending)]
            break
    return low[:STEM]


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """Return the word in Latin letters without accents."""
    if word.isascii():
        return word
    if max(word) < "\u0250":
        return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char)).replace("ß", "ss").replace("ł", "l")
    from anyascii import anyascii

    latin = str(anyascii(word)).lower()
    return latin[:1] + latin[1:].replace("w", "u") if "\u0600" <= word[0] <= "\u06ff" else latin  # a vowel in Arabic, but for the beginning


SOUNDS = ((r"sch|sh|ch|tch|tj", "S"), (r"ph|v|w", "f"), (r"[cqg]|kh|x", "k"), (r"[zj]|ts|tz", "s"), (r"th|d", "t"), (r"b", "p"), (r"S", "s"))


@lru_cache(maxsize=50_000)
def skeleton(name: str, *, whole: bool = False) -> str:
    """Return the consonants of a name in broad classes, what transliterations of it share: the first five, or the ``whole``."""
    low = plain(name.lower())
    for pattern, sound in SOUNDS:
        low = re.sub(pattern, sound, low)
    bare = re.sub(r"[^a-z]|[aeiouyh]", "", low)
    return "~" + re.sub(r"(.)\1+", r"\1", bare)[: None if whole else 5]
