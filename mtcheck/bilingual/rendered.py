"""Which word of the English renders a word of the source: by the lists of words and senses, and by cognates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mtcheck.bilingual.bitext import plain, stem
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Span
from mtcheck.english.lemmas import readings
from mtcheck.languages.language import Language
from mtcheck.languages.lists import LONGEST_ENDING, PROCLITICS, SHORTEST_STEM

WORD = lazy(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PARTICIPLE = lazy(r"(?:\w{2,5})?ge(\w{3,}?)(?:e?t|en)")
COGNATE = 5
"""Letters from which on a beginning in common makes two words cognates."""


@lru_cache(maxsize=20_000)
def meanings(word: str, language: Language) -> frozenset[str]:
    """Return the English renderings of a form in lower case, in lower case; none where the lists have no such word."""
    return frozenset(one.lower() for form in _forms(word, language) for one in _listed(form, language))


def _forms(word: str, language: Language) -> Iterator[str]:
    """Yield a word, and without the particles of Arabic or the prefix of German participles."""
    yield word
    if language.code == "ar" and (particle := PROCLITICS.match(word)):
        yield word[particle.end() :]
    if language.code == "de" and (participle := PARTICIPLE.fullmatch(word)):
        yield participle[1] + "en"


def _listed(word: str, language: Language) -> frozenset[str]:
    entry = language.word(word)
    listed = frozenset(entry.english) if entry else frozenset()
    stems = (word[: len(word) - cut] for cut in range(LONGEST_ENDING + 1) if not cut or len(word) - cut >= SHORTEST_STEM)
    if place := language.places.get(word):
        listed |= {place}
    return listed | next((found for stem in stems if (found := language.meanings.get(stem))), frozenset())


def renders(english: str, word: str, language: Language) -> bool:
    """Return whether an English word may render a word of the source; both in lower case."""
    known = meanings(word, language)
    own = {english} | {reading.base for reading in readings(english)}
    if own & known or any(english in rendering.split() for rendering in known):
        return True
    cognate = stem(plain(word))
    return len(cognate) >= COGNATE and cognate == stem(english)


def places(word: str, language: Language, text: str, within: Span) -> Iterator[re.Match[str]]:
    """Yield the English words of a stretch that may render a word of the source."""
    low = word.lower()
    for match in WORD.finditer(text, within.start, within.end):
        if renders(match.group().lower(), low, language):
            yield match
