"""Translations that are right, with their sources; and the same with a word put in or taken out, so that a network learns what that looks like beside a source.

What is put in are attributes and adverbs that stand before such words elsewhere: they make good English, so only the source tells.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from mtcheck.build.tagger.breaking import FOLLOWS, LOOSE
from mtcheck.build.tagger.corpus import PARALLEL, POSTEDITED, rows
from mtcheck.core.model import Span
from mtcheck.english import classes, lexicon
from mtcheck.english.lemmas import readings

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
MANY = {"parallel_fr_es": 12_000, "parallel_de": 8_000, "parallel_ar": 5_000, "biomqm": 5_000, "mlqe": 9_000, "wets": 3_000}
"""Pairs of each set."""
SHORTEST, LONGEST, LONGEST_SOURCE = 6, 60, 500
"""Words of a translation, and characters of a source, that are taken."""
DETERMINERS = frozenset("the a an of in his her its their this that these those with for by on and new".split())
AUXILIARIES = frozenset({"be", "do", "have", "can", "will"})
ADVERBS = tuple(
    "also however already suddenly initially recently probably reportedly allegedly temporarily only never rarely often almost again soon later still even perhaps finally".split()
)
TRIES = 30
PHRASE = 0.15
"""The share of gaps of two to four words."""
INNER_MARK = re.compile(r'[.,;:!?"“”]')
PLANTED = re.compile(r"id6_addition|id5_|id2[1-4]_")
"""Categories of DEMETR with a word put in or taken out."""
LEARNS = 1
"""The half of DEMETR's sentences that is learned from."""


class Unequal(NamedTuple):
    """A source, its translation, which words of that were put in, and before which character some were taken out."""

    source: str
    text: str
    added: Span | None = None
    missing: int | None = None


def every(sets: Path) -> list[Unequal]:
    """Return all in random order, the same each time: each right pair as it is, with a word put in, and with one taken out; and what DEMETR planted."""
    chance = random.Random(5)
    pairs = [pair for pair in _right(sets, chance) if SHORTEST <= len(pair[1].split()) <= LONGEST and 0 < len(pair[0]) < LONGEST_SOURCE]
    put = Attributes([text for _, text in pairs] + [row["text"] for row in rows(sets / "clean_news.dev.jsonl.gz")], chance)
    found = [Unequal(*pair) for pair in pairs]
    found += [one for pair in pairs for one in (put.put_in(*pair), _taken_out(*pair, chance)) if one]
    found += _planted(sets)
    chance.shuffle(found)
    return found


