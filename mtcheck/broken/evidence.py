"""What speaks for and against each explanation of a word that may be broken: named figures, of which the score is the weighted sum."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache

from mtcheck.broken import formation
from mtcheck.broken.candidates import Candidate
from mtcheck.broken.formation import PREFIXES, SUFFIXES
from mtcheck.broken.pairs import RELATIONS, originals
from mtcheck.broken.words import FUNCTION, all_common, derived, lemmas, mass_inside, suspicious
from mtcheck.core.sieve import Sieve
from mtcheck.english import lexicon

LONG = 12
RARER = 2.0
INFLECTIONS = frozenset("s es d ed r er st est ing ings ly ers ness".split())


_suspicious = Sieve(suspicious)


class Surroundings:
    """The words of one document, as far as the evidence needs them."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.lower = Counter(word for word in words if word.islower())
        self.capitalised = {word.lower() for word in words if not word.islower()}
        self.total = len(words)
        self.suspicious = _suspicious(self.lower.keys())

    @cached_property
    def joined(self) -> str:
        """The distinct lower-case words, one a line."""
        return "\n".join(self.lower)

    @cached_property
    def running(self) -> str:
        """All words, in lower case, a space between them."""
        return " ".join(self.words).lower()

    def holding(self, piece: str) -> int:
        """Return how often the letters stand in the distinct lower-case words, of several words how often they stand in the text."""
        return self.running.count(piece) if " " in piece else self.joined.count(piece)

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
        "word:by-rule": float(formation.derived(word)),
        "word:two-words": float(formation.compound(word)),
        "word:slip": float(formation.slip(word)),
        "word:unseen": float(not lexicon.known(word)),
        "word:opaque": float(not (formation.slip(word) or formation.derived(word) or formation.compound(word))),
    }


def _prefixed(word: str) -> bool:
    return any(word.startswith(p) and len(word) - len(p) > 2 and lexicon.zipf(word[len(p) :]) >= 1.5 for p in PREFIXES)


def _suffixed(word: str) -> bool:
    return any(word.endswith(s) and len(word) - len(s) > 2 and _stem(word[: -len(s)]) for s in (*SUFFIXES, "s", "ed"))


def _stem(piece: str) -> bool:
    return any(lexicon.zipf(stem) >= 2.0 for stem in (piece, piece + "e", piece + "y"))


def _compound(word: str) -> bool:
    halves = ((word[:i], word[i:]) for i in range(3, len(word) - 2))
    return any(lexicon.dictionary_zipf(a) >= 3.0 and lexicon.dictionary_zipf(b) >= 3.0 for a, b in halves)


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
    "excess",
    "original-phrase",
    "capitalised",
    "slip",
    "choice",
    "closed",
    "shared",
)
"""The names of what ``of_substitution`` returns."""
_ONE_HOT = {relation: tuple(float(relation == other) for other in RELATIONS) for relation in RELATIONS}


def of_substitution(candidate: Candidate, around: Surroundings) -> tuple[float, ...]:
    """Return the evidence for a replaced piece, without that of the other broken words and of ``of_meaning``, in the order of SUBSTITUTION."""
    original, replacement, prefix, suffix = candidate.original, candidate.replacement, candidate.prefix, candidate.suffix
    zipf, inside, phrase = phrase_zipf(original), mass_inside(original), " " in replacement
    standing = max(0, around.holding(original) - replacement.count(original) * around.holding(replacement))
    expected = 0.0 if standing else around.total * 10 ** (max(zipf, inside) - 9)
    used = around.lower[replacement] if not phrase else around.running.count(f" {replacement} ")
    common = around.total * 10 ** (phrase_zipf(replacement) - 9)
    broken = around.broken_by(replacement.rpartition(" ")[2], candidate.word)
    return (
        1.0,
        *_ONE_HOT[candidate.relation],
        rarest(candidate.fix),
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
        math.log1p(used),
        max(0.0, math.log((used + 0.1) / (common + 0.1))),
        float(" " in original),
        float(candidate.fix in around.capitalised),
        float(near(candidate.word, candidate.fix)),
        math.log1p(choice(replacement)),
        float(original in FUNCTION and replacement in FUNCTION),
    )


def of_meaning(candidate: Candidate) -> float:
    """Return what a look into the thesaurus adds, the last of SUBSTITUTION: how many words both are related to, on a logarithmic scale."""
    return 0.0 if candidate.fused else math.log1p(len(neighbours(candidate.original) & neighbours(candidate.replacement)))


@lru_cache(maxsize=1 << 12)
def neighbours(word: str) -> frozenset[str]:
    """Return the words and phrases that the thesaurus relates to one, inflected ones by their lemma."""
    return frozenset(other for lemma in (word, *(lemma for lemma, _ in lemmas(word))) for other in lexicon.synonyms(lemma))


def near(one: str, other: str) -> bool:
    """Return whether one letter more or less, or two exchanged, part the words."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def rarest(phrase: str) -> float:
    """Return the Zipf frequency of the rarest word."""
    return min(map(lexicon.zipf, phrase.split(" ")))


def phrase_zipf(phrase: str) -> float:
    """Return the Zipf frequency of a word, of several words a guess: a tenth of the rarest for each that follows the first."""
    return max(0.0, rarest(phrase) - phrase.count(" "))


@lru_cache(maxsize=1 << 12)
def choice(replacement: str) -> int:
    """Return how many words the replacement may stand for: one that is related to many explains anything."""
    return len(originals(replacement, False))


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


def of_others(candidate: Candidate, support: float, open_to: int, elsewhere: float) -> dict[str, float]:
    """Return the evidence of the rest of the document for the pair: other odd words that it explains, expected and at most, and words that it makes commoner."""
    if candidate.fused:
        return {}
    return {
        "all:support": math.log1p(support),
        "all:supported": min(1.0, support),
        "all:open": math.log1p(open_to),
        "all:elsewhere": math.log1p(elsewhere),
    }


def commoner(pair: tuple[str, str], around: Surroundings) -> float:
    """Return by how much the pair of original and replacement, undone inside the words that are not odd, makes them commoner.

    In steps of the Zipf scale, each word at most RARER, without the first half step; 0.0 where nothing holds the replacement.
    """
    original, replacement = pair
    found: dict[str, float] = {}
    for match in re.finditer(rf"([a-z]*){re.escape(replacement)}([a-z]*)", around.running if " " in replacement else around.joined):
        whole, fix = match.group(), match[1] + original + match[2]
        if (match[1] or match[2]) and around.suspicious.isdisjoint(whole.split(" ")) and all_common(fix):
            found[fix] = min(RARER, max(0.0, rarest(fix) - rarest(whole) - 0.5))
    return sum(found.values())
