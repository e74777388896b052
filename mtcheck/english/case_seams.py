"""Two words run together where a capital letter, or a name, shows the seam: "thatMarina", "yearThe", "Lulawho"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from mtcheck.core.lazy import lazy
from mtcheck.core.sieve import Sieve
from mtcheck.english import lexicon
from mtcheck.english.lexicon import Flag
from mtcheck.english.names import CLOSED

EDGE = r"(?<![\w@#./_’'&-])"
INNER = lazy(rf"{EDGE}(?P<one>[a-zß-ÿ]{{2,}})(?P<two>[A-ZÀ-Þ][^\W\d_A-Z]+|[A-Z]{{2,6}})(?![\w@/_-]|\.\w)")
BEGINNER = lazy(
    rf"{EDGE}(?P<one>[A-ZÀ-Þ][a-zß-ÿ]{{2,}})(?P<two>The|This|But|He|She|They|According|However|When|While|After|Although|And)(?![\w@/_-]|\.\w)"
)
FOLLOWERS = ("who", "which", "whose", "whom", "that", "because", "although", "while")
FOLLOWER = lazy(rf"{EDGE}(?P<one>[A-ZÀ-Þ][^\W\d_A-Z]+)(?P<two>{'|'.join(FOLLOWERS)})(?![\w@/_-]|\.\w)")
CAPITAL_INSIDE = lazy(r"[A-ZÀ-Þ](?<=[a-zß-ÿ].)")
"""What INNER and BEGINNER find shows this."""
NAMED = Flag.SURNAME | Flag.PROPER | Flag.FEMALE | Flag.MALE
BEGINNERS = frozenset("the this but he she they according however when while after although and in it on".split())
LITTLE_PREFIXES = frozenset("mc de la le el al my we up go in on do be it me us so no an".split())
"""Little words that names of firms begin with ("inDrive", "myGov"): a seam only before a person's name."""
PRONOUNS = frozenset("who which whose whom".split())
"""Words that no name ends in."""
COMMON, KNOWN = 3.3, 2.5
"""Zipf frequencies: of an ordinary word before a capital, of a name before a relative pronoun."""


class CaseSeam(NamedTuple):
    """Two words without a space between them, with what to write."""

    start: int
    end: int
    fix: str
    confidence: float


_following = Sieve(lambda word: word.endswith(FOLLOWERS) and not word.islower())


def case_seams(text: str, vocabulary: Set[str]) -> Iterator[CaseSeam]:
    """Yield the seams of a text, those of words that stand in it again left out: they are names. ``vocabulary`` holds its distinct words as written."""
    inside = CAPITAL_INSIDE.search(text) is not None
    follower = bool(_following(vocabulary))
    for pattern, seam, shows in ((INNER, _inner, inside), (BEGINNER, _beginner, inside), (FOLLOWER, _follower, follower)):
        for match in pattern.finditer(text) if shows else ():
            if text.count(match.group()) == 1 and not lexicon.known(match.group().lower()) and seam(match["one"], match["two"], text):
                stop = ". " if match["two"].lower() in BEGINNERS and match["two"][0].isupper() else " "
                yield CaseSeam(*match.span(), f"{match['one']}{stop}{match['two']}", 0.9 if pattern is FOLLOWER else 0.85)


def _inner(one: str, two: str, _: str) -> bool:
    """Return whether a small word ends where a capital begins another: a word of the closed classes, or a common one before a name or a new sentence."""
    flags = lexicon.flags(two.lower())
    if one in LITTLE_PREFIXES:
        return len(two) > len("Xy") and bool(flags & NAMED) and not lexicon.in_dictionary(two.lower())
    if one in CLOSED and one != "the":
        return True
    if one == "the":
        return bool(flags & NAMED) and not lexicon.in_dictionary(two.lower())
    common = len(one) > len("xyz") and lexicon.dictionary_zipf(one) >= COMMON
    return common and bool(two.lower() in CLOSED or flags & NAMED)


def _beginner(one: str, _: str, text: str) -> bool:
    return _is_name(one, text)


def _follower(one: str, two: str, text: str) -> bool:
    return not lexicon.in_dictionary(one.lower()) and (two in PRONOUNS or _is_name(one, text))


def _is_name(word: str, text: str) -> bool:
    """Return whether a capitalised word is a known name, or stands alone elsewhere in the text."""
    known = bool(lexicon.flags(word.lower()) & (NAMED | Flag.DICTIONARY)) and lexicon.zipf(word.lower()) >= KNOWN
    return known or re.search(rf"\b{word}\b", text) is not None
