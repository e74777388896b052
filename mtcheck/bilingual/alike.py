"""Are two spellings one name? By letters, by sound, by beginning: what the languages do to a name that they share."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from mtcheck.bilingual.bitext import skeleton
from mtcheck.bilingual.proper import SHORTEST

ALIKE = 0.7
"""Share of letters in common from which two spellings may be one name."""
SIMILAR_SOUND = 0.75
SAME_SOUND = (
    (re.compile("sch|tch|ch|kh"), "k"),
    (re.compile("ph"), "f"),
    (re.compile("t[sz]"), "z"),
    (re.compile("[hijy]"), ""),
    (re.compile("([aou])e"), r"\1"),
    (re.compile("ou|v|w|u"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Letters that languages write one for another in names from elsewhere."""
VOWELS = "aeiou"
TRANSLITERATED = re.compile(r"['’]|aa|ee|ii|ou|uu|[kgd]h|dj|abd|q(?!u)|[ae][iy]")
"""Letters by which languages write the sounds of names from other scripts, each in its own way."""
COGNATE, COGNATE_SOUNDS = 5, 4
"""Letters of the shortest word that may be a cognate, and consonants at the beginning from which on it is one."""
LITTLE = 4
"""Letters of the longest word that an acronym passes over."""
DEMONYM = re.compile(r"(?:an|ese|ish|ic|ak|ek|i|ite|er|ch|men|man)s?$")
"""How English words for the people and things of a country end, which many languages write with a small letter."""
LETTERS = (("ph", "f"), ("ck", "k"), ("ch", "k"), ("c", "k"), ("q", "k"), ("y", "i"), ("w", "v"), ("ou", "u"))
"""What the languages write differently for the same sound."""


def sounds_alike(one: str, other: str, *, strict: bool) -> bool:
    """Return whether the consonants of two names may be one name's; ``strict``: whether they are the same."""
    if min(len(one), len(other)) < SHORTEST:
        return one == other and not strict
    if one == other or strict:
        return one == other
    return one.startswith(other) or other.startswith(one) or SequenceMatcher(None, one, other, autojunk=False).ratio() >= SIMILAR_SOUND


def begins_alike(one: str, other: str) -> bool:
    """Return whether two words share so much of their beginning that one may be formed of the other ("Norwegian", "Norvegia")."""
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= 5 or (shared == 4 and min(len(one), len(other)) <= 7)


def spelled_alike(one: str, other: str) -> bool:
    """Return whether two words in plain letters may be one name that two languages spell."""
    if len(one) < SHORTEST or len(other) < SHORTEST:
        return False
    if one[:3] == other[:3] and min(len(one), len(other)) <= 5:
        return True
    for letters, sound in LETTERS:
        one, other = one.replace(letters, sound), other.replace(letters, sound)
    return begins_alike(one, other) or (abs(len(one) - len(other)) <= 4 and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE)


def sounded(name: str) -> str:
    """Return the letters of a name as many languages sound them ("Tskaeva", "Tskajewa")."""
    for letters, heard in SAME_SOUND:
        name = letters.sub(heard, name)
    return name


def transliterated_alike(one: str, other: str) -> bool:
    """Return whether two names in plain letters differ by their vowels alone, as transliterations of one do ("Dar'a", "Deraa")."""
    marked = TRANSLITERATED.search(one) or TRANSLITERATED.search(other)
    return bool(marked) and one[:1] == other[:1] and abs(len(one) - len(other)) <= 2 and skeleton(one, whole=True) == skeleton(other, whole=True)


def in_order(letters: str, name: str) -> bool:
    """Return whether a name has the letters in that order."""
    rest = iter(name)
    return all(letter in rest for letter in letters)


def abbreviates(letters: str, words: list[str]) -> bool:
    """Return whether the last of some words have the letters of an acronym as their initials; small letters may stand inside a word, little words may have none."""
    if not letters or not words:
        return not letters
    *before, last = words
    for at in range(len(letters)):
        first, rest = letters[at].lower(), letters[at + 1 :]
        if first == last[0].lower() and (not rest or rest.islower()) and in_order(rest, last[1:].lower()) and abbreviates(letters[:at], before):
            return True
    return last.islower() and len(last) <= LITTLE and abbreviates(letters, before)


def cognate(one: str, other: str) -> bool:
    """Return whether a word, though without a capital, is one of the same origin ("Bolsheviks", "bolcheviques"), or of a people ("Brittany", "bretons")."""
    if (one[0] != other[0] and not (one[0] in VOWELS and other[0] in VOWELS)) or min(len(one), len(other)) < COGNATE:
        return False
    sounds = skeleton(one)[1:], skeleton(other)[1:]
    heard = next((at for at, (a, b) in enumerate(zip(*sounds, strict=False)) if a != b), min(map(len, sounds)))
    if heard >= COGNATE_SOUNDS:
        return True
    return sounds[0] == sounds[1] and heard >= SHORTEST
