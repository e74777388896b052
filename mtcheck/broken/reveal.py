"""Where else in a document a pair applies that its broken words revealed: a replacer works through the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mtcheck import lexicon
from mtcheck.broken.words import common

Pair = tuple[str, str]
WORD_PROBABILITY = 0.85
GLUED_PROBABILITY = 0.9
STANDING = 0.5
"""What is left of the probability where the document still holds the original: the replacer would have replaced it."""


@dataclass(frozen=True, slots=True)
class Revealed:
    """One place where the pair of a broken word applies; ``kind`` is "word" (all of it), "form" (inflected) or "glued" (inside a word)."""

    start: int
    end: int
    fix: str
    kind: str
    pair: Pair
    probability: float


def reveal(text: str, pairs: Mapping[Pair, float], broken: Iterable[str]) -> list[Revealed]:
    """Return where the pairs (with their probability) apply, the words known to be broken left out."""
    skipped = frozenset(broken)
    return [found for pair, probability in pairs.items() for found in _places(text, pair, probability, skipped)]


def _places(text: str, pair: Pair, probability: float, broken: frozenset[str]) -> Iterator[Revealed]:
    original, replacement = pair
    if re.search(rf"\b{re.escape(original)}\b", text):
        probability *= STANDING
    for match in re.finditer(rf"(?<![^\W_])([^\W\d_]*){re.escape(replacement)}([^\W\d_]*)", text):
        prefix, suffix, whole = match[1], match[2], match[0]
        if not broken.isdisjoint(whole.split()):
            continue
        if not prefix and not suffix:
            yield Revealed(*match.span(), original, "word", pair, probability * WORD_PROBABILITY)
        elif common(fix := prefix + original + suffix) and _likelier(fix, whole):
            yield Revealed(*match.span(), fix, "glued", pair, probability * GLUED_PROBABILITY)


def _likelier(fix: str, whole: str) -> bool:
    """Return whether the words as they stand are rarer than what they would have been."""
    return " " in whole or lexicon.zipf(fix) > lexicon.zipf(whole)
