"""What the lists of a language pack say of a word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple


class Word(NamedTuple):
    """A word of a source language: gender of a noun ("m", "f", "n" or several; "" else) and English lemmas, commonest first."""

    gender: str
    english: tuple[str, ...]


class Reference(NamedTuple):
    """Words by which a language refers: pronouns of one third person with the letters of their genders, what opens a noun phrase or a clause."""

    subject: Mapping[str, str]
    object: Mapping[str, str]
    possessive: Mapping[str, str]
    plural: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    clause: frozenset[str]
    impersonal: re.Pattern[str]


class Ambiguous(NamedTuple):
    """A word of a source language, its part of speech ("n", "v", "a", "r"), and how English may render it, what machines choose first.

    ``fields`` are those in which each rendering is meant; none: in all.
    """

    word: str
    part: str
    renderings: tuple[str, ...]
    fields: tuple[frozenset[str], ...]
