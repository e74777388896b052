"""Fit the weights of the evidence for broken words, ``mtcheck/broken/weights.py``.

usage: python -m mtcheck.build.broken_weights ARTICLES.jsonl.gz...

The articles are people's, whole: rows with ``reference``, a list of segments. A part of them is spun with pairs drawn from the thesaurus and the
glossary and with pairs that nothing relates, as the tools do, without word boundaries; from others spaces are taken out.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from mtcheck.broken import scoring, weights
from mtcheck.broken.candidates import Candidate
from mtcheck.broken.evidence import SUBSTITUTION, Surroundings, of_fusion, of_meaning, of_others, of_substitution, of_word
from mtcheck.broken.odd import Odd, odd_words
from mtcheck.broken.pairs import known_pairs
from mtcheck.broken.scoring import NO_OTHERS
from mtcheck.english import lexicon
from mtcheck.english.segment import WORD

KINDS = ("clean",) * 5 + ("fused",) * 2 + ("thesaurus",) * 6 + ("phrase",) + ("distant",) * 4 + ("strange",) * 2 + ("glossary",) * 2
COPIES = 3
SHORTEST = 40
"""Words of the shortest article."""
FAR = 22.0
"""Nats below the best from which on a candidate is left out of the fit."""
PHRASES = 5
"""Words that stand for another for each phrase that does."""
PRIOR_SPREAD = 0.8
STEPS, STEP = 600, 0.05
UNTOUCHED = 0.3
"""How often a word that nobody broke counts; chosen so that few of people's odd words, and of systems', have a candidate above PLAIN in ``mtcheck.broken``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The evidence for each explanation of one word, "nothing is wrong" first, and which of them is true."""

    rows: Sequence[dict[str, float]]
    truth: int


def articles(paths: Sequence[Path]) -> list[str]:
    """Return the articles, each one once."""
    texts = {"\n\n".join(segment for segment in row["reference"] if segment) for path in paths for row in _rows(path)}
    return sorted(text for text in texts if len(text.split()) >= SHORTEST)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def pairs_of(text: str, rng: random.Random, kind: str) -> dict[str, str]:
    """Return one or two words of the text, of which longer words hold one at least, and what replaces them.

    Replacers know relations that no thesaurus lists: a "distant" pair is a synonym's synonym, a "strange" one any two common words.
    """
    if kind == "phrase":
        return _phrasal(text, rng)
    words = [word for word in set(WORD.findall(text)) if word.islower() and len(word) > 2 and lexicon.zipf(word) >= 4]
    rng.shuffle(words)
    common = [word for word in words if len(word) > 3]
    by_original = {original: replacement for replacement, originals in known_pairs().items() for original in originals}
    found: dict[str, str] = {}
    for word in words:
        match kind:
            case "glossary":
                options = [by_original[word]] if word in by_original else []
            case "strange":
                options = [rng.choice(common)]
            case "distant":
                options = _replacements(word)
                options = [
                    other for near in rng.sample(options, min(2, len(options))) for other in _replacements(near) if other not in (word, *options)
                ]
            case _:
                options = _replacements(word)
        if options and sum(word in other for other in words) > 1:
            found[word] = rng.choice(options)
        if len(found) == 2:
            break
    return found


def _replacements(word: str) -> list[str]:
    """Return the synonyms that replacers use: common words, else phrases of common words."""
    found = [other for other in sorted(lexicon.synonyms(word)) if len(other) > 2 and min(map(lexicon.zipf, other.split(" "))) >= 3.0]
    words, wordy = [other for other in found if " " not in other], [other for other in found if " " in other]
    return words + wordy[: max(1, len(words) // PHRASES)]


@cache
def _phrases() -> frozenset[str]:
    return frozenset(phrase for phrase in lexicon.related() if phrase.count(" ") == 1)


def _phrasal(text: str, rng: random.Random) -> dict[str, str]:
    """Return a phrase of two words that stands inside longer words of the text, and what replaces it."""
    found: set[str] = set()
    for first, second in re.findall(r"(?=\b([a-z]+) ([a-z]+)\b)", text):
        ways = (f"{first[at:]} {second[:end]}" for at in range(len(first) - 1) for end in range(2, len(second) + 1) if at or end < len(second))
        found.update(way for way in ways if way in _phrases())
    pairs = [(phrase, other) for phrase in sorted(found) for other in _replacements(phrase)]
    return dict([rng.choice(pairs)]) if pairs else {}


def spun(text: str, pairs: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return the text with the pairs applied inside words too, and broken words -> what stood there."""
    was: dict[str, str] = {}
    if not pairs:
        return text, was
    finder = re.compile("|".join(sorted(map(re.escape, pairs), key=len, reverse=True)))
    around = re.compile(rf"(?<![^\W\d_])[a-z]*(?:{finder.pattern})(?:[a-z]*(?:{finder.pattern}))*[a-z]*(?![^\W\d_])")

    def replaced(words: re.Match[str]) -> str:
        new = finder.sub(lambda hit: pairs[hit.group()], words.group())
        was[new] = words.group()
        return new

    return around.sub(replaced, text), was