def _right(sets: Path, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield sources with translations by people, by editors of systems, and by systems."""
    train = sets / "train"
    for name in PARALLEL:
        yield from _some(name, _segments(rows(sets / f"{name}.dev.jsonl.gz"), chance), chance)
    abstracts = {row["source"]: row["reference"] for row in rows(train / "biomqm.train.jsonl.gz") if row["reference"]}
    yield from _some("biomqm", abstracts.items(), chance)
    edited = (row for row in rows(train / "mlqe_postedit.train.jsonl.gz") if row["source_lang"] in POSTEDITED and not row["in_wordtags_dev"])
    yield from _some("mlqe", ((row["source"], row["post_edit"]) for row in edited), chance)
    mended = ((row["source"], " ".join(filter(None, (row["left"], row["suggestion"], row["right"])))) for row in rows(train / "wets.train.jsonl.gz"))
    yield from _some("wets", mended, chance)
    good = {(row["source_lang"], row["sent_id"]): (row["source"], row["good"]) for row in rows(sets / "demetr.dev.jsonl.gz")}
    yield from (pair for (_, number), pair in good.items() if number % 2 == LEARNS)


def _some(name: str, pairs: Iterable[tuple[str, str]], chance: random.Random) -> list[tuple[str, str]]:
    found = [pair for pair in pairs if all(pair)]
    chance.shuffle(found)
    return found[: MANY[name]]


def _segments(documents: Iterable[Mapping[str, Any]], chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield each segment of a document with one of its translations."""
    for row in documents:
        whole = [text for text in (row["reference"], *row["systems"].values()) if isinstance(text, list) and len(text) == len(row["source"])]
        for at, source in enumerate(row["source"] if whole else ()):
            yield source, chance.choice(whole)[at]


def _planted(sets: Path) -> Iterator[Unequal]:
    """Yield what DEMETR put in and took out; what was put in twice, since of that there is less."""
    for row in rows(sets / "demetr.dev.jsonl.gz"):
        if row["sent_id"] % 2 != LEARNS or not PLANTED.search(row["category"]):
            continue
        first, last = _parting(row["good"], row["bad"])
        if "addition" in row["category"]:
            first = row["bad"].rfind(" ", 0, first) + 1
            yield from [Unequal(row["source"], row["bad"], Span(first, max(first + 1, last)))] * 2
        else:
            yield Unequal(row["source"], row["bad"], None, first)


def _parting(good: str, bad: str) -> tuple[int, int]:
    """Return where two texts part, and where the second goes on as the first does."""
    shorter = min(len(good), len(bad))
    first = next((at for at in range(shorter) if good[at] != bad[at]), shorter)
    same = next((at for at in range(shorter - first) if good[-1 - at] != bad[-1 - at]), shorter - first)
    return first, len(bad) - same


class Attributes:
    """Attributes and adverbs of texts, to be put before words like those that they stand before there."""

    def __init__(self, texts: Iterable[str], chance: random.Random) -> None:
        self.chance = chance
        self.before: dict[str, list[str]] = defaultdict(list)
        self.adverbs: list[str] = []
        for text in texts:
            for word, following in _neighbours(text):
                attribute = _is(word, "ADJ") or (_is(word, "NOUN") and not following.endswith("ing"))
                if _is(following, "NOUN") and attribute and lexicon.zipf(word) > 2:
                    self.before[following].append(word)
                if word.endswith("ly") and lexicon.zipf(word) > 2.5:
                    self.adverbs.append(word)
        self.all = [word for words in self.before.values() for word in words]

    def put_in(self, source: str, text: str) -> Unequal | None:
        """Return a text with a word put in; None where no place is found."""
        words = list(WORD.finditer(text))
        for _ in range(TRIES if len(words) > 1 else 0):
            at = self.chance.randrange(1, len(words))
            before, word = words[at - 1], words[at]
            if text[before.end() : word.start()] != " " or not word.group().islower():
                continue
            new = self._fitting(before.group().lower(), word.group())
            if new and new not in text.lower():
                left = text[: before.start()] + _article(before.group(), new) + " "
                return Unequal(source, f"{left}{new} {text[word.start() :]}", Span(len(left), len(left) + len(new)))
        return None

    def _fitting(self, before: str, word: str) -> str:
        """Return a word that may stand between two; "" where none is known."""
        draw = self.chance.random
        if _is(word, "NOUN") and word not in FOLLOWS and (before in DETERMINERS or _is(before, "ADJ")):
            return self.chance.choice(self.before[word] if word in self.before and draw() < 0.5 else self.all)
        if any(reading.part == "v" for reading in readings(word)) and before not in DETERMINERS and word not in AUXILIARIES:
            return self.chance.choice(self.adverbs if draw() < 0.6 else ADVERBS)
        if _is(word, "ADJ") and draw() < 0.3:
            return self.chance.choice(self.adverbs if draw() < 0.5 else self.all)
        return ""


def _neighbours(text: str) -> Iterator[tuple[str, str]]:
    """Yield words in small letters with what follows, but those that say little."""
    for one, other in pairwise(WORD.finditer(text)):
        word, following = one.group(), other.group()
        together = text[one.end() : other.start()] == " " and word.islower() and following.islower()
        if together and len(word) > 2 and word not in LOOSE and following not in FOLLOWS:
            yield word, following


@cache
def _is(word: str, kind: str) -> bool:
    return classes.is_class(word, kind)


def _article(word: str, new: str) -> str:
    """Return the word before a new one: "a" or "an" by how that begins."""
    if word.lower() not in {"a", "an"}:
        return word
    article = "an" if new[0] in "aeiou" else "a"
    return article.capitalize() if word[0].isupper() else article


def _taken_out(source: str, text: str, chance: random.Random) -> Unequal | None:
    """Return a text that lost a word that says something, or a few in a row; None where no place is found."""
    words = list(WORD.finditer(text))
    for _ in range(TRIES if words else 0):
        at = chance.randrange(len(words))
        if not _says(words[at].group()):
            continue
        start, end = words[at].span()
        if chance.random() < PHRASE:
            further = words[min(len(words) - 1, at + chance.randrange(1, 4))].end()
            end = end if INNER_MARK.search(text[start:further]) else further
        if text[end : end + 1] == " ":
            end += 1
        elif start and text[start - 1] == " ":
            start -= 1
        left = text[:start] + text[end:]
        return Unequal(source, left[:1].upper() + left[1:] if at == 0 else left, None, start)
    return None


def _says(word: str) -> bool:
    """Return whether a word says something that its source must have said: a name, a noun, an adjective, a verb, an adverb."""
    low = word.lower()
    if low in LOOSE or len(low) < 3:
        return False
    kinds: Sequence[bool] = (word[0].isupper(), low.endswith("ly"), _is(low, "NOUN"), _is(low, "ADJ"))
    return any(kinds) or any(reading.part == "v" for reading in readings(low))
