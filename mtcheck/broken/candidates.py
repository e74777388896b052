"""What a broken word may have been: a word in which a replacer changed a piece, or two words run together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from mtcheck.broken.formation import compound
from mtcheck.broken.pairs import NONE, is_phrase, originals
from mtcheck.broken.words import CONTRACTED, FUNCTION, all_common, between, common, odd
from mtcheck.english import lexicon

SHORTEST_REPLACEMENT = 3
SHORTEST_STRANGE = 4
"""Letters of the shortest replacement that is tried for words which the thesaurus does not relate to it."""
SHORTEST_ORIGINAL = 2
SHORTEST_FRAME = 2
"""Letters beside the replacement, from which words the thesaurus does not relate to it are tried as well."""
COMMON_REPLACEMENT = 2.0
COMMON_ORIGINAL = 3.0
RARE_WHOLE = 1.5
"""The same of a word in no dictionary, where other words of the document reveal the pair."""
COMMON_WHOLE = 3.0
"""Zipf frequency that the whole word needs where the thesaurus does not relate the two."""
MOST_FOUND = 4000
"""How many pieces of common words are looked at for one place."""
MOST_FITTING = 16
"""How many words that the thesaurus does not relate are tried in one place, those first that make the commonest words."""
FREQUENT = 4.0
"""Zipf frequency that both the original and the whole word need where a single letter stands beside the replacement."""
COMMON_HALF = 3.3
LONGEST_PHRASE = 4
PARTICLES = frozenset("down in off on out over under up".split())
"""They begin new words freely ("overstimulate")."""


class Candidate(NamedTuple):
    """One way to explain ``text``, a broken word or the words it is broken into, all in lower case.

    Of a substitution, ``text`` is prefix + replacement + suffix and ``fix`` is prefix + original + suffix. Of a fusion, ``relation`` is
    FUSION and ``fix`` is prefix, a space and suffix.
    """

    word: str
    text: str
    fix: str
    prefix: str
    suffix: str
    original: str
    replacement: str
    relation: str

    @property
    def pair(self) -> tuple[str, str]:
        """The word that was replaced and what it was replaced by."""
        return self.original, self.replacement

    @property
    def fused(self) -> bool:
        """Whether this is two words run together."""
        return self.relation == FUSION


FUSION = "fusion"


def substitutions(word: str, glossary: bool) -> Iterator[Candidate]:
    """Yield the common words that this one may be, were one dictionary word in it replaced."""
    for start in range(len(word)):
        for end in range(start + SHORTEST_REPLACEMENT, len(word) + 1):
            replacement = word[start:end]
            if end - start == len(word) or not _replacement(replacement):
                continue
            yield from _filled(word, word, word[:start], replacement, word[end:], glossary)


def _replacement(piece: str) -> bool:
    return lexicon.dictionary_zipf(piece) >= COMMON_REPLACEMENT


def _filled(word: str, text: str, prefix: str, replacement: str, suffix: str, glossary: bool) -> Iterator[Candidate]:
    """Yield the candidates with another word at the place of the replacement."""
    tried = set()
    strange = len(replacement) >= SHORTEST_STRANGE
    pieces = between(prefix, suffix) if strange and (prefix + suffix).isascii() else None
    for original, related in originals(replacement, glossary).items():
        fix = prefix + original + suffix
        if pieces is not None and original.isascii() and original.isalpha() and original not in pieces and fix not in CONTRACTED:
            continue  # no common word: quicker to tell than what follows
        if _original(original, replacement) and all_common(fix):
            tried.add(original)
            yield Candidate(word, text, fix, prefix, suffix, original, replacement, related)
    for original in _fitting(prefix, suffix) if strange else ():
        if original not in tried and original != replacement:
            yield Candidate(word, text, prefix + original + suffix, prefix, suffix, original, replacement, NONE)


def _original(phrase: str, replacement: str) -> bool:
    """Return whether all words of what was replaced are common ones, of several none the replacement."""
    if " " not in phrase:
        return len(phrase) >= SHORTEST_ORIGINAL and lexicon.zipf(phrase) >= COMMON_ORIGINAL
    words = phrase.split(" ")
    return replacement not in words and min(map(lexicon.zipf, words)) >= COMMON_ORIGINAL


@lru_cache(maxsize=1 << 14)
def _fitting(prefix: str, suffix: str) -> tuple[str, ...]:
    """Return the words that make a common word with this beginning and this end."""
    frame = len(prefix) + len(suffix)
    if not frame:
        return ()
    least, whole = (COMMON_ORIGINAL, COMMON_WHOLE) if frame >= SHORTEST_FRAME else (FREQUENT, FREQUENT)
    wholes = {piece: lexicon.zipf(prefix + piece + suffix) for piece in islice(between(prefix, suffix), MOST_FOUND)}
    pieces = (piece for piece in wholes if wholes[piece] >= whole and lexicon.dictionary_zipf(piece) >= least)
    return tuple(sorted(pieces, key=lambda piece: -wholes[piece])[:MOST_FITTING])


def phrases(word: str, before: list[str], after: list[str], glossary: bool) -> Iterator[Candidate]:
    """Yield the common words that this one and its neighbours may be, were a word replaced by a phrase.

    ``before`` and ``after`` are the nearest words on each side, in reading order, as far as single spaces part them.
    """
    for count in range(2, LONGEST_PHRASE + 1):
        if len(before) >= count - 1:
            yield from _ending(word, before[len(before) - count + 1 :], glossary)
        if len(after) >= count - 1:
            yield from _beginning(word, after[: count - 1], glossary)


def _ending(word: str, before: list[str], glossary: bool) -> Iterator[Candidate]:
    """Yield candidates whose phrase ends inside the word ("once morest")."""
    text = " ".join([*before, word])
    inner = before[1:]
    for cut in range(2, len(word)):
        last = word[:cut]
        if not common(last):
            continue
        for at in range(len(before[0]) - 1 if odd(before[0]) else 1):
            phrase = " ".join([before[0][at:], *inner, last])
            if is_phrase(phrase, glossary) or (at and common(before[0][at:])):
                yield from _filled(word, text, before[0][:at], phrase, word[cut:], glossary)


def _beginning(word: str, after: list[str], glossary: bool) -> Iterator[Candidate]:
    """Yield candidates whose phrase begins inside the word ("kright now")."""
    text = " ".join([word, *after])
    inner, last = after[:-1], after[-1]
    for cut in range(1, len(word) - 1):
        first = word[cut:]
        if not common(first):
            continue
        least = 2 if odd(last) or lexicon.begins_phrase(" ".join([first, *inner]) + " ") else len(last)
        for end in range(least, len(last) + 1):
            if not common(last[:end]):
                continue
            phrase = " ".join([first, *inner, last[:end]])
            if is_phrase(phrase, glossary) or (end < len(last) and odd(last)):
                yield from _filled(word, text, word[:cut], phrase, last[end:], glossary)


def applied(word: str, before: Sequence[str], after: Sequence[str], pair: tuple[str, str], related: str) -> Iterator[Candidate]:
    """Yield what this word, alone or with its neighbours, was in the dictionary, were it the pair of original and replacement that broke it."""
    original, replacement = pair
    reach = replacement.count(" ")
    left, right = (before[len(before) - reach :], after[:reach]) if reach else ((), ())
    running = " ".join((*left, word, *right))
    own = len(" ".join(left)) + bool(left)
    at = running.find(replacement)
    while at >= 0:
        start, end = running.rfind(" ", 0, at) + 1, (running + " ").find(" ", at + len(replacement))
        prefix, suffix, text = running[start:at], running[at + len(replacement) : end], running[start:end]
        fix = prefix + original + suffix
        if text != replacement and (start == own or end == own + len(word)) and all(map(_word, fix.split(" "))):
            yield Candidate(word, text, fix, prefix, suffix, original, replacement, related)
        at = running.find(replacement, at + 1)


def _word(word: str) -> bool:
    """Return whether this is a word, be it a rare one or a compound, and no name."""
    return compound(word) or lexicon.in_dictionary(word) or (lexicon.zipf(word) >= RARE_WHOLE and not lexicon.flags(word))


def fusions(word: str) -> Iterator[Candidate]:
    """Yield the two common words that this one may be run together from."""
    for cut in range(2, len(word) - 1):
        first, second = word[:cut], word[cut:]
        if _half(first) and _half(second) and (first not in PARTICLES or second in FUNCTION):
            yield Candidate(word, word, f"{first} {second}", first, second, "", "", FUSION)


def _half(piece: str) -> bool:
    if len(piece) < 4:
        return piece in FUNCTION or (len(piece) == 3 and lexicon.dictionary_zipf(piece) >= 4.5)
    return lexicon.dictionary_zipf(piece) >= COMMON_HALF


__all__ = ["FUSION", "NONE", "Candidate", "applied", "fusions", "phrases", "substitutions"]
