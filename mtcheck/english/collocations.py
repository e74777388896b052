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

FILE = PACKAGE / "english" / "collocations.tsv"
KINDS = frozenset({"verb", "adjective", "noun"})
FRAMES = frozenset({"active", "passive", "reduced", "relative"})
TIERS = frozenset({"wrong", "odd", "hint"})


class Collocation(NamedTuple):
    """One row: ``partners`` are forms of nouns, ``needs`` and ``bars`` words near them ("a" or "the" for a determiner, "-" for none)."""

    kind: str
    words: tuple[str, ...]
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
    without = " ".join(noun for noun in partners.split() if noun[0] != "!")
    barred = " ".join(noun[1:] for noun in partners.split() if noun[0] == "!")
    return Collocation(
        kind,
        tuple(word.partition(":")[0] for word in words.split()),
        _forms_of(without) - _forms_of(barred),
        tuple(one.strip() for one in instead.split("|")),
        tuple(languages.split()),
        named,
        frozenset(word[1:] for word in around if word[0] == "+"),
        frozenset(word[1:] for word in around if word[0] == "!"),
        tier,
    )


@cache
def index() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Return form -> (line, word, tags of the form, a blank between) for every form of every word of the table."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for line in _rows()[1]:
        kind, words, _ = line.split("\t", 2)
        for word in words.split():
            base, *only = word.split(":")
            for form, tags in _tagged(kind, base, frozenset(only)).items():
                found[form].append((line, base, tags))
    return {form: tuple(rows) for form, rows in found.items()}


@cache
def _tagged(kind: str, word: str, only: frozenset[str]) -> dict[str, str]:
    """Return form -> its tags, for the forms named in ``only`` (none: all)."""
    if kind == "adjective":
        return {word: ""}
    tagged: dict[str, str] = {}
    for tag, form in (verb_forms(word) if kind == "verb" else noun_forms(word)).items():
        if not only or tag in only:
            tagged[form] = f"{tagged[form]} {tag}" if form in tagged else tag
    return tagged
