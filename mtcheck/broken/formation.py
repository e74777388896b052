"""Words that English forms by rule, and slips of the pen: a rare word of these kinds, alone in its article, is no sign of a replacer.

Word formation after Quirk et al., "A Comprehensive Grammar of the English Language" (1985), appendix I: prefixes, suffixes, compounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mtcheck.broken.evidence import PREFIXES, SUFFIXES
from mtcheck.broken.words import FUNCTION, common
from mtcheck.english import lexicon

MORE_PREFIXES = (*PREFIXES, *"after arch by full half infra off on photo radio side".split())
MORE_SUFFIXES = (
    *SUFFIXES,
    *(
        "al an crat dom ed ee eer en ery es esque ess ette free fully going goer "
        "ian ibly ic ical ified ify ification ingly ise ities ize lessly lets ling maker making monger owner s seeker speak taker teller wide worker"
    ).split(),
)
"""Those that the evidence weighs, and rarer ones."""
STEM, PART = 2.0, 2.5
"""Zipf frequency of a stem before a suffix or behind a prefix, and of the parts of a compound."""
SHORTEST_STEM, SHORTEST_PART = 3, 3
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=1 << 12)
def formed(word: str) -> bool:
    """Return whether the lower-case word is in the dictionary, or one that English forms by rule ("revaccinations", "trainmaker")."""
    return lexicon.in_dictionary(word) or derived(word) or compound(word)


def derived(word: str) -> bool:
    """Return whether the word is a known one with prefixes and a suffix."""
    return any(_known(stem) for base in _without_prefix(word) for stem in _stems(base))


def _without_prefix(word: str) -> Iterator[str]:
    yield word
    yield from (word[len(prefix) :] for prefix in MORE_PREFIXES if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST_STEM)


def _stems(word: str) -> Iterator[str]:
    """Yield the word and what it may be without one or two suffixes, the spelling of the stem restored."""
    yield word
    for suffix in MORE_SUFFIXES:
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) >= SHORTEST_STEM:
            yield from (stem, *(stem + last for last in ("eyaio" if suffix[0] == "i" else "ey")))
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem[-1] == "i":
                yield stem[:-1] + "y"


def _known(stem: str) -> bool:
    return len(stem) >= SHORTEST_STEM and stem not in FUNCTION and lexicon.in_dictionary(stem) and lexicon.zipf(stem) >= STEM


def compound(word: str) -> bool:
    """Return whether the word is two words of content written as one ("waterholders"), the second perhaps with a suffix."""
    halves = ((word[:at], word[at:]) for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1))
    return any(_part(first) and any(map(_part, _stems(second))) for first, second in halves)


def _part(piece: str) -> bool:
    return len(piece) >= SHORTEST_PART and piece not in FUNCTION and lexicon.in_dictionary(piece) and lexicon.zipf(piece) >= PART


@lru_cache(maxsize=1 << 12)
def slip(word: str) -> bool:
    """Return whether a common word is one letter away: dropped, doubled, changed or exchanged with the next."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    dropped = (left + right[1:] for left, right in cuts if right)
    exchanged = (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    changed = (left + letter + right[1:] for left, right in cuts if right for letter in LETTERS)
    added = (left + letter + right for left, right in cuts for letter in LETTERS)
    return any(len(other) >= SHORTEST_STEM and common(other) for ways in (dropped, exchanged, changed, added) for other in ways)
