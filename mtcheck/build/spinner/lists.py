"""Reads the lists of set phrases, of words that spinners put for others, and of turns of speech."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtcheck.english.inflection import noun_forms, verb_forms

FOLDER = Path(__file__).parent
NOUN, VERB = "n", "v"


class Phrase(NamedTuple):
    """A set phrase: its words in the base form, which of its ends is inflected ("n" the last word, "v" the first, ""), what spinners write for the whole."""

    words: tuple[str, ...]
    part: str
    spun: tuple[str, ...]

    def forms(self, words: tuple[str, ...]) -> dict[str, str]:
        """Return tag -> these words, inflected as the phrase is."""
        text = " ".join(words)
        if self.part == NOUN:
            return noun_forms(text)
        return verb_forms(text) if self.part == VERB else {"": text}


class Turn(NamedTuple):
    """A turn of speech, the little word that it stands for, and whether nobody but a spinner writes it."""

    spun: str
    plain: str
    alone: bool


def _rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of the lines of a list; three cells, empty ones at the end."""
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (3 - len(cells))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def phrases() -> tuple[Phrase, ...]:
    """Return the set phrases."""
    found = []
    for head, spun, _ in _rows("phrases.tsv"):
        text, _, part = head.partition("/")
        found.append(Phrase(tuple(text.split()), part, _listed(spun)))
    return tuple(found)


def words() -> dict[str, tuple[str, ...]]:
    """Return word -> what spinners put for it; plurals for a plural."""
    listed = {word: _listed(spun) for word, spun, _ in _rows("words.tsv")}
    return {_plural(word): tuple(map(_plural, spun)) for word, spun in listed.items()} | listed


def _plural(noun: str) -> str:
    return noun_forms(noun)["plural"]


def turns() -> tuple[Turn, ...]:
    """Return the turns of speech."""
    return tuple(Turn(spun, plain, mark == "!") for spun, plain, mark in _rows("turns.tsv"))
