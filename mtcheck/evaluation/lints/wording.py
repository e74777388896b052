"""Lints of words: what is suggested is spelt as English spells it, what is avoided can be read as English or as the pack's language."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from mtcheck.english import foreign, lexicon
from mtcheck.english.lexicon import Flag
from mtcheck.english.spellings import plain
from mtcheck.evaluation.lints.rows import Row, words

FOREIGN = frozenset({"exonym", "site-residue"})
"""Rules whose entries are words of other languages."""
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july september october november december".split()
)
PREFIXES = ("re", "un", "non", "over", "under", "pre", "co")
SUFFIXES = ("er", "ers", "ing", "ed", "ise", "ize", "isation", "ization", "ation")
CURRENT = 2.0
"""Zipf frequency from which on a word that no dictionary has is in use."""
SHORTEST, STEM = 3, 3
"""Letters up to which a part of a word is not looked up; letters that words of one origin share at their beginning."""
ALIKE = 0.7
"""Share of their letters from which on two words are of one origin."""


def unknown(row: Row) -> Iterator[str]:
    """Yield words in lower case that are neither English nor, in ``avoid``, words of the pack's language."""
    told: set[str] = set()
    for phrase in (row.entry.avoid, *row.preferred):
        for word in words(phrase):
            if word in told or word != word.lower() or _english(word):
                continue
            if phrase != row.entry.avoid:
                told.add(word)
                yield f"{word!r} in {phrase!r} is no English word; correct it, or write a name with its capital"
            elif row.entry.rule not in FOREIGN and not _spoken(word, row.entry.source_lang) and not _rendered(word, row) and not row.entry.note:
                told.add(word)
                yield f"{word!r} is no word of English or of the pack's language; correct it, or say in `note` what it is"


def _english(word: str) -> bool:
    pieces = word.replace("’", "'").removesuffix("'s").removesuffix("'").split("-")
    return all(len(piece) < SHORTEST or lexicon.in_dictionary(piece) or (piece.isascii() and _derived(piece)) for piece in pieces)


def _derived(word: str) -> bool:
    """Return whether a word that no dictionary has is in use, or made of English words ("gangmaster", "rezone", "evader")."""
    if lexicon.zipf(word) >= CURRENT:
        return True
    cuts = range(SHORTEST, len(word) - SHORTEST + 1)
    if any(lexicon.in_dictionary(word[:cut]) and lexicon.in_dictionary(word[cut:]) for cut in cuts):
        return True
    return any(_built(word, prefix, suffix) for prefix in ("", *PREFIXES) for suffix in ("", *SUFFIXES) if prefix or suffix)


def _built(word: str, prefix: str, suffix: str) -> bool:
    if not word.startswith(prefix) or not word.endswith(suffix):
        return False
    stem = word[len(prefix) : len(word) - len(suffix)]
    return len(stem) > SHORTEST and (lexicon.in_dictionary(stem) or (bool(suffix) and lexicon.in_dictionary(stem + "e")))


def _spoken(word: str, language: str | None) -> bool:
    """Return whether a word that English lacks may be one of the language: the word lists know the common ones of some languages only."""
    if language not in foreign.LANGUAGES or not word.isascii() or lexicon.known(word):
        return True
    known = foreign.entry(word)
    return bool(known and language in foreign.names(known[0]))


def _rendered(word: str, row: Row) -> bool:
    """Return whether a word that no dictionary has is made of an English one, or after the source's: "mediatic" of "médiatique"."""
    if any(lexicon.in_dictionary(word[:end]) for end in range(len(word) - 1, SHORTEST, -1)):
        return True
    mine = plain(word.replace("-", ""))
    others = map(plain, words(f"{row.entry.source} {' '.join(row.preferred)}"))
    return any(mine[:STEM] == other[:STEM] or SequenceMatcher(None, mine, other).ratio() >= ALIKE for other in others)


def proper(row: Row) -> Iterator[str]:
    """Yield days, months and places that a suggestion writes without a capital."""
    for phrase in row.preferred:
        for word in words(phrase):
            if word in CALENDAR or (
                word == word.lower() and len(word) > SHORTEST and lexicon.flags(word) & (Flag.PROPER | Flag.DICTIONARY) == Flag.PROPER
            ):
                yield f"{word!r} in {phrase!r} is a name; write {word.capitalize()!r}"
