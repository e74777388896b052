"""What the language model makes of articles, kept on disk so that a broken run goes on where it was."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from mtcheck.build.tagger.breaking import FAULTS, Broken
from mtcheck.build.tagger.corpus import GRAMMAR, RATED, SENSE, TYPOGRAPHY, Article
from mtcheck.build.tagger.parity import Pair
from mtcheck.build.tagger.training import Lesson
from mtcheck.build.tagger.unequal import Unequal
from mtcheck.core.model import Span
from mtcheck.scorers import Passage
from mtcheck.scorers.default.scorer import DefaultScorer
from mtcheck.scorers.encoder.beside import beside, held
from mtcheck.scorers.encoder.encoder import Encoder
from mtcheck.scorers.tagger.heads import given
from mtcheck.scorers.tagger.parity import LONGEST
from mtcheck.scorers.tagger.words import Word, words

SEAM = re.compile(r"[.!?\n;:]")
"""Marks between a gap and the next word that make the gap the end of a sentence."""
OPTIONAL = 0.6
"""Label and weight of a word that a good editor might change."""


def read(articles: Iterable[Article], scorer: DefaultScorer, folder: Path) -> Iterator[tuple[Article, list[Span], Lesson]]:
    """Yield each article with the places of its words and what a head learns from it."""
    for number, article in enumerate(articles):
        numbers, spans = _kept(article.text, scorer, folder)
        _told(number)
        yield article, spans, Lesson(numbers, *labels(article, spans))


def _told(number: int) -> None:
    if number % 50 == 0:
        print(f"{number} texts read", file=sys.stderr)  # noqa: T201


def _kept(text: str, scorer: DefaultScorer, folder: Path) -> tuple[Tensor, list[Span]]:
    """Return what a head sees of each word of a text, and the words' places."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}.pt"
    if not file.exists():
        torch.save(_made(text, scorer), file)
    numbers, places = torch.load(file, weights_only=True)
    return numbers, [Span(start, end) for start, end in places]


def _made(text: str, scorer: DefaultScorer) -> tuple[Tensor, list[tuple[int, int]]]:
    ((tokens, made),) = scorer.read([Passage(text)])
    found: list[Word] = words(text, tokens)
    if not found:
        return torch.zeros(0, 0), []
    numbers = given(found, made.states, [made.said[at] for at in range(len(tokens))])
    return torch.from_numpy(numbers).half(), [(word.span.start, word.span.end) for word in found]


def beside_sources(
    found: Iterable[tuple[Article, list[Span], Lesson]], encoder: Encoder, folder: Path
) -> Iterator[tuple[Article, list[Span], Lesson]]:
    """Yield the articles that have a source with what a head sees of them that sees what the source says as well."""
    for article, spans, lesson in found:
        if article.sources:
            file = folder / f"{hashlib.blake2b(repr((article.text, article.sources)).encode(), digest_size=12).hexdigest()}.beside.pt"
            if not file.exists():
                torch.save(torch.from_numpy(beside(held(encoder, article.text, article.sources, spans), len(spans))).half(), file)
            near = torch.load(file, weights_only=True)
            yield article, spans, lesson._replace(given=torch.cat([lesson.given, near], 1))


def read_broken(broken: Iterable[Broken], scorer: DefaultScorer, folder: Path) -> Iterator[Lesson]:
    """Yield what a head learns from each text with faults."""
    for number, one in enumerate(broken):
        numbers, spans = _kept(one.text, scorer, folder)
        _told(number)
        if spans:
            wanted = faults(one, spans)
            yield Lesson(numbers, wanted, torch.ones_like(wanted))


def faults(broken: Broken, spans: list[Span]) -> Tensor:
    """Return labels (words, 3): a word is missing before it (behind it at the end of a sentence), a replacer put it in, its form is wrong."""
    wanted = torch.zeros(len(spans), len(FAULTS))
    for gap in broken.gaps:
        at = next((at for at, span in enumerate(spans) if span.start >= gap), len(spans))
        ends = at == len(spans) or SEAM.search(broken.text, gap, spans[at].start)
        wanted[max(0, at - 1) if ends else at, 0] = 1
    for column, places in ((1, broken.swapped), (2, broken.misshapen)):
        for at, span in enumerate(spans):
            wanted[at, column] = any(span.overlaps(place) for place in places)
    return wanted


def unbroken(article: Article, spans: list[Span]) -> tuple[Tensor, Tensor]:
    """Return labels and weights (words, 3) of an article as it stands: nothing is broken, and words in a mark or next to one are not asked."""
    weights = torch.ones(len(spans), len(FAULTS))
    for at, span in enumerate(spans):
        if any(Span(max(0, span.start - 1), span.end + 1).overlaps(mark.span) for mark in article.marks):
            weights[at] = 0
    return torch.zeros_like(weights), weights


def labels(article: Article, spans: list[Span]) -> tuple[Tensor, Tensor]:
    """Return labels and weights (words, 4): changed, and why; a word under a mark of typography alone weighs nothing."""
    wanted, weights = torch.zeros(len(spans), 4), torch.zeros(len(spans), 4)
    weights[:, 0] = 1
    for mark in sorted(article.marks, key=lambda mark: (mark.category not in TYPOGRAPHY, mark.required)):
        for at, span in enumerate(spans):
            if not span.overlaps(mark.span):
                continue
            if mark.category in TYPOGRAPHY:
                weights[at, 0] = 0
                continue
            wanted[at, 0] = weights[at, 0] = 1 if mark.required else OPTIONAL
            if mark.category == RATED:
                continue
            wanted[at, 1:], weights[at, 1:] = 0, 1 if mark.required else 0.5
            wanted[at, 1 if mark.category in SENSE else 2 if mark.category in GRAMMAR else 3] = 1
    return wanted, weights


def held_pairs(found: Sequence[Unequal], encoder: Encoder) -> list[Pair]:
    """Return the pairs as a network learns from them: the states of both sides, which words were put in, and before which some were taken out.

    Each text is read once; pairs of which a side is empty or too long are left out.
    """
    texts = sorted({text for one in found for text in (one.text, one.source)})
    known: dict[str, tuple[list[Span], Tensor]] = {}
    for number, text in enumerate(texts):
        places, states = encoder.read(text)
        known[text] = places, torch.from_numpy(states).half()
        _told(number)
    return [pair for one in found if (pair := _pair(one, *known[one.text], known[one.source][1]))]


def _pair(one: Unequal, places: list[Span], words: Tensor, source: Tensor) -> Pair | None:
    if not 0 < min(len(words), len(source)) <= max(len(words), len(source)) <= LONGEST:
        return None
    added, missing = torch.zeros(len(words)), torch.zeros(len(words) + 1)
    if one.added:
        added[[at for at, place in enumerate(places) if place.overlaps(one.added)]] = 1
    if one.missing is not None:
        missing[next((at for at, place in enumerate(places) if place.end > one.missing), len(places))] = 1
    return Pair(words, source, added, missing)
