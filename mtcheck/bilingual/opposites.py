"""Words of the English that say the contrary of what the source says ("admitted" for "negó"): the pairs are those of ``english/opposites.tsv``."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from mtcheck.bilingual.bitext import Bitext, Linked
from mtcheck.bilingual.polarity import anywhere, denials
from mtcheck.bilingual.rendered import WORD, meanings, places, renders
from mtcheck.core.model import Span
from mtcheck.core.resources import PACKAGE
from mtcheck.english.inflection import verb_forms
from mtcheck.english.lemmas import readings
from mtcheck.languages.language import Language

FILE = PACKAGE / "english" / "opposites.tsv"
SHORT = 3
"""Letters up to which a word that says the same stands for itself; longer ones are beginnings."""


NEAR = 30
"""Characters of the source between a word and what is said of it, at most."""
ENDING, STEM = 2, 4
"""Letters that an inflected form may have more than the listed one, and that it must share with it."""


class Side(NamedTuple):
    """One side of a pair of opposites: its words in their base form, whole words and beginnings of others that say the same."""

    name: str
    words: frozenset[str]
    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def akin(self, word: str) -> bool:
        """Return whether a lower-case English word says this, however loosely."""
        return word in self.whole or word.startswith(self.beginnings)


class Opposite(NamedTuple):
    """A word of the English, the word of the source that says its contrary, with its place there, and what English would say for that ("" unknown)."""

    span: Span
    source: Span
    suggestion: str


@cache
def pairs() -> dict[str, tuple[tuple[Side, Side], ...]]:
    """Return for each base form of a side's words that side and its contrary."""
    found: dict[str, list[tuple[Side, Side]]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            one, other = map(_side, line.split("\t"))
            for said, contrary in ((one, other), (other, one)):
                for word in said.words:
                    found.setdefault(word, []).append((said, contrary))
    return {word: tuple(sides) for word, sides in found.items()}


def _side(text: str) -> Side:
    words, _, also = text.partition(";")
    listed = [*(word.removesuffix("e") for word in words.split()), *also.split()]
    beginnings = tuple(one for one in listed if len(one) > SHORT)
    return Side(words.split()[0], frozenset(words.split()), frozenset(one for one in listed if len(one) <= SHORT), beginnings)


@lru_cache(maxsize=20_000)
def _bases(word: str) -> tuple[str, ...]:
    """Return the base forms of a lower-case word that stand on some side."""
    return tuple(base for base in sorted({word} | {reading.base for reading in readings(word)}) if base in pairs())


def opposite(bitext: Bitext, pair: Linked, english: Language) -> Opposite | None:
    """Return the first word of an English sentence whose contrary the source says, where neither side denies anything or says both."""
    words = list(WORD.finditer(bitext.text, pair.target.start, pair.target.end))
    low = [match.group().lower() for match in words]
    candidates = [(match, base) for match, word in zip(words, low, strict=True) if match.group().islower() for base in _bases(word)]
    if not candidates or bitext.language is None or denials(pair.source.of(bitext.source), bitext.language):
        return None
    for match, base in candidates:
        for said, contrary in pairs()[base]:
            if any(map(contrary.akin, low)) or _denies(bitext.text, pair.target, match, english):
                continue
            verb = {reading.part for reading in readings(match.group().lower())} == {"v"}
            place = _only(bitext, pair.source, contrary, said, bitext.language, verb=verb)
            if place and not _elsewhere(bitext, pair, match, place, bitext.language) and (verb or not _apart(bitext, pair, match, place)):
                return Opposite(Span(*match.span()), place, _form(contrary.name, match.group()))
    return None


def _elsewhere(bitext: Bitext, pair: Linked, word: re.Match[str], place: Span, language: Language) -> bool:
    """Return whether the word behind an English one is said in the source, but nowhere near the contrary: that one is said of something else."""
    behind = WORD.search(bitext.text, word.end(), pair.target.end)
    if behind is None or bitext.text[word.end() : behind.start()] != " ":
        return False
    low = behind.group().lower()
    said = [
        match.span() for match in WORD.finditer(bitext.source, pair.source.start, pair.source.end) if renders(low, match.group().lower(), language)
    ]
    return bool(said) and all(start > place.end + NEAR or end < place.start - NEAR for start, end in said)


def _apart(bitext: Bitext, pair: Linked, word: re.Match[str], place: Span) -> bool:
    """Return whether the words beside the contrary in the source are rendered, but nowhere near the English word: what it is said of is something else."""
    language, source = bitext.language, bitext.source
    assert language is not None
    around = list(WORD.finditer(source, pair.source.start, pair.source.end))
    at = next((at for at, one in enumerate(around) if one.end() > place.start), len(around))
    beside = [one.group().lower() for one in around[max(0, at - 1) : at + 2] if one.end() <= place.start or one.start() >= place.end]
    found = [
        match.span()
        for one in beside
        if one not in language.function_words
        for match in places(one, language, bitext.text, pair.target)
        if match.start() != word.start()
    ]
    return bool(found) and all(start > word.end() + NEAR or end < word.start() - NEAR for start, end in found)


def _denies(text: str, within: Span, word: re.Match[str], english: Language) -> bool:
    """Return whether an English sentence denies anything beside a word."""
    return anywhere(f"{text[within.start : word.start()]} {text[word.end() : within.end]}", english)


def _only(bitext: Bitext, within: Span, side: Side, contrary: Side, language: Language, *, verb: bool) -> Span | None:
    """Return where a source sentence says one side of a pair, in no noun where it has to be a ``verb``; None where it does not, or may say the contrary as well."""
    if _pattern(bitext, within, contrary, language):
        return None
    words = [word for word in WORD.finditer(bitext.source, within.start, within.end) if not _of_degree(bitext.source, within, word, language)]
    if contrary.name not in language.opposed and any(_says(word.group().lower(), contrary, language) for word in words):
        return None
    if place := _pattern(bitext, within, side, language):
        return place
    return next((Span(*word.span()) for word in words if _first(word.group().lower(), language, verb=verb) in side.words), None)


def _says(word: str, side: Side, language: Language) -> bool:
    """Return whether a word of the source may say a side: by any meaning as the side has it, by its first one however loosely."""
    return bool(meanings(word, language) & side.words) or side.akin(_first(word, language, verb=False))


def _of_degree(source: str, within: Span, word: re.Match[str], language: Language) -> bool:
    """Return whether a word stands in a set phrase that says how far something holds."""
    phrases = language.degree.finditer(source, within.start, within.end) if language.degree else ()
    return any(phrase.start() <= word.start() and word.end() <= phrase.end() for phrase in phrases)


def _pattern(bitext: Bitext, within: Span, side: Side, language: Language) -> Span | None:
    """Return where the source has what the pack lists for a side."""
    pattern = language.opposed.get(side.name)
    match = pattern.search(bitext.source, within.start, within.end) if pattern else None
    return Span(*match.span()) if match else None


def _first(word: str, language: Language, *, verb: bool) -> str:
    """Return what a word means before all else, by the word list; "" for small words, for nouns where a ``verb`` is looked for, and where it is not listed, as it stands or without a short ending."""
    if word in language.function_words:
        return ""
    forms = (word[: len(word) - cut] for cut in range(ENDING + 1) if not cut or len(word) - cut >= STEM)
    entry = next((entry for form in forms if (entry := language.words.get(form))), None)
    return "" if entry is None or (verb and entry.gender) else entry.english[0]


def _form(word: str, like: str) -> str:
    """Return a word in the form of another one; "" where that is no form of a verb, nor the other one as lists have it."""
    tags = {reading.tag for reading in readings(like) if reading.part == "v"}
    forms = verb_forms(word) if tags and any(reading.part == "v" for reading in readings(word)) else {}
    chosen = next((tag for tag in ("past", "gerund", "third", "base") if tag in tags), "")
    return forms.get(chosen) or (word if like in pairs() and not tags else "")
