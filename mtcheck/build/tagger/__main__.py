"""Makes the tagger: ``python -m mtcheck.build.tagger SETS [FOLDER]`` (``make tagger``).

SETS is the folder of the development data; what the language model makes of each article is kept in FOLDER (``build/tagger``), so that a
run which was stopped goes on. Heads that did not learn from half of ``articles.train``, its human translations and other texts that are right tell how
sure findings are (``calibration.py``: the weights are printed). Then heads learn from everything, one of them from the lessons of our own as well, whose
faults are grosser than today's large systems make, and are written to ``mtcheck/scorers/tagger/heads.onnx``. Reading 840,000 words takes most of an hour on
two cores, each of the eight heads some ten minutes of one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from mtcheck.build.tagger import calibrating, corpus
from mtcheck.build.tagger.network import Network, saved, written
from mtcheck.build.tagger.states import read
from mtcheck.build.tagger.training import Lesson, trained
from mtcheck.core.model import Span
from mtcheck.scorers import Tag
from mtcheck.scorers.default.scorer import DefaultScorer
from mtcheck.scorers.store import DEFAULT, find
from mtcheck.scorers.tagger import FILE
from mtcheck.scorers.tagger.heads import Heads
from mtcheck.scorers.tagger.stretches import loudest

SEEDS = (1, 2, 3)
APART = 0
"""The half that those who calibrate did not learn from."""
FOLDER = "build/tagger"

Read = tuple[corpus.Article, list[Span], Lesson]


class Made(NamedTuple):
    """The trained networks: those of editors' marks, whose odds are averaged, and one of the lessons' faults besides."""

    fine: list[Network]
    gross: list[Network]


def main(sets: str, folder: str = FOLDER) -> None:
    """Read, calibrate, train and write."""
    model = find()
    assert model, f"install {DEFAULT.name} first: mtcheck model install"
    scorer = DefaultScorer(model, DEFAULT.name)

    def learned(articles: Iterable[corpus.Article]) -> list[Read]:
        return [one for one in read(articles, scorer, Path(folder)) if one[1]]

    found, lessons = learned(corpus.articles(Path(sets))), [lesson for _, _, lesson in learned(corpus.composed())]
    weights, bar = calibrated(found, lessons)
    print(f"BIAS, PEAK, LENGTH, MANNER = {', '.join(map(str, weights))}\nMACHINE = {bar}")  # noqa: T201
    saved(*made(found, lessons), FILE, model=DEFAULT.name, sha256=DEFAULT.sha256)


def made(found: Sequence[Read], lessons: Sequence[Lesson]) -> Made:
    """Train heads on articles and lessons."""
    marked = [lesson for _, _, lesson in found]
    return Made([trained(marked, seed) for seed in SEEDS], [trained([*marked, *lessons], SEEDS[0])])


def calibrated(found: Sequence[Read], lessons: Sequence[Lesson]) -> tuple[tuple[float, ...], float]:
    """Return the weights of how sure a stretch is, and the bar of a machine's article, from texts that heads of their own did not learn from."""
    halves = corpus.halves(article for article, _, _ in found)
    apart = [one for one in found if halves.get(corpus.document(one[0])) == APART]
    heads = Heads(written(*made([one for one in found if halves.get(corpus.document(one[0])) != APART], lessons)).SerializeToString())
    translated = {corpus.document(article) for article, _, _ in apart if article.measured}
    rows, by_people = list[calibrating.Row](), list[float]()
    for article, spans, lesson in apart:
        odds = heads.odds(lesson.given.numpy()).tolist()
        tags = [Tag(span, change, (sense, grammar, wording)) for span, (change, sense, grammar, wording) in zip(spans, odds, strict=True)]
        rows += calibrating.rows(article, tags) if corpus.document(article) in translated else ()
        by_people += () if article.measured else [loudest(tags)]
    return calibrating.fitted(rows), calibrating.bar(by_people)


if __name__ == "__main__":
    main(*sys.argv[1:])