def run_together(text: str, rng: random.Random) -> tuple[str, dict[str, str]]:
    """Return the text with three of its spaces taken out, and the fused words -> the two words."""
    was: dict[str, str] = {}
    spaces = list(re.finditer(r"(?<![^\s])([a-z]{2,}) ([a-z]{2,})(?=[ .,])", text))
    for match in sorted(rng.sample(spaces, min(3, len(spaces))), key=lambda m: -m.start()):
        text = text[: match.start()] + match[1] + match[2] + text[match.end() :]
        was[match[1] + match[2]] = f"{match[1]} {match[2]}"
    return text, was


def choices(texts: list[str]) -> Iterator[tuple[list[Odd], list[int], Surroundings]]:
    """Yield the odd words of every article made from the texts, with the true explanation of each."""
    rng = random.Random(2)
    for text in texts * COPIES:
        kind = rng.choice(KINDS)
        pairs = {} if kind in ("clean", "fused") else pairs_of(text, rng, kind)
        broken, was = run_together(text, rng) if kind == "fused" else spun(text, pairs)
        found = odd_words(broken, WORD.findall(broken), glossary=kind == "glossary")
        yield found, [_truth(odd, was, pairs) for odd in found], Surroundings(WORD.findall(broken))


def _truth(odd: Odd, was: dict[str, str], pairs: dict[str, str]) -> int:
    """Return the row of the true explanation, 0 for an untouched word, -1 where no candidate is true."""
    for row, candidate in enumerate(odd.weighing.candidates, 1):
        if was.get(candidate.text) == candidate.fix and (candidate.fused or pairs.get(candidate.original) == candidate.replacement):
            return row
    return -1 if any(odd.word in text.split() for text in was) else 0


def fitted(found: Sequence[Choice], start: dict[str, float]) -> dict[str, float]:
    """Return the weights of a conditional logit that starts, and is held, near the given ones (Adam)."""
    names = sorted(set(start) | {name for choice in found for row in choice.rows for name in row})
    column = {name: at for at, name in enumerate(names)}
    matrix = np.zeros((sum(len(choice.rows) for choice in found), len(names)))
    heads = np.cumsum([0, *(len(choice.rows) for choice in found)])[:-1]
    for at, row in enumerate(row for choice in found for row in choice.rows):
        for name, value in row.items():
            matrix[at, column[name]] = value
    counts = np.array([UNTOUCHED if choice.truth == 0 else 1.0 for choice in found])
    groups = np.repeat(np.arange(len(found)), [len(choice.rows) for choice in found])
    truth = heads + np.array([choice.truth for choice in found])
    prior = np.array([start.get(name, 0.0) for name in names])
    now = prior.copy()
    mean, square = np.zeros_like(now), np.zeros_like(now)
    for step in range(1, STEPS + 1):
        scores = matrix @ now
        powers = np.exp(scores - np.maximum.reduceat(scores, heads)[groups])
        gap = powers / np.add.reduceat(powers, heads)[groups]
        gap[truth] -= 1
        slope = matrix.T @ (gap * counts[groups]) + (now - prior) / PRIOR_SPREAD**2
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        now -= STEP * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(value), 3) for name, value in zip(names, now, strict=True)}


def figures(candidate: Candidate, around: Surroundings) -> dict[str, float]:
    """Return the named evidence for a candidate, without that of the other words."""
    if candidate.fused:
        return of_fusion(candidate, around)
    return {f"sub:{name}": value for name, value in zip(SUBSTITUTION, (*of_substitution(candidate, around), of_meaning(candidate)), strict=True)}


def with_others(odd: list[Odd], truths: list[int], around: Surroundings) -> Iterator[Choice]:
    """Yield the choices of one article with the evidence of its other words, those without a true candidate left out."""
    for one, truth in zip(odd, truths, strict=True):
        if truth >= 0:
            others = one.weighing.others
            rows = [{**figures(c, around), **of_others(c, *others.get(c.pair, NO_OTHERS))} for c in one.weighing.candidates]
            yield Choice([of_word(one.word, around), *rows], truth)


def main(*paths: str) -> None:
    """Print the module with the fitted weights."""
    scoring.HOPELESS = FAR  # the fit must see what it may learn to drop
    made = list(choices(articles([Path(path) for path in paths])))
    table = fitted([choice for words, truths, around in made for choice in with_others(words, truths, around)], weights.WEIGHTS)
    print('"""Weights of the evidence in nats; made by ``mtcheck.build.broken_weights``."""\n')  # noqa: T201
    print("WEIGHTS: dict[str, float] = {", *(f'    "{key}": {value},' for key, value in table.items()), "}", sep="\n")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
