"""Makes ``facts/set_phrases.marisa``; run as ``python -m mtcheck.build.set_phrases WORDNET MODEL TEXTS.jsonl.gz:FIELD...``.

Set phrases are those of ``mtcheck/build/spinner/phrases.tsv``, and the two-word nouns of Princeton WordNet 3.0 that people's texts hold often and whose
words go together; the texts give counts only. For each phrase the trie holds what it becomes when words of it give way to what spinners put for them or to
synonyms, unless people write that too: the texts hold it, WordNet lists it, or MODEL (a folder as transformers reads it) finds it likely. Turns of speech
that spinners write for little words stand beside them.
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

from mtcheck.broken.set_phrases import ALONE, LISTING, TURN
from mtcheck.broken.words import FUNCTION
from mtcheck.build.spinner import lists
from mtcheck.build.spinner.crossing import Variant, crossed, key
from mtcheck.build.spinner.lists import NOUN, Phrase
from mtcheck.build.spinner.rarity import Rarity
from mtcheck.core.resources import FACTS
from mtcheck.english.inflection import noun_forms
from mtcheck.english.segment import WORD

OFTEN = 5
CLOSE = 4.5
"""Nats of pointwise mutual information between the words of a set phrase."""


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


def heads(wordnet: Path) -> frozenset[str]:
    """Return all that WordNet lists, a space between words."""
    files = [(wordnet / f"index.{part}").read_text("ascii").splitlines() for part in ("noun", "verb", "adj", "adv")]
    return frozenset(key(line.split()[0].replace("_", " ")) for lines in files for line in lines if line[0] != " ")


def nouns(listed: frozenset[str], words: Counter[str], pairs: Counter[tuple[str, str]]) -> Iterator[Phrase]:
    """Yield the nouns of two words that the texts hold often."""
    total = words.total()
    for head in sorted(listed):
        first, _, second = head.partition(" ")
        if not second.isalpha() or not first.isalpha() or FUNCTION & {first, second}:
            continue
        count = sum(pairs[first, form] for form in noun_forms(second).values())
        if count >= OFTEN and math.log(count * total / (words[first] * (words[second] + words[noun_forms(second)["plural"]]))) >= CLOSE:
            yield Phrase((first, second), NOUN, ())


def occurrences(found: Iterable[str], wanted: frozenset[str]) -> Counter[str]:
    """Return how often the texts hold the wanted words in a row."""
    begin: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for text in wanted:
        words = text.split()
        begin[words[0], words[1]].append(words)
    seen: Counter[str] = Counter()
    for text in found:
        here = [word.lower() for word in WORD.findall(text)]
        for at, pair in enumerate(pairwise(here)):
            if pair in begin:
                seen.update(" ".join(words) for words in begin[pair] if here[at : at + len(words)] == words)
    return seen


def variants(phrases: Iterable[Phrase]) -> list[Variant]:
    """Return what becomes of the phrases, without what is itself one of them."""
    table = lists.words()
    kept = list(phrases)
    themselves = {key(form) for phrase in kept for form in phrase.forms(phrase.words).values()}
    found = {variant for phrase in kept for variant in crossed(phrase, table)}
    return sorted(one for one in found if one.text not in themselves and " " in one.text)


def keys(kinds: dict[Variant, str]) -> set[str]:
    """Return the keys of the trie: variants, turns of speech, and what follows which first word."""
    found = {f"{variant.text}\t{variant.phrase}\t{kind}" for variant, kind in kinds.items()}
    found |= {f"{key(turn.spun)}\t{turn.plain}\t{ALONE if turn.alone else TURN}" for turn in lists.turns()}
    followers: dict[str, set[str]] = defaultdict(set)
    for text in found:
        first, second = text.partition("\t")[0].split()[:2]
        followers[first].add(second)
    return found | {LISTING + " ".join([first, *sorted(seconds)]) for first, seconds in followers.items()}


def main(wordnet: str, model: str, *sources: str) -> None:
    """Write the trie."""
    listed = heads(Path(wordnet))
    own = lists.phrases()
    spelt = {key(" ".join(phrase.words)) for phrase in own}
    found = variants((*own, *(noun for noun in nouns(listed, *counts(texts(sources))) if " ".join(noun.words) not in spelt)))
    wanted = frozenset(key(text) for one in found for text in (one.text, one.phrase) if " " in key(text))
    rarity = Rarity(found, occurrences(texts(sources), wanted), listed, Path(model))
    marisa_trie.Trie(sorted(keys({one: kind for one in found if (kind := rarity.kind(one))}))).save(str(FACTS / "set_phrases.marisa"))


if __name__ == "__main__":
    main(*sys.argv[1:])
