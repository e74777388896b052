"""Makes ``facts/foreign.marisa``: common words of other languages that English does not use. Run as ``python -m mtcheck.build.foreign``.

Source: word frequencies of wordfreq 3.1 (Speer 2022; data CC BY-SA 4.0).
"""

from __future__ import annotations

import math
from collections import defaultdict

import marisa_trie
import wordfreq

from mtcheck.core.resources import FACTS
from mtcheck.english import lexicon
from mtcheck.english.foreign import ENTRY, LANGUAGES, SCALE

LEAST = 3.0
"""Zipf frequency in the other language."""
ENGLISH = 1.6
"""Zipf frequency in English up to which a word is not taken for an English one."""
GAP = 2.0
"""How much more common (Zipf) the word must be in the other language."""
WEAK_ENGLISH, WEAK_LEAST, WEAK_GAP = 4.4, 4.8, 1.5
"""The same for the other language's frequent little words, of which English texts quote many ("des", "und"): they count beside others only."""


def main() -> None:
    """Write the trie word -> (set of languages, Zipf frequency in the first of them)."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    strong = set()
    for number, code in enumerate(LANGUAGES):
        for word, frequency in wordfreq.get_frequency_dict(code, "large").items():
            zipf = math.log10(frequency * 1e9)
            if zipf >= LEAST and word.isalpha() and (foreign(word, zipf) or quoted(word, zipf)):
                found[word][number] = zipf
                strong |= {word} if foreign(word, zipf) else set()
    rows = (
        (word, (sum(1 << number for number in zipfs), round(SCALE * max(zipfs.values())), word in strong)) for word, zipfs in sorted(found.items())
    )
    marisa_trie.RecordTrie(ENTRY, rows).save(str(FACTS / "foreign.marisa"))


def foreign(word: str, zipf: float) -> bool:
    """Return whether a word of this frequency elsewhere is no word of English."""
    english = lexicon.zipf(word)
    return not lexicon.in_dictionary(word) and english <= min(zipf - GAP, ENGLISH if word.isascii() and len(word) < 6 else zipf)


def quoted(word: str, zipf: float) -> bool:
    """Return whether English texts show the word mostly in quotations and names of the other language."""
    english = lexicon.zipf(word)
    return not lexicon.in_dictionary(word) and zipf >= WEAK_LEAST and english <= min(zipf - WEAK_GAP, WEAK_ENGLISH)


if __name__ == "__main__":
    main()
