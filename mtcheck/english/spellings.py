"""Several spellings of one foreign name in a text, found by what transliterations differ in: accents, doubled letters, vowels."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, compress

from mtcheck.core.model import Span
from mtcheck.english import lexicon
from mtcheck.english.lexicon import Flag

NAME = re.compile(r"[^\W\d_a-z](?<!\w.)[^\W\d_]*+(?:[’'-][^\W\d_]++)*+")
POSSESSIVE = ("'s", "’s")
FOLDED = (
    (re.compile(r"sch|sh|tch|ch|cz|š|č"), "c"),
    (re.compile(r"kh|ck|q"), "k"),
    (re.compile(r"gh|gu(?=[ei])"), "g"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<=[td])h|h$|['’-]"), ""),
    (re.compile(r"dj|zh"), "j"),
    (re.compile(r"oo|ou"), "u"),
    (re.compile(r"iy|ij|yi|yy|ii|y|ee|ie$"), "i"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(.)\1"), r"\1"),
)
VOWELS = frozenset("aeiou")
SHORTEST_ACCENTED, SHORTEST, SHORTEST_VOWEL = 4, 5, 6
RARE, UNKNOWN, COMMON = 2.8, 2.2, 4.0
"""Zipf frequencies: where English text holds both names more often than RARE they are two; where a vowel differs one must be UNKNOWN, none COMMON."""
GIVEN = Flag.FEMALE | Flag.MALE


@dataclass(slots=True)
class Name:
    """A capitalised word as it is written, where it stands, and the foreign names next to it."""

    text: str
    spans: list[Span] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)


def variants(text: str) -> Iterator[tuple[Name, Name]]:
    """Yield (rarer, usual) for names that are one name in two spellings."""
    found = names(text)
    pairs = {(rare.text, usual.text): (rare, usual) for rare, usual in (*_transliterated(found), *_slips(found))}
    yield from pairs.values()


def _transliterated(found: dict[str, Name]) -> Iterator[tuple[Name, Name]]:
    kin: dict[str, list[Name]] = defaultdict(list)
    for name in found.values():
        kin[consonants(name.text)].append(name)
    for group in kin.values():
        for one, other in combinations(group, 2):
            if alike(one, other):
                usual = max(one, other, key=lambda name: (len(name.spans), lexicon.zipf(name.text.lower()), -name.spans[0].start))
                yield (other if usual is one else one), usual


def _slips(found: dict[str, Name]) -> Iterator[tuple[Name, Name]]:
    """Yield (slip, name) where a name that nobody bears, written once, lacks, adds or swaps a letter inside one written more often."""
    odd = [name for name in found.values() if len(name.text) >= SHORTEST_VOWEL and "-" not in name.text and not lexicon.zipf(name.text.lower())]
    once = {name.text: name for name in odd if len(name.spans) == 1}
    for usual in found.values() if once else ():
        if len(usual.spans) > 1:
            for text in _slipped(usual.text):
                if text in once and not _strangers(once[text], usual):
                    yield once[text], usual
    for slip in once.values():
        for text in _slipped(slip.text):
            if text in found and len(found[text].spans) > 1 and not _strangers(slip, found[text]):
                yield slip, found[text]


def _slipped(word: str) -> Iterator[str]:
    """Yield the word without one of its inner letters, and with two of them swapped; endings stay (Göttingen, Göttinger)."""
    for at in range(1, len(word) - 2):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def names(text: str) -> dict[str, Name]:
    """Return the capitalised words of a text that are no English words, by their text."""
    found: dict[str, Name] = {}
    words = [_bare(match) for match in NAME.finditer(text)]
    named = [is_name(word) for word, _ in words]
    for index, (word, start) in compress(enumerate(words), named):
        if len(word) >= SHORTEST_ACCENTED:
            name = found.setdefault(word, Name(word))
            name.spans.append(Span(start, start + len(word)))
            for neighbours, at in ((name.before, index - 1), (name.after, index + 1)):
                if 0 <= at < len(words) and named[at] and _adjacent(text, words[at], (word, start)):
                    neighbours.add(words[at][0])
    return found


@lru_cache(maxsize=1 << 14)
def is_name(word: str) -> bool:
    """Return whether the word has a capital and is no word of English."""
    return word[0].isupper() and not word.isupper() and not lexicon.in_dictionary(word.lower())


def _bare(match: re.Match[str]) -> tuple[str, int]:
    word = match.group()
    return (word[:-2] if word.endswith(POSSESSIVE) else word), match.start()


def _adjacent(text: str, one: tuple[str, int], other: tuple[str, int]) -> bool:
    """Return whether only a space stands between two words."""
    (first, start), (_, end) = sorted((one, other), key=lambda word: word[1])
    return text[start + len(first) : end] == " "


def alike(one: Name, other: Name) -> bool:
    """Return whether two names with the same consonants are one name: accents, the way of transliterating, or a vowel of a rare name differ."""
    first, second = (name.text.lower().replace("’", "'") for name in (one, other))
    if first == second or _strangers(one, other):
        return False
    shorter = min(len(first), len(second))
    if plain(first) == plain(second):
        return True
    zipf = min(lexicon.zipf(first), lexicon.zipf(second))
    flags = lexicon.flags(first) & lexicon.flags(second)
    if zipf >= RARE or shorter < SHORTEST or flags & (Flag.SURNAME | Flag.PROPER) or one.text[0] != other.text[0]:
        return False
    if (lexicon.flags(first) | lexicon.flags(second)) & GIVEN and not _kin(one.after) & _kin(other.after):
        return False
    if _forms(first, second):
        return False
    if skeleton(first) == skeleton(second):
        return True
    most = max(lexicon.zipf(first), lexicon.zipf(second))
    return zipf < UNKNOWN and most < COMMON and shorter >= SHORTEST_VOWEL and _one_vowel(skeleton(first), skeleton(second))


def _forms(first: str, second: str) -> bool:
    """Return whether two names differ in a last vowel alone: a noun and its adjective (Valtavsko, Valtavské)."""
    one, other = plain(first), plain(second)
    return one[:-1] == other[:-1] and one[-1] != other[-1] and {one[-1], other[-1]} <= VOWELS


def _strangers(one: Name, other: Name) -> bool:
    """Return whether the words around tell two bearers apart (Mohammed Ali, Mohamed Salah)."""
    return any(here and there and not _kin(here) & _kin(there) for here, there in ((one.before, other.before), (one.after, other.after)))


def _kin(names: set[str]) -> set[str]:
    return set(map(consonants, names))


def _one_vowel(one: str, other: str) -> bool:
    """Return whether one vowel differs or is left out, and not by an ending (Petrov, Petrova)."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    plural = one[-1] == other[-1] == "s"
    return not plural and len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(1, len(short)))


def plain(name: str) -> str:
    """Return the name without accents, in lower case."""
    return "".join(char for char in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(char))


def skeleton(name: str) -> str:
    """Return what transliterations of a name have in common."""
    folded = plain(name)
    for pattern, letter in FOLDED:
        folded = pattern.sub(letter, folded)
    return folded


@lru_cache(maxsize=1 << 14)
def consonants(name: str) -> str:
    """Return the skeleton of a name without its vowels."""
    return "".join(char for char in skeleton(name) if char not in VOWELS)
