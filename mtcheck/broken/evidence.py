"""What speaks for and against each explanation of a word that may be broken: named figures, of which the score is the weighted sum."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from string import ascii_lowercase

from mtcheck import lexicon
from mtcheck.broken.candidates import Candidate
from mtcheck.broken.words import FUNCTION, mass_inside, suspicious

COMMON_TARGET = 3.3
"""Zipf frequency from which a word is so common that a writer may have mistyped it."""
LONG = 12
PREFIXES = tuple(
    "anti auto bio co counter cross cyber de dis eco electro ex extra fore geo hydro hyper immuno in inter intra kilo macro mega meta micro mid mini "
    "mis mono multi nano neo neuro non omni out over para peta phyto poly post pre pro proto pseudo psycho quasi re retro self semi socio sub super "
    "tele tera thermo trans ultra un under up down vice".split()
)
SUFFIXES = tuple(
    "able ably ation ative craft er ers est ful hood ible ied ies iest ing ings ish ised iser ising isation ism ist ists ity ized izer izing ization "
    "land less let like ly man men ment most ness oid or ors ous proof ship side some time ward wards ware wise woman women work works worthy".split()
)
INFLECTIONS = frozenset("s es d ed r er st est ing ings ly ers ness".split())


class Surroundings:
    """The words of one document, as far as the evidence needs them."""

    def __init__(self, words: Iterable[str]) -> None:
        words = list(words)
        self.lower = Counter(word for word in words if word.islower())
        self.capitalised = {word.lower() for word in words if not word.islower()}
        self.total = len(words)
        self.suspicious = frozenset(word for word in self.lower if suspicious(word))
        self._with: dict[str, int] = {}

    @cached_property
    def joined(self) -> str:
        """The distinct lower-case words, one a line."""
        return "\n".join(self.lower)

    def holding(self, piece: str) -> int:
        """Return how many distinct lower-case words hold the letters."""
        if piece not in self._with:
            self._with[piece] = sum(piece in word for word in self.lower) if piece in self.joined else 0
        return self._with[piece]

    def broken_by(self, piece: str, word: str) -> int:
        """Return how many suspicious words other than this one hold the letters."""
        return sum(piece in other for other in self.suspicious if other != word)


def of_word(word: str, around: Surroundings) -> dict[str, float]:
    """Return the evidence that the word is what its writer wrote (a new word, a rare one) or mistyped."""
    return {
        "word:zipf": lexicon.zipf(word),
        "word:dictionary": float(lexicon.in_dictionary(word)),
        "word:mistyped": float(mistyped(word)),
        "word:count": math.log(max(1, around.lower[word])),
        "word:capitalised": float(word in around.capitalised),
        "word:prefixed": float(_prefixed(word)),
        "word:suffixed": float(_suffixed(word)),
        "word:compound": float(_compound(word)),
        "word:length": min(len(word), LONG) / 10,
        "word:foreign": float(not word.isascii()),
    }


def mistyped(word: str) -> bool:
    """Return whether one slip of the fingers leads from a common word to this one."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    slips = {a + b[1:] for a, b in cuts if b} | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    slips |= {a + c + b[1:] for a, b in cuts if b for c in ascii_lowercase}
    slips |= {a + c + b for a, b in cuts for c in ascii_lowercase}
    slips.discard(word)
    return any(lexicon.zipf(slip) >= COMMON_TARGET for slip in slips)


def _prefixed(word: str) -> bool:
    return any(word.startswith(p) and len(word) - len(p) > 2 and lexicon.zipf(word[len(p) :]) >= 1.5 for p in PREFIXES)


def _suffixed(word: str) -> bool:
    return any(word.endswith(s) and len(word) - len(s) > 2 and _stem(word[: -len(s)]) for s in (*SUFFIXES, "s", "ed"))


def _stem(piece: str) -> bool:
    return any(lexicon.zipf(stem) >= 2.0 for stem in (piece, piece + "e", piece + "y"))


def _compound(word: str) -> bool:
    halves = ((word[:i], word[i:]) for i in range(3, len(word) - 2))
    return any(lexicon.in_dictionary(a) and lexicon.in_dictionary(b) and min(lexicon.zipf(a), lexicon.zipf(b)) >= 3.0 for a, b in halves)


def of_substitution(candidate: Candidate, around: Surroundings) -> dict[str, float]:
    """Return the evidence for a replaced piece, without that of the other broken words."""
    standing = around.holding(candidate.original)
    expected = around.total * 10 ** (max(lexicon.zipf(candidate.original), mass_inside(candidate.original)) - 9)
    frame = len(candidate.prefix) + len(candidate.suffix)
    return {
        "sub:bias": 1.0,
        f"sub:{candidate.relation}": 1.0,
        "sub:zipf": lexicon.zipf(candidate.fix),
        "sub:original": min(len(candidate.original), 8) / 10,
        "sub:original-short": float(len(candidate.original) < 3),
        "sub:replacement": min(len(candidate.replacement), 12) / 10,
        "sub:replacement-short": float(len(candidate.replacement) < 4),
        "sub:frame": min(frame, LONG) / 10,
        "sub:no-prefix": float(not candidate.prefix),
        "sub:no-suffix": float(not candidate.suffix),
        "sub:inflected": float(not candidate.prefix and candidate.suffix in INFLECTIONS),
        "sub:original-zipf": lexicon.zipf(candidate.original),
        "sub:replacement-zipf": lexicon.zipf(candidate.replacement) if " " not in candidate.replacement else 3.0,
        "sub:phrase": float(" " in candidate.replacement),
        "sub:inside": mass_inside(candidate.original),
        "sub:contained": float(candidate.original in candidate.replacement),
        "sub:repeated": math.log1p(around.broken_by(candidate.replacement.rpartition(" ")[2], candidate.word)),
        "sub:standing": math.log1p(standing),
        "sub:gone": math.log1p(expected) if not standing else 0.0,
        "sub:used": math.log1p(around.lower[candidate.replacement]),
    }


def of_fusion(candidate: Candidate, around: Surroundings) -> dict[str, float]:
    """Return the evidence for two words run together."""
    first, second = candidate.prefix, candidate.suffix
    functions = (first in FUNCTION) + (second in FUNCTION)
    return {
        "fusion:bias": 1.0,
        "fusion:rarer": min(lexicon.zipf(first), lexicon.zipf(second)),
        "fusion:sum": lexicon.zipf(first) + lexicon.zipf(second),
        "fusion:first-function": float(first in FUNCTION),
        "fusion:second-function": float(second in FUNCTION),
        "fusion:both-function": float(functions == 2),
        "fusion:shorter": min(len(first), len(second), 6) / 10,
        "fusion:longer": min(max(len(first), len(second)), LONG) / 10,
        "fusion:prefix": float(first in PREFIXES),
        "fusion:suffix": float(second in SUFFIXES),
        "fusion:content": float(not functions),
        "fusion:repeated": math.log1p(sum(around.broken_by(half, candidate.word) for half in (first, second) if len(half) > 3)),
        "fusion:used": math.log1p(around.lower[first]) * (first not in FUNCTION) + math.log1p(around.lower[second]) * (second not in FUNCTION),
    }


def of_others(candidate: Candidate, support: float, open_to: int) -> dict[str, float]:
    """Return the evidence of the other broken words: how many of them the same pair explains, expected and at most."""
    if candidate.fused:
        return {}
    return {"all:support": math.log1p(support), "all:supported": min(1.0, support), "all:open": math.log1p(open_to)}
