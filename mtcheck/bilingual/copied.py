"""Rows of words that both sides have: names and titles that stay in their language."""

from __future__ import annotations

import re

from mtcheck.bilingual.bitext import WORD, Bitext, Linked, plain
from mtcheck.languages.language import Language

CHAINED = re.compile(r"(?: |['’-]|&(?:#0?39|apos|rsquo);){1,3}")
"""What stands between the words of a name."""
BEFORE, AFTER = re.compile(rf"({WORD.pattern}) $"), re.compile(rf" ({WORD.pattern})")
NEAR = 30
"""Characters before a word among which the end of the one before it is looked for."""
TITLE = 3
"""Words in a row from which on they are a name, where the first has a capital that no sentence gives it."""


def titled(bitext: Bitext, pair: Linked, start: int) -> bool:
    """Return whether the word at ``start`` stands in a row of words that both sides have, which begins as a name or a title does ("El dedo en la llaga").

    Not from German, whose nouns have capitals all the same.
    """
    if bitext.language is None or not bitext.language.common_nouns_small:
        return False
    here = list(WORD.finditer(bitext.text, pair.target.start, pair.target.end))
    there = list(WORD.finditer(bitext.source, pair.source.start, pair.source.end))
    at = next((at for at, one in enumerate(here) if one.start() == start), None)
    return at is not None and any(_begins_title(here, at, there, other) for other, one in enumerate(there) if _same(one, here[at]))


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


def _begins_title(here: list[re.Match[str]], at: int, there: list[re.Match[str]], other: int) -> bool:
    """Return whether the words around one that both sides have are a row of them with a capital at its front, inside the source sentence."""
    first, last = 0, 1
    while _goes_on(here, at - first - 1, there, other - first - 1):
        first += 1
    while _goes_on(here, at + last - 1, there, other + last - 1):
        last += 1
    row = here[at - first : at + last]
    capitals = [n for n, one in enumerate(row) if one.group()[0].isupper() and there[other - first + n].group()[0].isupper()]
    fronts = [n for n in capitals if n <= first and other - first + n > 0]
    if not fronts:
        return False
    front = fronts[0] if capitals[-1] > first else fronts[-1]  # a name that ends before the word is none of its
    return sum(len(one.group()) > 1 for one in row[front:]) >= TITLE


def _goes_on(here: list[re.Match[str]], at: int, there: list[re.Match[str]], other: int) -> bool:
    """Return whether both sides have the same two words at two places, as parts of one name."""
    if min(at, other) < 0 or at + 1 >= len(here) or other + 1 >= len(there):
        return False
    joined = all(CHAINED.fullmatch(side[n].string, side[n].end(), side[n + 1].start()) for side, n in ((here, at), (there, other)))
    return joined and _same(here[at], there[other]) and _same(here[at + 1], there[other + 1])


def _same(one: re.Match[str], other: re.Match[str]) -> bool:
    return plain(one.group()).lower() == plain(other.group()).lower()
