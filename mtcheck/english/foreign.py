"""Facts about words of other languages: which languages use it, a trie mapped into memory (made by ``mtcheck.build.foreign``)."""

from __future__ import annotations

from functools import cache, lru_cache

from mtcheck.core.records import Records, mapped
from mtcheck.core.resources import FACTS

LANGUAGES = ("fr", "es", "de", "it", "pt", "nl", "pl", "cs")
ENTRY = "<BB?"
SCALE = 20


@cache
def _trie() -> Records:
    return mapped(FACTS / "foreign.marisa", ENTRY)


@lru_cache(maxsize=1 << 16)
def entry(word: str) -> tuple[int, float, bool] | None:
    """Return (set of languages as bits, Zipf frequency, whether one such word is enough to tell) of a lower-case word, None when English."""
    found = _trie().get(word)
    return (found[0][0], found[0][1] / SCALE, found[0][2]) if found else None


def names(bits: int) -> tuple[str, ...]:
    """Return the codes of a set of languages."""
    return tuple(code for number, code in enumerate(LANGUAGES) if bits >> number & 1)
