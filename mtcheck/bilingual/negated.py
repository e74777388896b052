"""What a denial bears on, and whether the other side says that word as well: a "not" is lost or added where the rest of the statement stands on both sides."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from mtcheck.bilingual.bitext import stem
from mtcheck.bilingual.polarity import CLAUSE_END, WORD, doubled, english, negative
from mtcheck.bilingual.rendered import meanings, renders
from mtcheck.english.lemmas import readings
from mtcheck.languages.language import Language

NEAREST = 2
"""Words beside a denial that it may bear on."""
BEFORE = frozenset({"de", "hi"})
"""Languages whose verb may stand before its "not", or whose "not" stands at the end of the clause."""
FIRST = 2
"""Meanings of a word that it has before all."""
SHORT = 5
"""Letters up to which a word is only what it is listed as: what it has in common with a longer one says little ("tiene", "tienda")."""
SHORTEST = 3
"""Letters of a word that says something by itself."""
LIGHT = frozenset(
    "am is are be been being have had having do does did done doing shall should might must get gets got getting make makes made making take takes took taken go goes going "
    "went very too much most any even yet just really quite entirely always these then there ever either else also still".split()
)
"""English words that hold up others and say little themselves."""
HOLDING = frozenset(
    "must need should want think believe intend plan seem let begin continue come know ought able take make have do result remain stay become turn".split()
)
"""Meanings of verbs that hold up another one, on which a denial bears as well."""
LOOSE = re.compile(
    r"(?:wait|await|exclud|rule out|refus|suspend|postpon|delay|put off|defer|stop|ceas|halt|waiv|renounc|relinquish|give up|abandon|pending|outstanding|overdue|indifferent|otherwise"
    r"|fail|lack|deny|denied|reject|prevent|avoid|forbid|prohibit|warn|beware|guard|mock|complicat|difficult|silen|anonym|depriv|reluct|withh|withdr|abst|refrain|dispens|disregard|contrary"
    r"|opposite|except|scarc|hardly|barely|rare|without)\w*|hard|tough|wrong|zero|doubt|missing|absent|impossible",
    re.IGNORECASE,
)
"""English words that deny a little: what they render may also be said with a plain "not"."""


class Said(Enum):
    """Whether the other side says what a denial bears on; ``UNKNOWN`` where the word list does not tell."""

    YES, NO, UNKNOWN = range(3)


def said_in_english(there: str, denial: re.Match[str], here: str, pack: Language) -> Said:
    """Return whether an English sentence says what a denial of its source bears on."""
    if not pack.spaced:
        return Said.UNKNOWN
    small = english().function_words | LIGHT
    said = {low for match in WORD.finditer(here) if (low := match.group().lower()) not in small}
    told = [_rendered(one, said, pack) for one in (_after(there, denial, pack), _before(there, denial, pack))]
    if Said.YES in told:
        return Said.YES
    return Said.NO if Said.NO in told else Said.UNKNOWN


def _rendered(words: list[str], said: set[str], pack: Language) -> Said:
    """Return whether English words render the first of some words of the source that the list knows, or any before that one."""
    for word in words:
        if any(renders(one, word, pack) for one in said):
            return Said.YES
        if not _holds_up(word, pack):
            return Said.NO
    return Said.UNKNOWN


@lru_cache(maxsize=20_000)
def _holds_up(word: str, pack: Language) -> bool:
    """Return whether a word of the source mainly holds up another ("faut", "pensent"), or is one that the list does not know."""
    known = meanings(word, pack) if len(word) > SHORT or word in pack.words else frozenset()
    bases = {reading.base for meaning in known for part in meaning.split() for reading in readings(part)}
    return not known or bool((known | bases) & HOLDING) or not known - english().function_words - LIGHT


def _after(text: str, denial: re.Match[str], pack: Language) -> list[str]:
    """Return the words that a denial of the source may bear on, nearest first: those in it, and the next ones of its clause."""
    end = CLAUSE_END.search(text, denial.end())
    return [*_telling(denial.group(), pack), *_telling(text[denial.end() : end.start() if end else len(text)], pack)[:NEAREST]]


def _before(text: str, denial: re.Match[str], pack: Language) -> list[str]:
    """Return the words before a denial that it may bear on, nearest first, in languages whose verb may stand there."""
    return _telling(CLAUSE_END.split(text[: denial.start()])[-1], pack)[: -NEAREST - 1 : -1] if pack.code in BEFORE else []


def _telling(text: str, pack: Language) -> list[str]:
    """Return the words of a source text that are more than grammar, in lower case."""
    words = (match.group().lower() for match in WORD.finditer(text) if not pack.strong_negation.fullmatch(match.group()))
    return [word for word in words if word not in pack.function_words and len(word) >= SHORTEST]


def said_in_source(here: str, denial: re.Match[str], there: str, pack: Language) -> Said:
    """Return whether a source sentence says the word that a denial of the English bears on."""
    first = _denied_word(here, denial)
    if first is None or not pack.spaced:
        return Said.UNKNOWN
    if any(_stands_for(first, match.group().lower(), pack) for match in WORD.finditer(there)):
        return Said.YES
    return Said.NO if _known(first, pack) else Said.UNKNOWN


def plainly_said(here: str, denial: re.Match[str], there: str, pack: Language) -> bool:
    """Return whether all that may deny in a source sentence stands in the English as well, beside its words for "not" and what one of them bears on."""
    own = english().strong_negation
    said = {match.group().lower() for match in WORD.finditer(here) if not own.fullmatch(match.group())}
    if not doubled(here, denial):
        said.discard(_denied_word(here, denial) or "")
    denying = {
        low
        for match in WORD.finditer(there)
        if pack.negation.search(match.group()) or _denying(match.group(), pack)
        for low in [match.group().lower()]
    }
    return bool(denying) and all(any(_stands_for(one, word, pack) for one in said) for word in denying)


@lru_cache(maxsize=50_000)
def _stands_for(one: str, word: str, pack: Language) -> bool:
    """Return whether an English word may stand for a word of the source, or one formed of it does ("lose" for what is listed as "loss")."""
    if one == word or renders(one, word, pack):
        return True
    return len(one) >= SHORTEST and stem(one) in {stem(part) for meaning in meanings(word, pack) for part in meaning.split() if len(part) >= SHORTEST}


def literal(here: str, there: str, pack: Language) -> float:
    """Return the share (0..1) of the telling words of an English sentence that some word of its source may stand for, of those that the word list knows."""
    small = english().function_words | LIGHT
    words = {low for match in WORD.finditer(here) if len(low := match.group().lower()) >= SHORTEST and low not in small}
    source = {match.group().lower() for match in WORD.finditer(there)}
    rendered = {word for word in words if any(_stands_for(word, one, pack) for one in source)}
    known = rendered | {word for word in words if _known(word, pack)}
    return len(rendered) / len(known) if known else 1.0


def _denied_word(here: str, denial: re.Match[str]) -> str | None:
    """Return the word in lower case that a denial of the English bears on; None where nothing follows it in its clause."""
    small = english().function_words | LIGHT
    end = CLAUSE_END.search(here, denial.end())
    words = (match.group().lower() for match in WORD.finditer(here, denial.end(), end.start() if end else len(here)))
    return next((word for word in words if word not in small), None)


def _known(word: str, pack: Language) -> bool:
    """Return whether the word list has something for an English word in lower case."""
    return any(base in _renderings(pack) for base in {word, *(reading.base for reading in readings(word))})


@lru_cache(maxsize=16)
def _renderings(pack: Language) -> frozenset[str]:
    """Return the English words that the word list of a language has for some word."""
    return frozenset(one for entry in pack.words.values() for one in entry.english)


def denies_loosely(there: str, pack: Language) -> bool:
    """Return whether a source sentence has a word that by one of its first meanings denies a little ("sólo", "rehusó", "impraticable")."""
    return pack.spaced and any(_denying(match.group(), pack) for match in WORD.finditer(there))


@lru_cache(maxsize=20_000)
def _denying(word: str, pack: Language) -> bool:
    low = word.lower()
    if low in pack.function_words or (word[0].isupper() and pack.code != "de"):
        return False
    entry = pack.word(low)
    return entry is not None and any(LOOSE.fullmatch(one) or negative(one) for one in entry.english[:FIRST])
