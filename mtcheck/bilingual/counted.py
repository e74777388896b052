"""Small number words of the source with what they count ("dos trenzas", "und zwei Schulen") that nothing in the English says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mtcheck.bilingual.bitext import Bitext, Linked
from mtcheck.bilingual.rendered import WORD, meanings, places
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Span
from mtcheck.english.lemmas import readings
from mtcheck.languages.language import Language
from mtcheck.languages.numbers import Number

MOST = 12
"""The largest number that is written in words as a rule."""
NEAR = 2
"""Words behind a number among which the noun is that it counts."""
SHORTEST = 3
OTHERWISE = lazy(
    r"\b(?:both|pair|couple|twins?|twice|duo|hal(?:f|ves)|double|either|neither|each|another|together|between|trio|three\w+|triplets?|several|few|dual|bi\w+|tri\w+|quad\w+"
    r"|various|multiple|many|some|respectively|seconds?|thirds?|quarters?|noon|midnight|dozens?|decades?|fortnight|scores?)\b|\d",
    re.IGNORECASE,
)
"""English words that may say a small number, or leave it open."""
BOTH = frozenset("both either couple pair dozen decade ten quarter half noon".split())
DEFINITE = lazy(
    r"\b(?:the|these|those|this|that|his|her|its|their|our|my|your|all|other|remaining|an?|every|no|any)(?: [\w-]+){0,2} $|['’]s?(?: [\w-]+)? $",
    re.IGNORECASE,
)
"""What before a noun shows that how many there are was said before, or need not be said."""


class Unsaid(NamedTuple):
    """A number word of the source that the English does not say: where its noun stands there, or that before which it should stand."""

    number: Number
    span: Span


def unsaid(bitext: Bitext, pair: Linked, left: Sequence[Number]) -> Unsaid | None:
    """Return the first of the numbers that a sentence of the English leaves out, though it has the noun; or leaves out with the noun, the last of a list."""
    language = bitext.language
    if language is None or OTHERWISE.search(pair.target.of(bitext.text)):
        return None
    source = pair.source.of(bitext.source)
    for number in left:
        word = source[number.start : number.end].lower()
        if number.kind != "words" or number.value > MOST or number.value % 1 or word not in language.numbers or _means(word, language) in BOTH:
            continue
        counted = _counted(source, number.end, language)
        place = counted and (_bare(bitext, pair, counted, language) or _joined(bitext, pair, source[: number.start], counted, language))
        if place:
            return Unsaid(number, place)
    return None


def _means(word: str, language: Language) -> str:
    entry = language.words.get(word)
    return entry.english[0] if entry else ""


def _counted(source: str, at: int, language: Language) -> list[str]:
    """Return the words right behind a number that may be the noun it counts; nothing where none of them is known."""
    words: list[str] = []
    for match in WORD.finditer(source, at):
        low = match.group().lower()
        if (
            source[at : match.start()].strip()
            or len(words) == NEAR
            or low in language.function_words
            or low in language.number_words
            or len(low) < SHORTEST
        ):
            break
        words.append(match.group())
        at = match.end()
    return words if any(meanings(word.lower(), language) for word in words) else []


def _bare(bitext: Bitext, pair: Linked, words: Sequence[str], language: Language) -> Span | None:
    """Return where a plural stands that renders the noun, with nothing before it that tells which ones are meant."""
    for word in words:
        for match in places(word, language, bitext.text, pair.target):
            plural = any(reading.tag == "plural" for reading in readings(match.group().lower()))
            if plural and not DEFINITE.search(bitext.text, max(pair.target.start, match.start() - 40), match.start()):
                return Span(*match.span())
    return None


def _joined(bitext: Bitext, pair: Linked, before: str, words: Sequence[str], language: Language) -> Span | None:
    """Return the English of what an "and" joins the noun to, where nothing in the sentence or beside it renders the noun itself."""
    ahead = list(WORD.finditer(before))
    if len(ahead) < NEAR or ahead[-1].group().lower() not in language.joins or not all(meanings(word.lower(), language) for word in words[:1]):
        return None
    at = bitext.linked.index(pair)
    around = Span(bitext.linked[max(0, at - 1)].target.start, bitext.linked[min(at + 1, len(bitext.linked) - 1)].target.end)
    if any(True for word in words for _ in places(word, language, bitext.text, around)):
        return None
    found = next(places(ahead[-2].group(), language, bitext.text, pair.target), None)
    return Span(*found.span()) if found else None
