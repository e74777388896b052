"""Names from other scripts as the source's language writes their sounds ("Stepanowa", "Kaddafi"), and how English does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from mtcheck.bilingual.alike import sounded
from mtcheck.english import lexicon

SOUNDS = {
    "de": (
        (re.compile("schtsch"), "shch"),
        (re.compile("dsch"), "j"),
        (re.compile("tsch"), "ch"),
        (re.compile("sch"), "sh"),
        (re.compile("w"), "v"),
        (re.compile("(?<=[aeiou])j(?=[aeou])|j(?=[aeou])"), "y"),
    ),
    "fr": ((re.compile("tch"), "ch"), (re.compile("dj"), "j"), (re.compile("ou"), "u"), (re.compile("ine$"), "in")),
    "es": ((re.compile("j"), "kh"),),
    "pt": ((re.compile("tch"), "ch"), (re.compile("x"), "sh")),
}
"""What each language writes for sounds that English writes with other letters, in the order in which they are put."""
HARD = ((re.compile("^[kq]h?(?=[aeo]d)"), "g"), (re.compile("^ghe(?=d)"), "ga"))
"""The first sound of Arabic names that languages hear otherwise."""
LOOKS = {
    "de": re.compile("(?:[oe]wa|[jo]ew|[iy]now|schenko|kij|skij)$|dsch|schtsch"),
    "fr": re.compile("(?:tchenko|[oïi]ev|eïeva?|(?<=[kglnt])ine)$|^d?j[aeo].*(?:ov|ev)a?$"),
}
"""Names that by their look were written by ear from another script."""


@lru_cache(maxsize=4096)
def english_spelling(name: str, code: str) -> str:
    """Return how English writes a name that the language writes by ear, where it knows that spelling, and better than the other; "" else."""
    low = name.lower()
    own = lexicon.zipf(low)
    known = [(lexicon.zipf(form), form) for form in _forms(low, code) if form != low and lexicon.zipf(form) > own]
    return max(known)[1].title() if known else ""


def heard_alike(one: str, other: str, code: str) -> bool:
    """Return whether a name sounds as another one that the language writes by ear ("Sutyagin", "Soutiagine")."""
    return by_ear(other, code) and any(sounded(one) == sounded(form) for form in _forms(other.lower(), code))


def _forms(low: str, code: str) -> Iterator[str]:
    """Yield a name with the sounds of its language as English writes them, one after the other."""
    for rules in (SOUNDS.get(code, ()), HARD):
        yield from accumulate(rules, lambda form, rule: rule[0].sub(rule[1], form), initial=low)


def by_ear(name: str, code: str) -> bool:
    """Return whether a name looks as if the language wrote it by ear from another script."""
    return code in LOOKS and LOOKS[code].search(name.lower()) is not None
