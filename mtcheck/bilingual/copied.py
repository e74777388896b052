"""Rows of words that both sides have: names and titles that stay in their language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bilingual.bitext import WORD, Bitext, Linked, plain
from mtcheck.bilingual.proper import NAME_FLAGS
from mtcheck.bilingual.rendered import meanings
from mtcheck.english.lexicon import flags, in_dictionary
from mtcheck.english.nouns import noun
from mtcheck.languages.language import Language

CHAINED = re.compile(r"(?: |['’-]|&(?:#0?39|apos|rsquo);){1,3}")
"""What stands between the words of a name."""
BEFORE, AFTER = re.compile(rf"({WORD.pattern}) $"), re.compile(rf" ({WORD.pattern})")
NEAR = 30
"""Characters before a word among which the end of the one before it is looked for."""
TITLE = 3
"""Words in a row from which on they are a name, where the first has a capital that no sentence gives it."""
OFFICE = 40
"""Share of a word's use as a noun (per cent) from which on it may name a person or an institution."""


def titled(bitext: Bitext, pair: Linked, start: int) -> bool:
    """Return whether the word at ``start`` stands in a row of words that both sides have, which begins as a name or a title does ("El dedo en la llaga").

    Not from German, whose nouns have capitals all the same.
    """
    return any(len(row) >= TITLE for row in _rows(bitext, pair, start))


def perhaps_titled(bitext: Bitext, pair: Linked, start: int) -> bool:
    """Return whether the word at ``start`` is the second of two that may be a name ("Apéro lyrique"), and no office, institution or place ("Premier ministre")."""
    return bitext.language is not None and any(len(row) == TITLE - 1 and not _known(row, bitext.language) for row in _rows(bitext, pair, start))


def _known(row: list[re.Match[str]], language: Language) -> bool:
    """Return whether the words of a row are known: a person, an institution, or a place before a word that is none of its name."""
    first, *others = (one.group().lower() for one in row)
    if first in language.places or (flags(first) & NAME_FLAGS and not in_dictionary(first)):
        return True
    nouns = [first, *(word for word in others if (entry := language.word(word)) and entry.gender)]
    facts = [noun(english) for word in nouns for english in meanings(word, language)]
    return any(fact.person + fact.group >= OFFICE for fact in facts)


def _rows(bitext: Bitext, pair: Linked, start: int) -> Iterator[list[re.Match[str]]]:
    """Yield the rows of words that both sides have around the one at ``start``, from a capital on that no sentence gives them."""
    if bitext.language is None or not bitext.language.common_nouns_small:
        return
    here = list(WORD.finditer(bitext.text, pair.target.start, pair.target.end))
    there = list(WORD.finditer(bitext.source, pair.source.start, pair.source.end))
    at = next((at for at, one in enumerate(here) if one.start() == start), None)
    if at is not None:
        yield from (_row(here, at, there, other) for other, one in enumerate(there) if _same(one, here[at]))


def quoted(here: re.Match[str], there: re.Match[str], language: Language | None) -> bool:
    """Return whether the source itself quotes a word of a third language: it, or the one beside it on both sides, has letters that the source's language lacks."""
    if language is None or language.letters is None:
        return False
    if _elsewhere(here.group(), language):
        return True
    sides = [(BEFORE.search(one.string, max(0, one.start() - NEAR), one.start()), AFTER.match(one.string, one.end())) for one in (here, there)]
    return any(one and other and _same(one, other) and _elsewhere(one.group(1), language) for one, other in zip(*sides, strict=True))


def _elsewhere(word: str, language: Language) -> bool:
    low = word.lower()
    return not (language.letters or frozenset()).issuperset(char for char in low if not char.isascii()) and language.word(low) is None


def _row(here: list[re.Match[str]], at: int, there: list[re.Match[str]], other: int) -> list[re.Match[str]]:
    """Return the words around one that both sides have, from the last capital before it on that stands inside the source sentence; none without such."""
    first, last = 0, 1
    while _goes_on(here, at - first - 1, there, other - first - 1):
        first += 1
    while _goes_on(here, at + last - 1, there, other + last - 1):
        last += 1
    row = here[at - first : at + last]
    capitals = [n for n, one in enumerate(row) if one.group()[0].isupper() and there[other - first + n].group()[0].isupper()]
    fronts = [n for n in capitals if n <= first and other - first + n > 0]
    if not fronts:
        return []
    return row[fronts[0] if capitals[-1] > first else fronts[-1] :]  # a name that ends before the word is none of its


def _goes_on(here: list[re.Match[str]], at: int, there: list[re.Match[str]], other: int) -> bool:
    """Return whether both sides have the same two words at two places, as parts of one name."""
    if min(at, other) < 0 or at + 1 >= len(here) or other + 1 >= len(there):
        return False
    joined = all(CHAINED.fullmatch(side[n].string, side[n].end(), side[n + 1].start()) for side, n in ((here, at), (there, other)))
    return joined and _same(here[at], there[other]) and _same(here[at + 1], there[other + 1])


def _same(one: re.Match[str], other: re.Match[str]) -> bool:
    return plain(one.group()).lower() == plain(other.group()).lower()
