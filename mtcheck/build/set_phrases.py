"""Makes ``facts/set_phrases.marisa``; run as ``python -m mtcheck.build.set_phrases WORDNET TEXTS.jsonl.gz:FIELD...``.

Set phrases are the two-word nouns of Princeton WordNet 3.0 that people's texts hold often and whose words go together; the texts give counts
only. For each phrase the trie holds what it becomes when one of its words gives way to a synonym of the same synset, unless people write that too.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import marisa_trie

from mtcheck.broken.set_phrases import LISTING
from mtcheck.broken.words import FUNCTION
from mtcheck.core.resources import FACTS
from mtcheck.english import lexicon
from mtcheck.english.inflection import noun_forms

OFTEN = 5
TOGETHER = 4.5
"""Nats of pointwise mutual information between the words of a set phrase."""
COMMON = 3.0
"""Zipf frequency of a synonym that a spinner takes."""
SAME = "="


def texts(sources: Iterable[str]) -> Iterator[str]:
    """Yield the distinct texts of ``PATH:FIELD`` sources; a field may hold a list of segments."""
    for source in sources:
        path, _, field = source.rpartition(":")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            values = [json.loads(line).get(field) or "" for line in lines]
        yield from dict.fromkeys(value if isinstance(value, str) else "\n".join(filter(None, value)) for value in values)


def counts(found: Iterable[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Return how often words, and words beside each other, stand in the texts, in lower case."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in found:
        here = re.findall(r"[a-z]+|[^\sa-z]+", text.lower())
        words.update(here)
        pairs.update(pairwise(here))
    return words, pairs


def nouns(wordnet: Path) -> set[tuple[str, str]]:
    """Return the nouns of two words that WordNet lists, in lower case, singular and plural."""
    lines = (wordnet / "index.noun").read_text("ascii").splitlines()
    heads = {tuple(line.split()[0].split("_")) for line in lines if line[0] != " "}
    two = {(head[0], head[1]) for head in heads if len(head) == 2 and "".join(head).isalpha()}
    return two | {(first, noun_forms(second)["plural"]) for first, second in two}


def synonyms(word: str) -> set[str]:
    """Return the common words of the same synsets, plurals for a plural."""
    found = {other for other, relation in lexicon.synonyms(word).items() if relation == SAME}
    if word.endswith("s") and noun_forms(word[:-1])["plural"] == word:
        found |= {noun_forms(other)["plural"] for other, relation in lexicon.synonyms(word[:-1]).items() if relation == SAME and " " not in other}
    return {other for other in found if " " not in other and lexicon.zipf(other) >= COMMON and other != word}


def variants(listed: set[tuple[str, str]], words: Counter[str], pairs: Counter[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield (what a spinner writes, the set phrase)."""
    total = words.total()
    for phrase in listed:
        first, second = phrase
        count = pairs[phrase]
        if count < OFTEN or FUNCTION & set(phrase) or math.log(count * total / (words[first] * words[second])) < TOGETHER:
            continue
        for spun in [*((other, second) for other in synonyms(first)), *((first, other) for other in synonyms(second))]:
            if not pairs[spun] and spun not in listed and not FUNCTION & set(spun):
                yield spun, phrase


def main(wordnet: str, *sources: str) -> None:
    """Write the trie."""
    words, pairs = counts(texts(sources))
    found = set(variants(nouns(Path(wordnet)), words, pairs))
    keys = {f"{' '.join(spun)}\t{' '.join(phrase)}" for spun, phrase in found}
    followers: dict[str, set[str]] = defaultdict(set)
    for (first, second), _ in found:
        followers[first].add(second)
    keys |= {LISTING + " ".join([first, *sorted(seconds)]) for first, seconds in followers.items()}
    marisa_trie.Trie(sorted(keys)).save(str(FACTS / "set_phrases.marisa"))


if __name__ == "__main__":
    main(*sys.argv[1:])
