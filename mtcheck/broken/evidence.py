"""What speaks for and against each explanation of a word that may be broken: named figures, of which the score is the weighted sum."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from mtcheck.broken.candidates import Candidate
from mtcheck.broken.pairs import RELATIONS
from mtcheck.broken.words import FUNCTION, derived, mass_inside, suspicious
from mtcheck.english import lexicon

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

    @cached_property
    def joined(self) -> str:
        """The distinct lower-case words, one a line."""
        return "\n".join(self.lower)

    def holding(self, piece: str) -> int:
        """Return how often the letters stand in the distinct lower-case words."""
        return self.joined.count(piece)

    def broken_by(self, piece: str, word: str) -> int:
        """Return how many suspicious words other than this one hold the letters."""
        return sum(piece in other for other in self.suspicious if other != word)


def of_word(word: str, around: Surroundings) -> dict[str, float]:
    """Return the evidence that the word is what its writer wrote (a new word, a rare one) or mistyped."""
    return {
        "word:zipf": lexicon.zipf(word),
        "word:dictionary": float(lexicon.in_dictionary(word)),
        "word:count": math.log(max(1, around.lower[word])),
        "word:capitalised": float(word in around.capitalised),
        "word:prefixed": float(_prefixed(word)),
        "word:derived": float(derived(word)),
        "word:suffixed": float(_suffixed(word)),
        "word:compound": float(_compound(word)),
        "word:length": min(len(word), LONG) / 10,
        "word:foreign": float(not word.isascii()),
    }


def _prefixed(word: str) -> bool:
    return any(word.startswith(p) and len(word) - len(p) > 2 and lexicon.zipf(word[len(p) :]) >= 1.5 for p in PREFIXES)


def _suffixed(word: str) -> bool:
    return any(word.endswith(s) and len(word) - len(s) > 2 and _stem(word[: -len(s)]) for s in (*SUFFIXES, "s", "ed"))


def _stem(piece: str) -> bool:
    return any(lexicon.zipf(stem) >= 2.0 for stem in (piece, piece + "e", piece + "y"))


def _compound(word: str) -> bool:
    halves = ((word[:i], word[i:]) for i in range(3, len(word) - 2))
    return any(lexicon.in_dictionary(a) and lexicon.in_dictionary(b) and min(lexicon.zipf(a), lexicon.zipf(b)) >= 3.0 for a, b in halves)


SUBSTITUTION = (
    "bias",
    *RELATIONS,
    "zipf",
    "original",
    "original-short",
    "replacement",
    "replacement-short",
    "frame",
    "no-prefix",
    "no-suffix",
    "inflected",
    "original-zipf",
    "replacement-zipf",
    "phrase",
    "inside",
    "contained",
    "repeated",
    "standing",
    "gone",
    "used",
)
"""The names of what ``of_substitution`` returns."""
_ONE_HOT = {relation: tuple(float(relation == other) for other in RELATIONS) for relation in RELATIONS}


def of_substitution(candidate: Candidate, around: Surroundings) -> tuple[float, ...]:
    """Return the evidence for a replaced piece, without that of the other broken words, in the order of SUBSTITUTION."""
    original, replacement, prefix, suffix = candidate.original, candidate.replacement, candidate.prefix, candidate.suffix
    zipf, inside, phrase = lexicon.zipf(original), mass_inside(original), " " in replacement
    standing = around.holding(original)
    expected = 0.0 if standing else around.total * 10 ** (max(zipf, inside) - 9)
    broken = around.broken_by(replacement.rpartition(" ")[2], candidate.word)
    return (
        1.0,
        *_ONE_HOT[candidate.relation],
        lexicon.zipf(candidate.fix),
        min(len(original), 8) / 10,
        float(len(original) < 3),
        min(len(replacement), 12) / 10,
        float(len(replacement) < 4),
        min(len(prefix) + len(suffix), LONG) / 10,
        float(not prefix),
        float(not suffix),
        float(not prefix and suffix in INFLECTIONS),
        zipf,
        3.0 if phrase else lexicon.zipf(replacement),
        float(phrase),
        inside,
        float(original in replacement),
        math.log1p(broken),
        math.log1p(standing),
        math.log1p(expected),
        math.log1p(around.lower[replacement]),
    )


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
