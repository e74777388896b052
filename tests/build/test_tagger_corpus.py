"""The marks that the tagger learns from, and the labels that come of them."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from mtcheck.build.tagger import corpus
from mtcheck.core.model import Span

MARKS = Path(__file__).parents[2] / "corpora" / "marks"
SETS = Path(__file__).parents[3] / "shared" / "data"


def test_marks_are_whole():
    found = corpus.own_marks(MARKS)
    marks = [mark for group in found.values() for mark in group]
    assert len(marks) > 15_000
    assert all(mark.span.start < mark.span.end for mark in marks)
    assert {mark.category for mark in marks} <= corpus.CATEGORIES


@pytest.mark.skipif(not SETS.is_dir(), reason="needs the development data")
def test_marks_stand_in_their_texts():
    documents = {row["doc_id"]: row for name in corpus.PARALLEL for row in corpus.rows(SETS / f"{name}.dev.jsonl.gz")}
    for (name, system, _), marks in corpus.own_marks(MARKS).items():
        text = corpus.joined(documents[name]["systems"][system])
        assert all(mark.span.end <= len(text) and mark.span.of(text).strip() for mark in marks), name


@pytest.mark.skipif(find_spec("torch") is None, reason="needs the extra `model`")
def test_labels_say_who_is_changed_and_why():
    from mtcheck.build.tagger.states import OPTIONAL, labels

    marks = (
        corpus.Mark(Span(0, 3), "calque", True),
        corpus.Mark(Span(4, 7), "wrong-word", False),
        corpus.Mark(Span(8, 11), "quote-marks", True),
        corpus.Mark(Span(12, 15), "word-order", True),
        corpus.Mark(Span(12, 15), "quote-marks", True),
    )
    wanted, weights = labels(corpus.Article("a", "one two six ten end", marks), [Span(at, at + 3) for at in range(0, 20, 4)])
    assert wanted[:, 0].tolist() == pytest.approx([1, OPTIONAL, 0, 1, 0])
    assert weights[:, 0].tolist() == pytest.approx([1, OPTIONAL, 0, 1, 1])
    assert wanted[:, 1:].tolist() == [[0, 0, 1], [1, 0, 0], [0, 0, 0], [0, 1, 0], [0, 0, 0]]


@pytest.mark.skipif(find_spec("torch") is None, reason="needs the extra `model`")
def test_labels_of_broken_english_say_where_and_how():
    from mtcheck.build.tagger.breaking import Broken
    from mtcheck.build.tagger.states import faults, unbroken

    spans = [Span(at, at + 3) for at in range(0, 20, 4)]
    text = "one two six. Ten end"
    assert faults(Broken(text, gaps=(4,)), spans)[:, 0].tolist() == [0, 1, 0, 0, 0]
    spans = [Span(0, 3), Span(4, 7), Span(8, 11), Span(13, 16), Span(17, 20)]
    assert faults(Broken(text, gaps=(11,)), spans)[:, 0].tolist() == [0, 0, 1, 0, 0], "the word before the end of the sentence"
    assert faults(Broken(text, gaps=(20,)), spans)[:, 0].tolist() == [0, 0, 0, 0, 1]
    made = faults(Broken(text, (), (Span(4, 7),), (Span(13, 16),)), spans)
    assert made[:, 1].tolist() == [0, 1, 0, 0, 0] and made[:, 2].tolist() == [0, 0, 0, 1, 0]
    wanted, weights = unbroken(corpus.Article("a", text, (corpus.Mark(Span(5, 6), "calque", True),)), spans)
    assert not wanted.any() and weights[:, 0].tolist() == [0 if at == 1 else 1 for at in range(5)]


@pytest.mark.skipif(not SETS.is_dir(), reason="needs the development data")
def test_sources_stand_beside_what_renders_them():
    found = [one for group in (corpus.articles(SETS), corpus.rated(SETS), corpus.postedited(SETS)) for one in group if one.sources]
    assert len(found) > 1_000 + 5_000 + 8_000
    for one in found:
        assert "\n\n".join(span.of(one.text) for span, _ in one.sources) == one.text, one.name


def test_paragraphs_without_a_counterpart_say_nothing():
    one = corpus.article("a", "One &amp; two.\n\nThree.", [], source=["Un.", "Trois."])
    assert [(span.of(one.text), source) for span, source in one.sources] == [("One & two.", "Un."), ("Three.", "Trois.")]
    assert corpus.article("a", "One.\n\nTwo.", [], source=["Un. Deux."]).sources == ()
