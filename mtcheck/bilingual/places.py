"""The countries, territories and cities that a source text names, and what English calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.proper import SENTENCE_START, TOKEN, ordinary
from mtcheck.bilingual.renamed import RENAMED, names_of_place
from mtcheck.bilingual.shapes import CAPITALISED
from mtcheck.languages.language import MARKS, Language
from mtcheck.languages.lists import PLACE_KEY

ALSO = {
    "Beijing": "Peking",
    "Cape Verde": "Cabo",
    "Czechia": "Czech",
    "Czech Republic": "Czechia",
    "Great Britain": "UK Britain British Kingdom",
    "Ivory Coast": "Ivoire",
    "Kyiv": "Kiev",
    "Myanmar": "Burma",
    "Myanmar (Burma)": "Burma",
    "Americas": "America US USA American States",
    "Denmark": "Danish Dane Danes",
    "England": "UK Britain British English",
    "France": "French",
    "Ireland": "Irish",
    "Netherlands": "Holland Dutch",
    "Philippines": "Filipino Filipinos",
    "Türkiye": "Turkey Turkish",
    "U.S.": "US USA America American United",
    "UK": "U.K. Britain British England English Kingdom",
    "United Kingdom": "UK Britain British England English",
    "United Nations": "UN U.N.",
    "United States": "US USA America American",
    "European Union": "EU",
}
"""Other words by which English tells of a place."""
PLACE_SIZES = range(5, 1, -1)
"""Characters of place names where words are not set apart, the longest first."""
SHORT_ENDINGS = "国國本度南朗"
"""What a place name of two characters ends in, when it is no part of a longer one."""
HAN_FROM = "\u3040"
ENDING = re.compile(rf"(?:[^\W\d_]|{MARKS})*")
CYRILLIC_TO = "\u052f"
VAGUE = frozenset("south north east west southern northern eastern western new great united republic of the and saint st islands island".split())
"""Words of a place name that other names have too."""


def known_places(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, what English calls it) of the countries, territories and cities that a source text names."""
    for start, end, english in _spelled(text, language) if language.spaced else _stretches(text, language):
        if english.lower() not in CAPITALISED and not ordinary(english.lower()):  # no language or people
            yield start, end, english


def _spelled(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the places whose names begin with a word of the text (with a capital, or in a script that has none), inflected or not."""
    lower = text.lower()
    if len(lower) != len(text):
        return
    for match in TOKEN.finditer(text):
        if text[match.start()].islower():
            continue
        for name, english in language.places_by_beginning.get(lower[match.start() : match.start() + PLACE_KEY], ()):
            end = _inflected(lower, match.start(), name, cases=language.names_inflect)
            homograph = _means_else(match.group(), english, language) or _opens(text, match.start(), language)
            if (
                end and not homograph and not (match.group().lower() in language.function_words and text[match.end() : end].lstrip()[:1].islower())
            ):  # "La réunion"
                yield match.start(), end, english
                break


def _opens(text: str, at: int, language: Language) -> bool:
    """Return whether a word that is listed as a common one has its capital from the sentence it opens ("¿Cree que sí?")."""
    if not SENTENCE_START.search(text[max(0, at - 8) : at]):
        return False
    word = TOKEN.match(text, at)
    return word is not None and text[at].islower() != text[at].isupper() and language.word(word[0].lower()) is not None


def _means_else(word: str, english: str, language: Language) -> bool:
    """Return whether a word in a script without capitals is listed as another word than the name of the place."""
    if word[0].lower() != word[0].upper():
        return False
    entry = language.words.get(word)
    listed = entry.english if entry else language.meanings.get(word, ())
    return bool(listed) and not any(one.lower() in english.lower() for one in listed)


def _inflected(lower: str, start: int, name: str, *, cases: bool) -> int:
    """Return where the name of a place that begins at ``start`` ends, with its ending of a case; 0 where another word stands."""
    cut = 0 if not cases else 1 if len(name) < 7 else 2
    stem = name[: len(name) - cut]
    ending = ENDING.match(lower, start + len(stem)) if lower.startswith(stem, start) else None
    return ending.end() if ending and len(ending.group()) <= cut + (name[0] <= CYRILLIC_TO) else 0


def _stretches(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the places named by any few characters, where words are not set apart."""
    for size in PLACE_SIZES:
        for end in range(size, len(text) + 1):
            if text[end - size] > HAN_FROM and (size > min(PLACE_SIZES) or text[end - 1] in SHORT_ENDINGS):
                english = language.places.get(text[end - size : end])
                if english:
                    yield end - size, end, english


def called(english: str) -> tuple[str, ...]:
    """Return the words of which one tells of a place: those of its name that say more than a direction, and other names of it."""
    words = english.replace("(", "").replace(")", "").split()
    return (*([word for word in words if word.lower() not in VAGUE] or words), *also(english).split())


def also(english: str) -> str:
    """Return the other words by which English tells of a place."""
    name = english.removeprefix("the ")
    return ALSO.get(name) or RENAMED.get(name) or next(filter(None, map(names_of_place, name.split())), "")
