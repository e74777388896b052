"""Makes ``facts/common_words.marisa``; run as ``python -m mtcheck.build.common_words`` after ``mtcheck.build.lexicon``.

The trie finds common words by how they begin (key ``<word``) and by how they end (key ``>`` + the word backwards), and tells how often the
letters of a word stand in running text as a part of longer words (key ``=word``, the value is 20 times the Zipf frequency).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import marisa_trie

from mtcheck.core.resources import FACTS
from mtcheck.english import lexicon

COMMON = 2.5
"""Zipf frequency from which a dictionary word may be what a broken word was."""
REPLACED = 3.0
"""Zipf frequency from which a word may be what a replacer replaced."""
LONGEST = 10


def common() -> list[str]:
    """Return the common dictionary words in a to z."""
    words = lexicon.starting_with("")
    return [w for w in words if w.isascii() and w.isalpha() and lexicon.zipf(w) >= COMMON and lexicon.in_dictionary(w)]


def mass_inside(words: list[str]) -> dict[str, float]:
    """Return for words that stand inside others the Zipf frequency of those others together."""
    replaced = {w for w in words if len(w) <= LONGEST and lexicon.zipf(w) >= REPLACED}
    mass: Counter[str] = Counter()
    for word in words:
        pieces = {word[i:j] for i in range(len(word)) for j in range(i + 2, min(len(word), i + LONGEST) + 1)}
        for piece in pieces & replaced - {word}:
            mass[piece] += 10 ** lexicon.zipf(word)  # type: ignore[assignment]
    return {piece: math.log10(total) for piece, total in mass.items()}


def entries() -> Iterator[tuple[str, tuple[int]]]:
    """Yield the keys and values of the trie."""
    words = common()
    for word in words:
        yield "<" + word, (0,)
        yield ">" + word[::-1], (0,)
    for piece, mass in mass_inside(words).items():
        yield "=" + piece, (round(lexicon.SCALE * mass),)


def main() -> None:
    """Write the file."""
    marisa_trie.RecordTrie("<B", sorted(entries())).save(str(FACTS / "common_words.marisa"))


if __name__ == "__main__":
    main()
