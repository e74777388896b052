"""The word lists of a language: ``words.tsv``, ``senses.tsv`` and ``places.tsv`` beside its facts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from mtcheck.core.lazy import lazy
from mtcheck.languages.entries import Ambiguous, Word

FOLDER = Path(__file__).parent
SHORTEST_STEM = 4
LONGEST_ENDING = 3
PLACE_KEY = 4
"""Letters by which a place name is looked up; names are compared without their last two."""
SHORTEST_PLACE = 6
"""Letters from which on the rest of a place's name is enough to tell it."""
LATIN_TO = "\u0250"
PROCLITICS = lazy("(?:[وف]?[بلك]?(?:ال|لل)|[وفبلك])(?=.{3})")
"""Particles and the article, which Arabic writes together with the word."""


class Lists:
    """The table of a language and its lists, each read when it is asked for."""

    def __init__(self, code: str, table: Mapping[str, Any]) -> None:
        self.code, self.table = code, table

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Words by which the language is told from others."""
        return self._set("function_words")

    def _set(self, key: str) -> frozenset[str]:
        return frozenset(self.table.get(key, "").split())

    @cached_property
    def words(self) -> Mapping[str, Word]:
        """The common words of the language; none where the pack has no list."""
        file = FOLDER / self.code / "words.tsv"
        rows = (line.split("\t") for line in file.read_text("utf-8").splitlines()) if file.is_file() else ()
        return {row[0]: Word(row[1].replace("-", ""), tuple(row[2].split("|"))) for row in rows if len(row) == 3}

    @cached_property
    def senses(self) -> Mapping[str, tuple[Ambiguous, ...]]:
        """Words of several senses by each single word of English that renders them (``senses.tsv``); none where the pack has no such list."""
        file = FOLDER / self.code / "senses.tsv"
        rows = (line.split("\t") for line in file.read_text("utf-8").splitlines()) if file.is_file() else ()
        found: dict[str, list[Ambiguous]] = {}
        for word, part, renderings in rows:
            listed = [rendering.partition(":") for rendering in renderings.split("|")]
            fields = tuple(frozenset(filter(None, named.split(","))) for _, _, named in listed)
            entry = Ambiguous(word, part, tuple(rendering for rendering, _, _ in listed), fields)
            for rendering in entry.renderings:
                if " " not in rendering:
                    found.setdefault(rendering, []).append(entry)
        return {rendering: tuple(entries) for rendering, entries in found.items()}

    @cached_property
    def meanings(self) -> Mapping[str, frozenset[str]]:
        """Every English rendering of a word that the lists of words and senses give, by the word as they list it."""
        found: dict[str, set[str]] = {word: set(entry.english) for word, entry in self.words.items()}
        for entries in self.senses.values():
            for entry in entries:
                found.setdefault(entry.word, set()).update(entry.renderings)
        return {word: frozenset(renderings) for word, renderings in found.items()}

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Place names of the language in lower case and what English calls them, where it does otherwise."""
        file = FOLDER / self.code / "places.tsv"
        lines = file.read_text("utf-8").splitlines() if file.is_file() else []
        return {name.lower(): english for name, tab, english in (line.partition("\t") for line in lines) if tab}

    @cached_property
    def places_by_beginning(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """The same by the first letters of the name, which may lack the accent of its capital or the words that tell what sort of place it is."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, english in (*self.places.items(), *self._places_in_short()):
            found.setdefault(name[:PLACE_KEY], []).append((name, english))
        return {key: tuple(rows) for key, rows in found.items()}

    def _places_in_short(self) -> Iterator[tuple[str, str]]:
        """Yield "etats-unis" for "états-unis", "havane" for "la havane" and "malouines" for "îles malouines"."""
        for name, english in self.places.items():
            bare = unicodedata.normalize("NFD", name[0])[0] + name[1:]
            first, _, rest = name.partition(" ")
            if bare != name and bare not in self.places and name[0] < LATIN_TO:
                yield bare, english
            named = len(rest) >= SHORTEST_PLACE and rest.isalpha() and rest not in self.places and rest not in english.lower()
            if named and name[0] < LATIN_TO and (first in self.function_words or "Island" in english) and self.word(rest) is None:
                yield rest, english

    @cached_property
    def _stems(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for word in self.words:
            for cut in range(1, LONGEST_ENDING + 1):
                if len(word) - cut >= SHORTEST_STEM:
                    found.setdefault(word[:-cut], word)
        return found

    def word(self, form: str) -> Word | None:
        """Return what the list says of a word in lower case, found by its stem where the form itself is not listed."""
        found = self._listed(form)
        if found is None and self.code == "ar" and (particle := PROCLITICS.match(form)):
            return self._listed(form[particle.end() :])
        return found

    def _listed(self, form: str) -> Word | None:
        if form in self.words:
            return self.words[form]
        for cut in range(LONGEST_ENDING + 1):
            stem = form[: len(form) - cut]
            if len(stem) < SHORTEST_STEM:
                break
            if stem in self.words:
                return self.words[stem]
            if stem in self._stems:
                return self.words[self._stems[stem]]
        return None
