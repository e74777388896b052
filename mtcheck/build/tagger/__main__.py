"""Makes the tagger: ``python -m mtcheck.build.tagger SETS [FOLDER]`` (``make tagger``).

SETS is the folder of the development data; what the models make of each article is kept in FOLDER (``build/tagger``), so that a run which was stopped goes
on. Heads that did not learn from half of ``articles.train``, its human translations and other texts that are right tell how sure findings are
(``calibration.py``: the weights are printed). Then heads learn from everything, another one from the texts that are right, broken on purpose
(``breaking``), one sees the source as well, and one finds what a translation has more or less than its source (``unequal``, ``parity``). Reading 1,800,000 words takes two hours on two cores, each of the heads a quarter to half of one on one core.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from mtcheck.build.tagger import calibrating, corpus, parity, unequal
from mtcheck.build.tagger.breaking import every
from mtcheck.build.tagger.network import Network, saved, written
from mtcheck.build.tagger.states import beside_sources, held_pairs, read, read_broken, unbroken
from mtcheck.build.tagger.training import Lesson, trained
from mtcheck.core.model import Span
from mtcheck.scorers import Tag
from mtcheck.scorers.default.scorer import DefaultScorer
from mtcheck.scorers.encoder.encoder import Encoder
from mtcheck.scorers.store import DEFAULT, READER, find
from mtcheck.scorers.tagger import BESIDE, FILE, PARITY
from mtcheck.scorers.tagger.beside import mixed
from mtcheck.scorers.tagger.heads import Heads, tag
from mtcheck.scorers.tagger.stretches import loudest

SEEDS = (1, 2)
EPOCHS, REASONS = 6, 0.3
"""How often a head sees all articles, and what the loss of the three reasons weighs beside that of the change itself."""
RATED_EPOCHS = 4
"""The same of the heads that see what raters marked as well."""
BROKEN_EPOCHS, OTHERS = 3, 1.0
"""The same of the head that learns from broken English, and of the faults that are no gaps."""
TAGGED = 0.4
"""What a word with a tag of its post-edit weighs beside one that a reader marked or left."""
APART = 0
"""The half that those who calibrate did not learn from."""
FOLDER = "build/tagger"

Read = tuple[corpus.Article, list[Span], Lesson]


def main(sets: str, folder: str = FOLDER) -> None:
    """Read, calibrate, train and write."""
    model, reader = find(), find(READER.name)
    assert model and reader, f"install {DEFAULT.name} and {READER.name} first: mtcheck model install"
    scorer, encoder, kept = DefaultScorer(model, DEFAULT.name), Encoder(reader), Path(folder)

    def learned(articles: Iterable[corpus.Article]) -> list[Read]:
        return [one for one in read(articles, scorer, kept) if one[1]]

    marked, lessons = learned(corpus.articles(Path(sets))), learned(corpus.composed())
    rated = learned(corpus.rated(Path(sets)))
    edited = [(article, spans, lesson._replace(weights=lesson.weights * TAGGED)) for article, spans, lesson in learned(corpus.postedited(Path(sets)))]
    near = list(beside_sources((*marked, *rated, *edited), encoder, kept))
    calibrated(marked, lessons, rated, near)
    texts = [article.text for article, _, _ in (*marked, *lessons) if not article.marks and not article.measured]
    whole = [Lesson(lesson.given, *unbroken(article, spans)) for article, spans, lesson in (*marked, *lessons)]
    gaps = trained([*read_broken(every(texts), scorer, kept), *whole], SEEDS[0], epochs=BROKEN_EPOCHS, others=OTHERS)
    saved(heads([*marked, *lessons], rated), gaps, FILE, model=DEFAULT.name, sha256=DEFAULT.sha256)
    saved([beside_head(near)], None, BESIDE, model=DEFAULT.name, sha256=DEFAULT.sha256, reader=READER.name)
    parity.saved(parity.trained(held_pairs(unequal.every(Path(sets)), encoder), SEEDS[0]), PARITY, reader=READER.name)


def heads(learned: Sequence[Read], rated: Sequence[Read]) -> list[Network]:
    """Train heads on articles and lessons, and one on what raters marked as well: with more of that, human translations are doubted more."""
    own, every_one = [lesson for _, _, lesson in learned], [lesson for _, _, lesson in (*learned, *rated)]
    return [*(trained(own, seed, epochs=EPOCHS, others=REASONS) for seed in SEEDS), trained(every_one, SEEDS[0], epochs=RATED_EPOCHS, others=REASONS)]


def beside_head(near: Sequence[Read]) -> Network:
    """Train the head that sees the source as well; of texts without one it would learn to do without."""
    return trained([lesson for _, _, lesson in near], SEEDS[0], epochs=RATED_EPOCHS, others=REASONS)


def calibrated(marked: Sequence[Read], lessons: Sequence[Read], rated: Sequence[Read], near: Sequence[Read]) -> None:
    """Print the weights of how sure a stretch is and the bar of a machine's article, alone and beside a source, from texts that heads of their own did not learn from."""
    halves = corpus.halves(article for article, _, _ in marked)
    ours, theirs = (
        [one for one in group if (halves.get(corpus.document(one[0])) == APART) is apart] for group in (marked,) for apart in (False, True)
    )
    fitting = heads([*ours, *lessons], rated)
    alone = Heads(written(fitting).SerializeToString())
    there = {article.name for article, _, _ in theirs}
    beside = Heads(written([beside_head([one for one in near if one[0].name not in there])]).SerializeToString())
    told = {article.name: lesson for article, _, lesson in near}

    def tags(article: corpus.Article, spans: Sequence[Span], lesson: Lesson, *, sourced: bool) -> list[Tag]:
        odds = alone.odds(lesson.given.numpy())
        if sourced:
            given = told[article.name].given.numpy()
            odds = mixed(odds, beside.odds(given), given[:, lesson.given.shape[1] :].any(1))
        return [tag(span, [*row, 0.0]) for span, row in zip(spans, odds.tolist(), strict=True)]  # of gaps nothing is asked here

    for name, sourced in (("ALONE", False), ("BESIDE", True)):
        some = [one for one in theirs if not sourced or one[0].name in told]
        weights, bar = fitted(some, lambda *one, sourced=sourced: tags(*one, sourced=sourced))
        print(f"{name} = {', '.join(map(str, weights))}; MACHINE = {bar}")  # noqa: T201


def fitted(apart: Sequence[Read], tags_of: Callable[[corpus.Article, Sequence[Span], Lesson], list[Tag]]) -> tuple[tuple[float, ...], float]:
    """Return the weights, and the bar that the surest words of people's texts hardly reach."""
    translated = {corpus.document(article) for article, _, _ in apart if article.measured}
    rows, by_people = list[calibrating.Row](), list[float]()
    for article, spans, lesson in apart:
        tags = tags_of(article, spans, lesson)
        rows += calibrating.rows(article, tags) if corpus.document(article) in translated else ()
        by_people += () if article.measured else [loudest(tags)]
    return calibrating.fitted(rows), calibrating.bar(by_people)


if __name__ == "__main__":
    main(*sys.argv[1:])
