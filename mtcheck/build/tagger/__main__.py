"""Makes the tagger: ``python -m mtcheck.build.tagger SETS [FOLDER]`` (``make tagger``).

SETS is the folder of the development data; what the language model makes of each article is kept in FOLDER (``build/tagger``), so that a
run which was stopped goes on. Half of the documents of ``articles.train`` and their human translations calibrate a first head that did not
learn from them; then heads learn from everything, one of them from the lessons of our own as well, whose faults are grosser than today's large
systems make, and are written to ``mtcheck/scorers/tagger/heads.onnx``. Reading 450,000 words takes longest, at some 250 a second on two cores.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from mtcheck.build.tagger import calibrating, corpus
from mtcheck.build.tagger.network import saved, written
from mtcheck.build.tagger.states import read
from mtcheck.build.tagger.training import Lesson, trained
from mtcheck.core.model import Span
from mtcheck.scorers import Tag
from mtcheck.scorers.default.scorer import DefaultScorer
from mtcheck.scorers.store import DEFAULT, find
from mtcheck.scorers.tagger import FILE
from mtcheck.scorers.tagger.calibration import STATED
from mtcheck.scorers.tagger.heads import Heads

SEEDS = (1, 2, 3)
FOLDER = "build/tagger"

Read = tuple[corpus.Article, list[Span], Lesson]


def main(sets: str, folder: str = FOLDER) -> None:
    """Read, calibrate, train and write."""
    model = find()
    assert model, f"install {DEFAULT.name} first: mtcheck model install"
    scorer = DefaultScorer(model, DEFAULT.name)
    found = [one for one in read(corpus.articles(Path(sets)), scorer, Path(folder)) if one[1]]
    weights = calibrated(found)
    print(f"BIAS, PEAK, LENGTH, MANNER = {weights[0] - STATED:.3f}, {', '.join(map(str, weights[1:]))}")  # noqa: T201
    lessons = [lesson for _, _, lesson in found]
    gross = [*lessons, *(lesson for _, _, lesson in read(corpus.composed(), scorer, Path(folder)))]
    heads = [trained(lessons, seed) for seed in SEEDS]
    saved(heads, [trained(gross, SEEDS[0])], FILE, model=DEFAULT.name, sha256=DEFAULT.sha256)


def calibrated(found: Sequence[Read]) -> tuple[float, ...]:
    """Return the weights of how sure a stretch is, from documents that a head of their own did not learn from."""
    names = sorted({corpus.document(article) for article, _, _ in found if article.measured})
    apart = set(names[::2])
    head = trained([lesson for article, _, lesson in found if corpus.document(article) not in apart], seed=0)
    heads = Heads(written([head]).SerializeToString())
    rows: list[tuple[float, float, float, float, float]] = []
    for article, spans, lesson in found:
        if corpus.document(article) in apart:
            odds = heads.odds(lesson.given.numpy()).tolist()
            tags = [Tag(span, change, (sense, grammar, wording)) for span, (change, sense, grammar, wording) in zip(spans, odds, strict=True)]
            rows += calibrating.rows(article, tags)
    return calibrating.fitted(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
