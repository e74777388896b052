"""Which verb, adjective or noun does not go with which noun in English, though each word alone is good (``collocations.tsv``).

A row holds a word of a kind (verb, adjective, or noun before "of"), the nouns that it does not go with, what English says instead, the languages it comes
from, the frames it is looked for in, and words that must or must not stand near. Rows of the kind "set" name lists of nouns, in capitals.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from mtcheck.core.resources import PACKAGE
from mtcheck.english.inflection import noun_forms, verb_forms
from mtcheck.english.lemmas import bases

FILE = PACKAGE / "english" / "collocations.tsv"
KINDS = frozenset({"verb", "adjective", "noun"})
FRAMES = frozenset({"active", "passive", "reduced", "relative"})
TIERS = frozenset({"wrong", "odd", "hint"})


class Collocation(NamedTuple):
    """One row: ``forms`` are the only ones that count (none: all), ``partners`` forms of nouns, ``needs`` and ``bars`` words near them."""

    kind: str
    words: tuple[str, ...]
    forms: frozenset[str]
    partners: frozenset[str]
    instead: tuple[str, ...]
    languages: tuple[str, ...]
    frames: frozenset[str]
    needs: frozenset[str]
    bars: frozenset[str]
    tier: str


@cache
def _rows() -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the named sets of nouns, and the lines of the facts."""
    sets: dict[str, str] = {}
    lines: list[str] = []
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith("set\t"):
            _, name, nouns = line.split("\t")
            sets[name] = nouns
        elif line and not line.startswith(("#", "kind\t")):
            lines.append(line)
    return sets, tuple(lines)


@cache
def _forms_of(nouns: str) -> frozenset[str]:
    """Return both numbers of nouns; of one with a plus behind it ("work+") the plural alone, of one with a minus the singular."""
    found: set[str] = set()
    for noun in nouns.split():
        if noun.isupper():
            found |= _forms_of(_rows()[0][noun])
        elif noun[-1] in "+-":
            found.add(noun_forms(noun[:-1])["plural" if noun[-1] == "+" else "singular"])
        else:
            found.update(noun_forms(noun).values())
    return frozenset(found)


@lru_cache(maxsize=1 << 12)
def read(line: str) -> Collocation:
    """Return the fact of a line of the table.

    Raises ValueError for a line without eight cells, an unknown kind, frame or tier; KeyError for a set that is not there.
    """
    kind, words, partners, instead, languages, frames, near, tier = line.split("\t")
    named = frozenset(frames.split()) or FRAMES
    if kind not in KINDS or tier not in TIERS or not named <= FRAMES:
        raise ValueError(f"unknown kind, frame or tier: {line!r}")
    around = near.split()
    bare, _, only = words.partition(":")
    without = " ".join(noun for noun in partners.split() if noun[0] != "!")
    barred = " ".join(noun[1:] for noun in partners.split() if noun[0] == "!")
    return Collocation(
        kind,
        tuple(bare.split()),
        frozenset(only.split(":")) - {""},
        _forms_of(without) - _forms_of(barred),
        tuple(one.strip() for one in instead.split("|")),
        tuple(languages.split()),
        named,
        frozenset(word[1:] for word in around if word[0] == "+"),
        frozenset(word[1:] for word in around if word[0] == "!"),
        tier,
    )


@cache
def facts() -> dict[str, tuple[str, ...]]:
    """Return the lines of the table by word."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in _rows()[1]:
        for word in line.split("\t", 2)[1].split():
            found[word.partition(":")[0]].append(line)
    return {word: tuple(lines) for word, lines in found.items()}


@lru_cache(maxsize=1 << 14)
def about(form: str) -> tuple[tuple[Collocation, str, tuple[str, ...]], ...]:
    """Return the facts of a lower-case form, each with its word and the tags that the form may have (none for an adjective)."""
    table = facts()
    return tuple(
        (fact, word, tags)
        for word in bases(form)
        for fact in map(read, table.get(word, ()))
        if (tags := _tags(fact, word, form)) or (fact.kind == "adjective" and word == form)
    )


def _tags(fact: Collocation, word: str, form: str) -> tuple[str, ...]:
    if fact.kind == "adjective":
        return ()
    forms = verb_forms(word) if fact.kind == "verb" else noun_forms(word)
    return tuple(tag for tag, own in forms.items() if own == form and (not fact.forms or tag in fact.forms))
