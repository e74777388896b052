"""What verbs, adjectives, nouns and set phrases take in English, and what they take in other languages (``government.tsv``).

A row holds the words that behave alike, their part of speech (v, a, n, or w for a phrase as it stands), the forms that count, what they wrongly take, what
English has instead, and what must or must not follow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from mtcheck.core.resources import PACKAGE
from mtcheck.english.inflection import noun_forms, verb_forms
from mtcheck.english.lemmas import bases

FILE = PACKAGE / "english" / "government.tsv"
NOTHING = "-"
FORMS = {
    "base": ("base",),
    "s": ("third",),
    "ed": ("past", "participle"),
    "ing": ("gerund",),
    "singular": ("singular",),
}
MANNERS = frozenset({"active", "be", "verb", "start"})
"""Besides forms: "active" for no passive, "be" for a predicate, "verb" for a form that is surely no noun, "start" for the beginning of a clause."""


class Fact(NamedTuple):
    """One row: ``wrong`` and ``right`` hold what may follow the word, ``needs`` and ``bars`` words of the phrase behind that, ``tier`` is that of glossaries."""

    frame: str
    words: tuple[str, ...]
    part: str
    forms: frozenset[str]
    manner: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    needs: frozenset[str]
    bars: frozenset[str]
    tier: str


@cache
def read(line: str) -> Fact:
    """Return the fact of a line of the table.

    Raises ValueError for a line without eight cells, an unknown part or form.
    """
    frame, words, part, forms, wrong, right, after, tier = line.split("\t")
    named = forms.split()
    if part not in ("v", "a", "n", "w") or not set(named) <= MANNERS | FORMS.keys():
        raise ValueError(f"unknown part or form: {line!r}")
    tags = frozenset(tag for form in named for tag in FORMS.get(form, ()))
    manner = next((form for form in named if form in MANNERS), "")
    following = [word.strip() for word in after.split(",") if word.strip()]
    return Fact(
        frame,
        tuple(word.replace("_", " ") for word in words.split()),
        part,
        tags,
        manner,
        tuple(wrong.split()),
        tuple(one.strip() for one in right.split("|")),
        frozenset(word[1:] for word in following if word[0] == "+"),
        frozenset(word[1:] for word in following if word[0] == "!"),
        tier,
    )


@cache
def facts() -> dict[str, tuple[str, ...]]:
    """Return the lines of the table by word; of a phrase by its last word."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in FILE.read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "frame\t")):
            for word in line.split("\t", 2)[1].split():
                found[word.rpartition("_")[2]].append(line)
    return {word: tuple(lines) for word, lines in found.items()}


@lru_cache(maxsize=1 << 14)
def about(word: str) -> tuple[tuple[Fact, str], ...]:
    """Return the facts of a lower-case word with the tag of its form ("" for adjectives and phrases)."""
    return tuple(_about(word))


def _about(word: str) -> Iterator[tuple[Fact, str]]:
    table = facts()
    for base in bases(word):
        for fact in map(read, table.get(base, ())):
            if fact.part in "aw":
                if base == word:
                    yield fact, ""
                continue
            forms = verb_forms(base) if fact.part == "v" else noun_forms(base)
            tag = next((tag for tag, form in forms.items() if form == word and (not fact.forms or tag in fact.forms)), None)
            if tag:
                yield fact, tag
