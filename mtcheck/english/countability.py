"""Nouns that English does not count, and those that look singular and are plural (``countability.tsv``)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mtcheck.core.resources import PACKAGE
from mtcheck.english import lexicon, nouns
from mtcheck.english.inflection import noun_forms
from mtcheck.english.lemmas import bases

SURELY = 90
"""Share of a word's use (per cent) as a noun from which on it is one."""
MOSTLY = 75
"""The same for a plural, whose singular must be a noun that surely."""
RARER = 1.0
"""Zipf units by which the plural of a noun that is counted may be rarer than the singular."""
FILE = PACKAGE / "english" / "countability.tsv"


class Countability(NamedTuple):
    """What is known of a form of a noun.

    ``kind`` is "plural" (a plural that English does not form), "noun" (the same where it is no verb), "mass" (a mass noun as it should stand) or "many" (takes a
    plural verb). ``singly`` says that no "a" stands before it, ``countless`` that no "many" does. ``instead`` is what to write for a wrong plural.
    """

    kind: str
    singly: bool
    countless: bool
    instead: tuple[str, ...]


@cache
def forms() -> dict[str, Countability]:
    """Return the forms of all nouns of the table in small letters.

    Raises ValueError for a line without five cells.
    """
    found: dict[str, Countability] = {}
    for line in FILE.read_text("utf-8").splitlines():
        if not line or line.startswith(("#", "kind\t")):
            continue
        kind, nouns, plural, one, instead = line.split("\t")
        for noun in nouns.split():
            if plural != "no":
                right = (noun,) if instead == "-" else tuple(instead.split(" | "))
                for form in {noun_forms(noun)["plural"], f"{noun}s"} - {noun}:
                    found[form] = Countability("noun" if plural == "noun" else "plural", False, False, right)
            if kind != "plural":
                found[noun] = Countability(kind, one == "yes", kind == "mass" and instead == "-", ())
    return found


def singular(word: str) -> str:
    """Return the singular of a lower-case word that is surely a plural noun; "" for any other."""
    fact = nouns.noun(word)
    if not fact.traits & nouns.Trait.PLURAL or fact.as_noun < MOSTLY or word in forms():
        return ""
    return next((base for base in bases(word)[1:] if nouns.noun(base).as_noun >= SURELY and noun_forms(base)["plural"] == word), "")


def plural(word: str) -> str:
    """Return the plural of a lower-case word that is surely a singular noun which is counted; "" for any other."""
    fact = nouns.noun(word)
    if fact.traits & nouns.Trait.PLURAL or fact.as_noun < SURELY or word in forms() or word.endswith("s"):
        return ""
    many = noun_forms(word)["plural"]
    return many if many != word and lexicon.zipf(many) >= lexicon.zipf(word) - RARER else ""
