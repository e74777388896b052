"""What else may the source's word mean? For English words that render a word of the source sentence in one of several senses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mtcheck.bilingual.bitext import Bitext
from mtcheck.core.model import Span
from mtcheck.english.lemmas import akin, readings

WORD = re.compile(r"[^\W\d_]{3,}")
SHORTEST = 4
"""Letters of a source word's beginning that must be there; up to two at its end may inflect."""
ENDING = r"[^\W\d_]{0,4}"
MOST = 5
SPELLINGS = tuple(
    (re.compile(one), other)
    for one, other in (("our", "or"), ("tre$", "ter"), ("is(?=e|ing|ation)", "iz"), ("ll", "l"), ("[ao]e", "e"), ("ence$", "ense"))
)


class Senses(NamedTuple):
    """A word of the English, the source's word that it renders, with its place in the source, and how else that may be rendered.

    ``literal`` where the word is what machines take first.
    """

    word: str
    source_word: str
    source: Span
    others: tuple[str, ...]
    literal: bool


def senses(bitext: Bitext, text: str, span: Span) -> Senses | None:
    """Return a word of a stretch that renders a word of several senses in the linked source sentence; None where none does.

    The first one that is what machines take first for its source word, else the first.
    """
    linked = bitext.linked_at(span.start)
    if bitext.language is None or linked is None:
        return None
    found = [sense for match in WORD.finditer(text, span.start, span.end) for sense in _of_word(bitext, match.group(), linked.source)]
    return next((sense for sense in found if sense.literal), found[0] if found else None)


def _of_word(bitext: Bitext, word: str, within: Span) -> Iterator[Senses]:
    assert bitext.language is not None
    own = {word.lower()} | {reading.base for reading in readings(word.lower())}
    entries = {entry for base in sorted(own) for entry in bitext.language.senses.get(base, ())}
    found = [(place, entry) for entry in entries if (place := form_of(entry.word).search(bitext.source, within.start, within.end))]
    for place, entry in sorted(found, key=lambda one: (one[0].group().lower() != one[1].word, -len(one[1].word), one[1].word)):
        others = tuple(rendering for rendering in entry.renderings if not any(_same(rendering, one) for one in own))
        if others:
            yield Senses(word, entry.word, Span(*place.span()), others[:MOST], entry.renderings[0] in own)


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other) or akin(one, other)


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """Return a word with its British spelling made American, nearly: "theatre" and "theater" are no two senses."""
    for british, american in SPELLINGS:
        word = british.sub(american, word)
    return word


@lru_cache(maxsize=4096)
def form_of(word: str) -> re.Pattern[str]:
    """Return the pattern of a word's forms: the same beginning and another ending; of several words, each in its form, in order."""
    parts = (re.escape(part[: max(SHORTEST, len(part) - 2)]) + ENDING if len(part) >= SHORTEST else re.escape(part) for part in word.split())
    return re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", re.IGNORECASE)
