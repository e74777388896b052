"""Words that English forms by rule, and slips of the pen: a rare word of these kinds, alone in its article, is no sign of a replacer.

Word formation after Quirk et al., "A Comprehensive Grammar of the English Language" (1985), appendix I: prefixes, suffixes, compounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mtcheck.broken.words import FUNCTION, begins_common, common, ends_common
from mtcheck.english import lexicon
from mtcheck.english.classes import is_class

PREFIXES = tuple(
    "anti auto bio co counter cross cyber de dis eco electro ex extra fore geo hydro hyper immuno in inter intra kilo macro mega meta micro mid mini "
    "mis mono multi nano neo neuro non omni out over para peta phyto poly post pre pro proto pseudo psycho quasi re retro self semi socio sub super "
    "tele tera thermo trans ultra un under up down vice".split()
)
SUFFIXES = tuple(
    "able ably ation ative craft er ers est ful hood ible ied ies iest ing ings ish ised iser ising isation ism ist ists ity ized izer izing ization "
    "land less let like ly man men ment most ness oid or ors ous proof ship side some time ward wards ware wise woman women work works worthy".split()
)
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
SHORTEST_GLUED, GLUED_NOUNS, GLUED_OTHERS = 4, 12, 10
"""Letters from which two common words are no compound that English has not met: of each, of two nouns together, of others together."""
KIN = frozenset("step great grand god".split())
"""What begins a word for one's relatives."""
UNMET, MET = 1.5, 3.8
"""Zipf frequency below which nobody writes a word, and from which on each half of it is a common one."""
VOWELS = "aeiou"
HISSING = ("s", "x", "z", "ch", "sh")
TURNING = frozenset("able ably al ed er ers es est ly ness ous s".split())
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=1 << 12)
def formed(word: str) -> bool:
    """Return whether the lower-case word is in the dictionary, or one that English forms by rule ("revaccinations", "trainmaker")."""
    return lexicon.in_dictionary(word) or derived(word) or compound(word)


@lru_cache(maxsize=1 << 12)
def derived(word: str) -> bool:
    """Return whether the word is a known one with prefixes and a suffix."""
    return any(_known(stem) for base in _without_prefix(word) for stem in _stems(base))


def misjoined(word: str) -> str:
    """Return how English spells a known word and its suffix that are joined otherwise here ("raiseers": "raisers"); "" where they are not, or make no word."""
    if lexicon.in_dictionary(word) or derived(word):
        return ""
    parted = ((word[: -len(suffix)], suffix) for suffix in MORE_SUFFIXES if word.endswith(suffix))
    wrong = ((stem, suffix) for stem, suffix in parted if _known(stem) and stem not in _spelt(stem, suffix))
    spelt = (stem[:-1] + ("i" if stem[-1] == "y" else "") + suffix for stem, suffix in wrong)
    return next((other for other in spelt if lexicon.in_dictionary(other)), "")


def _without_prefix(word: str) -> Iterator[str]:
    yield word
    yield from (word[len(prefix) :] for prefix in MORE_PREFIXES if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST_STEM)


def _stems(word: str) -> Iterator[str]:
    """Yield the word and what it may be without its suffix, where the two are joined as English spells them ("raiser", never "raiseer")."""
    yield word
    for suffix in MORE_SUFFIXES:
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) >= SHORTEST_STEM:
            yield from _spelt(stem, suffix)


def _spelt(stem: str, suffix: str) -> Iterator[str]:
    """Yield the words that English spells ``stem`` before the suffix: a silent e is lost, a y becomes i, a consonant is doubled."""
    vowel = suffix[0] in VOWELS
    if not (vowel and _silent(stem, suffix)) and not _turns(stem, suffix) and not (suffix == "s" and stem.endswith(HISSING)):
        yield stem
    if vowel or suffix == "ly":
        yield stem + "e"
    if suffix[0] == "i":
        yield from (stem + last for last in "yaio")
    if stem[-1] == stem[-2]:
        yield stem[:-1]
    if stem[-1] == "i":
        yield stem[:-1] + "y"


def _silent(stem: str, suffix: str) -> bool:
    """Return whether the stem ends in an e that is lost before a vowel ("raise", never "free", "courage" before "ous", "like" before "able", "singe" before "ing")."""
    return (
        stem[-1] == "e"
        and stem[-2] not in "eoy"
        and suffix not in ("able", "ably")
        and not (stem[-2] in "cg" and suffix[0] in "ao")
        and (stem[-2:], suffix) != ("ge", "ing")
    )


def _turns(stem: str, suffix: str) -> bool:
    """Return whether the stem ends in a y that becomes i here ("shortly" before "er", never "shy" before "ness")."""
    return len(stem) > 3 and stem[-1] == "y" and stem[-2] not in VOWELS and suffix in TURNING


def _known(stem: str) -> bool:
    return len(stem) >= SHORTEST_STEM and stem not in FUNCTION and lexicon.dictionary_zipf(stem) >= STEM


def adverb(word: str) -> bool:
    """Return whether the word is a known one and "ly" ("radically", never "fly" or "family")."""
    return word.endswith("ly") and any(map(_known, _spelt(word[:-2], "ly"))) if len(word) > SHORTEST_STEM + 2 else False


@lru_cache(maxsize=1 << 12)
def compound(word: str) -> bool:
    """Return whether the word is two words of content written as one ("waterholders"), the second perhaps with a suffix."""
    halves = ((word[:at], word[at:]) for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1))
    return any(_part(first) and any(map(_part, _stems(second))) for first, second in halves)


def glued(first: str, second: str) -> bool:
    """Return whether two common words written as one are none that English would form: long ones, an adjective and its noun, a noun and its verb."""
    word = first + second
    if lexicon.zipf(word) >= UNMET or min(len(first), len(second)) < SHORTEST_GLUED or min(map(lexicon.dictionary_zipf, (first, second))) < MET:
        return False
    if first in MORE_PREFIXES or first in KIN or second in MORE_SUFFIXES or second == "ability":
        return False
    sentence = (is_class(first, "ADJ") and is_class(second, "NOUN")) or (is_class(first, "NOUN") and not is_class(second, "NOUN"))
    return len(word) >= (GLUED_OTHERS if sentence else GLUED_NOUNS)


def _part(piece: str) -> bool:
    return len(piece) >= SHORTEST_PART and piece not in FUNCTION and lexicon.dictionary_zipf(piece) >= PART


@lru_cache(maxsize=1 << 12)
def slip(word: str) -> bool:
    """Return whether a common word is one letter away: dropped, doubled, changed or exchanged with the next."""
    return any(len(other) >= SHORTEST_STEM and common(other) for other in _slips(word))


def _slips(word: str) -> Iterator[str]:
    """Yield what is one letter away, where common words begin and end like what is left of the word."""
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        if not begins_common(left):
            return
        if not ends_common(right[2:]):
            continue
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in LETTERS)
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        yield from (left + letter + right for letter in LETTERS)
