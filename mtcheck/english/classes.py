"""Word classes: whether a word may be a plural noun, a participle, a person's noun (from our lexica; a word may be of several classes)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from mtcheck.core.lazy import lazy
from mtcheck.english import lexicon, nouns
from mtcheck.english.inflection import noun_forms, verb_forms
from mtcheck.english.lemmas import Reading, readings
from mtcheck.english.names import CLOSED

MOSTLY = 50
"""Share of a word's use (per cent) from which on it counts as a noun or as a person's."""
SOMETIMES = 20
"""Share of a word's use as a verb from which on it counts as a form of one."""
LONG = 5
"""Letters of the shortest word in -ed that is looked for behind another base ("weed" comes from no "wee")."""
SELDOM = 35
"""Share of a word's use as noun, and as verb, below which it may be an adjective."""
NOT_ADJECTIVES = ("ly", "ing", "ed", "self", "selves")
SHORT_VOWEL = lazy(r"[^aeiou][aeiou][bdgmnt]$")
FEW = frozenset("percent per cent ago yet already soon often never ever always perhaps maybe not almost either neither else".split())
"""Words of no class that the lexica would take for adjectives."""


def _reads(word: str, part: str, *tags: str) -> bool:
    return any(reading.part == part and (not tags or reading.tag in tags) for reading in readings(word))


def _noun(word: str) -> bool:
    return word not in CLOSED and (
        nouns.noun(word).as_noun >= MOSTLY or any(r.part == "n" and nouns.noun(r.base).as_noun >= MOSTLY for r in readings(word))
    )


def _plural(word: str) -> bool:
    if word.endswith("s") and nouns.noun(word) is nouns.NOTHING and nouns.noun(word[:-1]).as_noun >= MOSTLY:  # "persons"
        return True
    return word not in CLOSED and any(r.part == "n" and r.tag == "plural" and nouns.noun(r.base).as_noun >= MOSTLY for r in readings(word))


@lru_cache(maxsize=1 << 14)
def _regular(word: str) -> str:
    """Return the base of a word in -ed that is mostly a verb's form though its base mostly is not ("freed"), else ""."""
    if not word.endswith("ed") or len(word) < LONG or nouns.noun(word).as_verb < SOMETIMES or {r.base for r in readings(word)} - {word}:
        return ""
    return next((base for base in (word[:-1], word[:-2]) if lexicon.in_dictionary(base) and verb_forms(base)["past"] == word), "")


def _base(word: str) -> bool:
    return word not in CLOSED and _reads(word, "v", "base") and not _regular(word)


def _participle(word: str) -> bool:
    return word not in CLOSED and (_reads(word, "v", "participle") or bool(_regular(word)))


def _person(word: str) -> bool:
    return any(nouns.noun(base).person >= MOSTLY for base in (word, *(r.base for r in readings(word) if r.part == "n")))


def _adjective(word: str) -> bool:
    fact = nouns.noun(word)
    return (
        word not in CLOSED
        and word not in FEW
        and not word.endswith(NOT_ADJECTIVES)
        and fact.as_noun < SELDOM
        and fact.as_verb < SELDOM
        and lexicon.in_dictionary(word)
        and not readings(word)
    )


CLASSES: dict[str, Callable[[str], bool]] = {
    "NOUN": _noun,
    "SINGULAR": lambda word: _noun(word) and not _plural(word),
    "PLURAL": _plural,
    "PERSON": _person,
    "ADJ": _adjective,
    "ADV": lambda word: word.endswith("ly") and not _noun(word) and lexicon.in_dictionary(word),
    "VERB": lambda word: word not in CLOSED and _reads(word, "v"),
    "BASE": _base,
    "THIRD": lambda word: word not in CLOSED and _reads(word, "v", "third"),
    "PRESENT": lambda word: _base(word) or (word not in CLOSED and _reads(word, "v", "third")),
    "PAST": lambda word: word not in CLOSED and (_reads(word, "v", "past") or bool(_regular(word))),
    "PARTICIPLE": _participle,
    "GERUND": lambda word: word not in CLOSED and _reads(word, "v", "gerund"),
}


@lru_cache(maxsize=1 << 16)
def is_class(word: str, name: str) -> bool:
    """Return whether a lower-case word may be of the class ``name``, a key of CLASSES."""
    return CLASSES[name](word)


def _verb(word: str) -> Reading | None:
    if base := _regular(word):
        return Reading(base, "v", "past")
    return min((r for r in readings(word) if r.part == "v"), default=None)


def _perfect(word: str) -> str:
    """Return "has worked" for "works", "have worked" for "work"."""
    if word in ("is", "are", "am", "has", "have"):
        base = "have" if word.startswith("ha") else "be"
        third = word in ("is", "has")
    else:
        found = _verb(word)
        if found is None:
            return ""
        base, third = found.base, found.tag == "third"
    return f"{'has' if third else 'have'} {verb_forms(base)['participle']}"


def _verb_form(tag: str) -> Callable[[str], str]:
    def form(word: str) -> str:
        found = _verb(word)
        return verb_forms(found.base)[tag] if found else ""

    return form


def _noun_form(tag: str) -> Callable[[str], str]:
    def form(word: str) -> str:
        found = min((r for r in readings(word) if r.part == "n"), default=None)
        return noun_forms(found.base)[tag] if found else ""

    return form


def _comparative(word: str) -> str:
    """Return "bigger" for "big", "easier" for "easy", "worse" for "bad"; for words that compare with -er."""
    if word in ("good", "bad"):
        return {"good": "better", "bad": "worse"}[word]
    if word.endswith("y"):
        return f"{word[:-1]}ier"
    doubled = SHORT_VOWEL.search(word)
    return word.removesuffix("e") + (word[-1] if doubled else "") + "er"


FORMS: dict[str, Callable[[str], str]] = {
    **{tag: _verb_form(tag) for tag in ("base", "third", "past", "participle", "gerund")},
    **{tag: _noun_form(tag) for tag in ("singular", "plural")},
    "perfect": _perfect,
    "past_be": lambda word: {"has": "was", "have": "were"}.get(word, ""),
    "as_be": lambda word: {"has": "is", "have": "are", "had": "was"}.get(word, ""),
    "comparative": _comparative,
}


def in_form(word: str, form: str) -> str:
    """Return a lower-case word in another form, a key of FORMS; "" where the lexica do not know the word so."""
    return FORMS[form](word)
