"""Makes the tagger: ``python -m mtcheck.build.tagger SETS [FOLDER]`` (``make tagger``).

SETS is the folder of the development data; what the language model makes of each article is kept in FOLDER (``build/tagger``), so that a
run which was stopped goes on. Heads that did not learn from half of ``articles.train``, its human translations and other texts that are right tell how
sure findings are (``calibration.py``: the weights are printed). Then heads learn from everything, another one from the texts that are right, broken on
purpose (``breaking``), and are written to ``mtcheck/scorers/tagger/heads.onnx``. Reading 1,600,000 words takes two hours on two cores, each of the six
heads a quarter of one on one core, the head of gaps half of one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from mtcheck.build.tagger import calibrating, corpus
from mtcheck.build.tagger.breaking import every
from mtcheck.build.tagger.network import Network, saved, written
from mtcheck.build.tagger.states import read, read_broken, unbroken
from mtcheck.build.tagger.training import Lesson, trained
from mtcheck.core.model import Span
from mtcheck.scorers.default.scorer import DefaultScorer
from mtcheck.scorers.store import DEFAULT, find
from mtcheck.scorers.tagger import FILE
from mtcheck.scorers.tagger.heads import Heads, tag
from mtcheck.scorers.tagger.stretches import loudest

SEEDS = (1, 2)
EPOCHS, REASONS = 6, 0.3
"""How often a head sees all articles, and what the loss of the three reasons weighs beside that of the change itself."""
RATED_EPOCHS = 4
"""The same of the head that sees what raters marked as well."""
BROKEN_EPOCHS, OTHERS = 3, 1.0
"""The same of the head that learns from broken English, and of the faults that are no gaps."""
APART = 0
"""The half that those who calibrate did not learn from."""
FOLDER = "build/tagger"

Read = tuple[corpus.Article, list[Span], Lesson]


def main(sets: str, folder: str = FOLDER) -> None:
    """Read, calibrate, train and write."""
    model = find()
    assert model, f"install {DEFAULT.name} first: mtcheck model install"
    scorer = DefaultScorer(model, DEFAULT.name)

    def learned(articles: Iterable[corpus.Article]) -> list[Read]:
        return [one for one in read(articles, scorer, Path(folder)) if one[1]]

    marked, lessons = learned(corpus.articles(Path(sets))), learned(corpus.composed())
    rated = learned(corpus.rated(Path(sets)))
    weights, bar = calibrated(marked, lessons, rated)
    print(f"BIAS, PEAK, LENGTH, MANNER = {', '.join(map(str, weights))}\nMACHINE = {bar}")  # noqa: T201
    texts = [article.text for article, _, _ in (*marked, *lessons) if not article.marks and not article.measured]
    whole = [Lesson(lesson.given, *unbroken(article, spans)) for article, spans, lesson in (*marked, *lessons)]
    gaps = trained([*read_broken(every(texts), scorer, Path(folder)), *whole], SEEDS[0], epochs=BROKEN_EPOCHS, others=OTHERS)
    saved(heads([*marked, *lessons], rated), gaps, FILE, model=DEFAULT.name, sha256=DEFAULT.sha256)


def heads(learned: Sequence[Read], rated: Sequence[Read]) -> list[Network]:
    """Train heads on articles and lessons, and one on what raters marked as well: with more of that, human translations are doubted more."""
    own, every_one = [lesson for _, _, lesson in learned], [lesson for _, _, lesson in (*learned, *rated)]
    return [*(trained(own, seed, epochs=EPOCHS, others=REASONS) for seed in SEEDS), trained(every_one, SEEDS[0], epochs=RATED_EPOCHS, others=REASONS)]


def calibrated(marked: Sequence[Read], lessons: Sequence[Read], rated: Sequence[Read]) -> tuple[tuple[float, ...], float]:
    """Return the weights of how sure a stretch is, and the bar of a machine's article, from texts that heads of their own did not learn from.

    All learn from the lessons, and one from what raters marked.
    """
    halves = corpus.halves(article for article, _, _ in marked)
    apart = [one for one in marked if halves.get(corpus.document(one[0])) == APART]
    rest = [one for one in marked if halves.get(corpus.document(one[0])) != APART]
    fitting = heads([*rest, *lessons], rated)
    tagger = Heads(written(fitting, fitting[0]).SerializeToString())  # of gaps nothing is asked here
    translated = {corpus.document(article) for article, _, _ in apart if article.measured}
    rows, by_people = list[calibrating.Row](), list[float]()
    for article, spans, lesson in apart:
        tags = [tag(span, odds) for span, odds in zip(spans, tagger.odds(lesson.given.numpy()).tolist(), strict=True)]
        rows += calibrating.rows(article, tags) if corpus.document(article) in translated else ()
        by_people += () if article.measured else [loudest(tags)]
    return calibrating.fitted(rows), calibrating.bar(by_people)


if __name__ == "__main__":
    main(*sys.argv[1:])
