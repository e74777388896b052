"""From a form back to its word: which verb or noun it may be a form of, and how (the reverse of ``mtcheck.english.inflection``)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from mtcheck.english import lexicon, nouns
from mtcheck.english.inflection import IRREGULAR_NOUNS, IRREGULAR_VERBS, NOUN_TAGS, noun_forms, verb_forms

COMMON = 2.0
"""Zipf frequency from which on a regular base counts as a word."""
BE = ("be", "is", "was", "been", "being", "are", "were")
MOSTLY = 20
"""Share of a word's use (per cent) as noun or as verb from which on it counts as one."""


class Reading(NamedTuple):
    """A word as the form ``tag`` of ``base``; ``part`` is "v" or "n" as the phrase language writes it."""

    base: str
    part: str
    tag: str


@lru_cache(maxsize=1 << 16)
def readings(word: str) -> frozenset[Reading]:
    """Return every way to read a lower-case word as a form of a verb or noun; none for a word that is neither."""
    return frozenset((*_inflected(_verbs(word), word), *_inflected(_nouns(word), word)))


@lru_cache(maxsize=1 << 18)
def akin(one: str, other: str) -> bool:
    """Return whether two lower-case words may be forms of one word."""
    if one[:1] != other[:1] and not {one, other} <= set(BE) | {"go", "went", "goes", "gone", "going"}:
        return False
    return bool({(r.base, r.part) for r in readings(one)} & {(r.base, r.part) for r in readings(other)})


@lru_cache(maxsize=1 << 14)
def bases(word: str) -> tuple[str, ...]:
    """Return the words that a lower-case word may be a form of by its letters alone, itself first."""
    return tuple(dict.fromkeys((*_bases(word), *_irregular(IRREGULAR_VERBS).get(word, ()), *_irregular(IRREGULAR_NOUNS).get(word, ()))))


def _inflected(found: Iterator[Reading], word: str) -> list[Reading]:
    """Return the readings; the word as a base of its own ("says") only where it is no form of another."""
    every = list(found)
    return [one for one in every if one.base != word] or every


def _verbs(word: str) -> Iterator[Reading]:
    for base in dict.fromkeys((*_irregular(IRREGULAR_VERBS).get(word, ()), *(("be",) if word in BE else ()), *_bases(word))):
        if base in ("be", "have", "do") or nouns.noun(base).as_verb >= MOSTLY or base in _irregular(IRREGULAR_VERBS):
            yield from (Reading(base, "v", tag) for tag, form in verb_forms(base).items() if form == word)


def _nouns(word: str) -> Iterator[Reading]:
    for base in dict.fromkeys((*_irregular(IRREGULAR_NOUNS).get(word, ()), *_bases(word))):
        if nouns.noun(base).as_noun >= MOSTLY and lexicon.zipf(base) >= COMMON:
            yield from (Reading(base, "n", tag) for tag in NOUN_TAGS if noun_forms(base)[tag] == word)


def _bases(word: str) -> Iterator[str]:
    """Yield the words that a form with a regular ending may come from, the word itself first."""
    yield word
    if not word.endswith(("s", "ed", "ing")):
        return
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            yield stem + instead
            if ending in ("ed", "ing") and not instead and stem[-1:] == stem[-2:-1]:
                yield stem[:-1]


@cache
def _irregular(rows: str) -> dict[str, tuple[str, ...]]:
    """Return form -> bases of a table of irregular words."""
    found: dict[str, tuple[str, ...]] = {}
    for row in (row.split() for line in rows.strip().splitlines() for row in line.split("|")):
        for form in row:
            found[form] = (*found.get(form, ()), row[0])
    return found
