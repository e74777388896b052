"""Does the English behind "he" say what an impersonal verb says ("he is important that", "he took a year", "he rains")?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from mtcheck.english.nouns import SURE, noun

AUXILIARIES = frozenset("will would should could can may might must has had does did do".split())
BEING = frozenset("is was be been are were becomes became remains remained seems seemed appears".split())
ADVERBS = frozenset(
    "then now also still not n't never even rather hardly very more most so too quite almost perhaps probably clearly therefore often always already".split()
)
TRUTHS = frozenset(
    "important necessary possible impossible likely unlikely difficult easy evident obvious true essential fundamental logical normal useful useless preferable "
    "urgent indispensable surprising astonishing regrettable rare unacceptable inevitable interesting striking crucial vital desirable natural plausible "
    "advisable reasonable better".split()
)
"""What English says of it, not of a person, where the source has an impersonal verb."""
MATTERS = ("agi", "trat", "handelt")
"""Stems of the impersonal verbs that introduce what something is ("il s'agit de")."""
TAKING = "fall"
"""Stem of the verb that English renders as "it takes" ("il a fallu")."""
HEADS = frozenset("head chair face voice hand".split())
"""Nouns for persons whose commonest sense is another."""
NEAR = 4


def says(words: Sequence[str], verb: str) -> bool:
    """Return whether ``words``, in lower case, say behind "he" what the impersonal ``verb`` of the source says."""
    rest = [word for word in words if word not in ADVERBS]
    if any(word.startswith(("rain", "snow")) for word in rest[:NEAR]):
        return True
    while rest and rest[0] in AUXILIARIES:
        rest = rest[1:]
    if len(rest) < 2:
        return False
    if rest[0] in BEING:
        return rest[1] in TRUTHS or (_thing(rest) and any(stem in verb for stem in MATTERS))
    return (rest[0] in {"takes", "took", "take"} and TAKING in verb) or (rest[0] in {"seems", "appears", "seemed"} and rest[1] == "that")


def _thing(words: Sequence[str]) -> bool:
    """Return whether a noun phrase follows that names no person."""
    phrase = list(takewhile(lambda word: word not in {"of", "to", "in"}, words[2:6]))
    return words[1] in {"a", "an", "the", "another"} and not any(word in HEADS or noun(word).person >= SURE for word in phrase)
