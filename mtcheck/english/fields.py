"""What a sentence is about, by the words of English that tell it (``fields.tsv``), and the words that are out of place there (``clashes.tsv``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from mtcheck.core.resources import PACKAGE

CUES, CLASHES = PACKAGE / "english" / "fields.tsv", PACKAGE / "english" / "clashes.tsv"
KIN = {"football": "sport", "war": "military", "crime": "police", "economy": "finance", "business": "finance"}
"""Fields of the lists of senses that are told by the words of another one."""

WEAK = 0.5
"""What a word tells that is said elsewhere as well."""


def _rows(file: Path) -> Iterator[tuple[str, list[str]]]:
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            field, _, words = line.partition("\t")
            yield field, words.split()


@cache
def clashing() -> Mapping[str, frozenset[str]]:
    """Return the fields in which an English word, in its base form, is out of place."""
    found: dict[str, set[str]] = {}
    for field, words in _rows(CLASHES):
        for word in words:
            found.setdefault(word, set()).add(field)
    return {word: frozenset(fields) for word, fields in found.items()}


@cache
def _cues() -> tuple[Mapping[str, tuple[tuple[str, float], ...]], Mapping[str, tuple[tuple[str, str, float], ...]]]:
    """Return (field, weight) of whole words, and (beginning, field, weight) of the others by their first two letters."""
    whole: dict[str, list[tuple[str, float]]] = {}
    beginnings: dict[str, list[tuple[str, str, float]]] = {}
    for field, words in _rows(CUES):
        for listed in words:
            word, weight = listed.removeprefix("~"), WEAK if listed.startswith("~") else 1.0
            if word.endswith("*"):
                beginnings.setdefault(word[:2], []).append((word[:-1], field, weight))
            else:
                whole.setdefault(word, []).append((field, weight))
    return {word: tuple(found) for word, found in whole.items()}, {start: tuple(found) for start, found in beginnings.items()}


@lru_cache(maxsize=20_000)
def fields(word: str) -> Mapping[str, float]:
    """Return how much a lower-case English word tells of which fields: 1 where it does so alone."""
    whole, beginnings = _cues()
    return dict((*whole.get(word, ()), *((field, weight) for start, field, weight in beginnings.get(word[:2], ()) if word.startswith(start))))


def told(words: Iterable[str]) -> dict[str, float]:
    """Return how much words tell of which fields, each word once."""
    found: dict[str, float] = {}
    for word in set(words):
        for field, weight in fields(word).items():
            found[field] = found.get(field, 0.0) + weight
    return found
