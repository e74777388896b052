"""Where else in a document a pair applies that its broken words revealed: a replacer works through the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mtcheck.broken.pairs import KNOWN, known_pairs, relation
from mtcheck.broken.words import all_common, common
from mtcheck.core.text import places as offsets
from mtcheck.english import lexicon

Pair = tuple[str, str]
WORD_PROBABILITY = 0.85
GLUED_PROBABILITY = 0.9
KIN = 4
MOST_WHOLE = 4
"""Whole words for each witness up to which the pair is believed of them too: a word that stands often by itself is the article's own."""
KNOWN_PROBABILITY = 0.9
STANDING = 0.5
"""What is left of the probability where the document still holds the original: the replacer would have replaced it."""


class Revealed(NamedTuple):
    """One place where the pair of a broken word applies; ``kind`` is "word" (all of it), "glued" (inside a word) or "broken" (several at work in one word)."""

    start: int
    end: int
    fix: str
    kind: str
    pair: Pair
    probability: float


def reveal(text: str, pairs: Mapping[Pair, float], witnesses: Mapping[Pair, Sequence[str]], *, glossary: bool) -> list[Revealed]:
    """Return where the pairs (with their probability) apply; ``witnesses`` are the broken words that revealed each."""
    broken = frozenset(word for words in witnesses.values() for word in words)
    found: list[Revealed] = []
    for pair, probability in pairs.items():
        kin = len({word.replace(pair[1], pair[0])[:KIN] for word in witnesses[pair]})
        places = list(_places(text, pair, probability, broken))
        whole = sum(place.kind == "word" for place in places) <= MOST_WHOLE * kin and (kin > 1 or relation(*pair, glossary) == KNOWN)
        found += [place for place in places if whole or place.kind != "word"]
    return found


def chained(word: str, start: int, pairs: Mapping[Pair, float], *, glossary: bool) -> Iterator[Revealed]:
    """Yield what a word was in which several pairs were at work, revealed ones or known ones ("individualepochr", once "manager")."""
    known = {(fix, piece): KNOWN_PROBABILITY for piece, fixes in (known_pairs() if glossary else {}).items() if piece in word for fix in fixes[:1]}
    applying = {pair: probability for pair, probability in {**known, **pairs}.items() if pair[1] in word}
    if len(applying) > 1:
        fix = word
        for original, replacement in sorted(applying, key=lambda pair: -len(pair[1])):
            fix = fix.replace(replacement, original)
        if common(fix):
            pair = next(iter(applying))
            yield Revealed(start, start + len(word), fix, "broken", pair, min(applying.values()) * GLUED_PROBABILITY)


def _places(text: str, pair: Pair, probability: float, broken: frozenset[str]) -> Iterator[Revealed]:
    original, replacement = pair
    alone = re.compile(rf"\b{re.escape(original)}\b")
    if any(alone.match(text, at) for at in offsets(text, original)):
        probability *= STANDING
    for match in _standing(text, replacement):
        prefix, suffix, whole = match[1], match[2], match[0]
        if not broken.isdisjoint(whole.split()):
            continue
        if not prefix and not suffix:
            yield Revealed(*match.span(), original, "word", pair, probability * WORD_PROBABILITY)
        elif all_common(fix := prefix + original + suffix) and _likelier(fix, whole):
            yield Revealed(*match.span(), fix, "glued", pair, probability * GLUED_PROBABILITY)


def _standing(text: str, words: str) -> Iterator[re.Match[str]]:
    """Yield where the words stand, alone or with the letters before and after (groups 1 and 2), once in each word."""
    around = re.compile(rf"(?<![^\W_])([^\W\d_]*){re.escape(words)}([^\W\d_]*)")
    end = 0
    for start in offsets(text, words):
        while start > end and text[start - 1].isalpha():
            start -= 1
        if start >= end and (match := around.match(text, start)):
            end = match.end()
            yield match


def _likelier(fix: str, whole: str) -> bool:
    """Return whether the words as they stand are rarer than what they would have been."""
    return " " in whole or lexicon.zipf(fix) > lexicon.zipf(whole)
