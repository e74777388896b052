"""Grammatical gender in the source: could a gendered pronoun of the target stand for this antecedent there?"""

from __future__ import annotations

import re

from mtcheck.bilingual.bitext import WORD, Bitext, plain, stem
from mtcheck.core.model import Span
from mtcheck.languages.language import Language

FEMININE = re.compile(
    r"(?:[st]ion|té|tà|dad|tad|dade|anza|ance|ence|encia|ência|enza|ung|heit|keit|schaft|ie|ure|ura|ise|esse|ade|ada|trice|euse|a)$"
)
MASCULINE = re.compile(r"(?:ment|mento|miento|age|aje|aggio|isme|ismo|teur|tor|tore|dor|eau|on|o)$")
"""Endings that tell the gender of a noun in Romance languages and German, where neither list nor article does."""
BESIDE = 3
"""Words before a noun within which its article or demonstrative stands."""
COGNATE = 5


def agreement(bitext: Bitext, offset: int, head: str, gender: str) -> str:
    """Return "agrees", "disagrees" or "" (nothing told): is what renders ``head`` of this gender ("m", "f") in the source sentence?

    ``offset`` is where the pronoun stands in the text.
    """
    pair, language = bitext.linked_at(offset), bitext.language
    if pair is None or language is None or not language.gendered:
        return ""
    genders = _genders(bitext.source, pair.source, language, head)
    if not genders:
        return ""
    return "agrees" if gender in genders else "disagrees"


def _genders(source: str, span: Span, language: Language, head: str) -> set[str]:
    wanted = stem(head.lower())
    words = [match.group().lower() for match in WORD.finditer(source, span.start, span.end)]
    return {found for at, word in enumerate(words) if _renders(word, wanted, language) for found in _gender(words, at, language)}


def _renders(word: str, wanted: str, language: Language) -> bool:
    entry = language.word(word)
    if entry and any(stem(part) == wanted for one in entry.english for part in one.split()):
        return True
    return len(wanted) >= COGNATE - 1 and len(word) >= COGNATE - 1 and stem(plain(word))[:COGNATE] == wanted[:COGNATE]


def _gender(words: list[str], at: int, language: Language) -> str:
    """Return the letters of the genders a noun may have: from the word list, else its article, else its ending."""
    entry = language.word(words[at])
    if entry and entry.gender in {"m", "f", "n"}:
        return entry.gender
    for word in reversed(words[max(0, at - BESIDE) : at]):
        if word in language.gendered:
            return language.gendered[word]
    if FEMININE.search(words[at]):
        return "f"
    return "m" if MASCULINE.search(words[at]) else ""
