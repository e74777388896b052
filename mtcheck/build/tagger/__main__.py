"""Makes the tagger: ``python -m mtcheck.build.tagger SETS [FOLDER]`` (``make tagger``).

SETS is the folder of the development data; what the language model makes of each article is kept in FOLDER (``build/tagger``), so that a
run which was stopped goes on. Heads that did not learn from one half of ``articles.train``, its human translations and other texts that are right, and then
heads that did not learn from the other half, tell how sure findings are (``calibration.py``: the weights are printed). Then heads learn from everything and are
written to ``mtcheck/scorers/tagger/heads.onnx``. Of the lessons of our own all of them learn from the light ones, whose faults are such as today's large
systems make; one learns from the others as well. Reading takes some minutes for 100,000 words, each of the twelve heads about five.
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
FINE = ("light",)
"""How dense the faults are in the lessons that all heads learn from."""
FOLDER = "build/tagger"

Read = tuple[corpus.Article, list[Span], Lesson]


class Made(NamedTuple):
    """The trained networks: those of fine faults, whose odds are averaged, and one of gross faults."""

    fine: list[Network]
    gross: list[Network]


def main(sets: str, folder: str = FOLDER) -> None:
    """Read, calibrate, train and write."""
    model = find()
    assert model, f"install {DEFAULT.name} first: mtcheck model install"
    scorer = DefaultScorer(model, DEFAULT.name)

    def learned(articles: Iterable[corpus.Article]) -> list[Read]:
        return [one for one in read(articles, scorer, Path(folder)) if one[1]]

    found, light, rest = learned(corpus.articles(Path(sets))), learned(corpus.composed(densities=FINE)), learned(corpus.composed())
    weights, bar = calibrated(found, light, rest)
    print(f"BIAS, PEAK, LENGTH, MANNER = {', '.join(map(str, weights))}\nMACHINE = {bar}")  # noqa: T201
    saved(*made(found, light, rest), FILE, model=DEFAULT.name, sha256=DEFAULT.sha256)


def made(found: Sequence[Read], light: Sequence[Read], rest: Sequence[Read]) -> Made:
    """Train heads on articles and lessons."""
    fine, gross = ([lesson for _, _, lesson in (*found, *lessons)] for lessons in (light, rest))
    return Made([trained(fine, seed) for seed in SEEDS], [trained(gross, SEEDS[0])])


def calibrated(found: Sequence[Read], light: Sequence[Read], rest: Sequence[Read]) -> tuple[tuple[float, ...], float]:
    """Return the weights of how sure a stretch is, and the bar of a machine's article, from texts that heads of their own did not learn from."""
    halves = corpus.halves(article for article, _, _ in found)
    translated = {corpus.document(article) for article, _, _ in found if article.measured}
    rows, written_by_people = list[calibrating.Row](), list[float]()
    for half in (0, 1):
        heads = Heads(written(*made([one for one in found if halves.get(corpus.document(one[0])) != half], light, rest)).SerializeToString())
        for article, spans, lesson in found:
            document = corpus.document(article)
            if halves.get(document) == half:
                odds = heads.odds(lesson.given.numpy()).tolist()
                tags = [Tag(span, change, (sense, grammar, wording)) for span, (change, sense, grammar, wording) in zip(spans, odds, strict=True)]
                rows += calibrating.rows(article, tags) if document in translated else ()
                written_by_people += () if article.measured else [loudest(tags)]
    return calibrating.fitted(rows), calibrating.bar(written_by_people)


if __name__ == "__main__":
    main(*sys.argv[1:])
