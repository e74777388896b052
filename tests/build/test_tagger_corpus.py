"""The marks that the tagger learns from, and the labels that come of them."""

import gzip
import json
import zlib
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


def test_raters_marks_are_put_together_by_document(tmp_path):
    rows = [
        ("d", "2", "one", False, "two words", [(0, 3, "Accuracy/Mistranslation", "major")]),
        ("d", "2", "one", False, "two words", [(0, 9, "Style/Awkward", "minor")]),
        ("d", "1", "one", False, "a first one.", [(11, 12, "Fluency/Punctuation", "minor")]),
        ("d", "1", "people", True, "people wrote", [(0, 6, "Fluency/Grammar", "major")]),
        ("e", "1", "one", False, "held out", [(0, 4, "Fluency/Grammar", "major")]),
    ]
    names = {
        half: next(f"{half}{at}" for at in range(99) if zlib.crc32(f"set:{half}{at}".encode()) % 2 == (half == "e") * corpus.MEASURES)
        for half in "de"
    }
    with gzip.open(tmp_path / "mqm_spans.dev.jsonl.gz", "wt", encoding="utf-8") as file:
        for document, segment, system, human, text, spans in rows:
            marks = [{"start": start, "end": end, "category": category, "severity": severity} for start, end, category, severity in spans]
            row = {
                "dataset": "set",
                "doc_id": names[document],
                "seg_id": segment,
                "system": system,
                "human_translation": human,
                "mt": text,
                "spans": marks,
            }
            file.write(json.dumps(row) + "\n")
    by_system = {one.name.rpartition(":")[2]: one for one in corpus.rated(tmp_path)}
    assert {name: one.text for name, one in by_system.items()} == {"one": "a first one.\n\ntwo words", "people": "people wrote"}
    told = [(mark.span.of(by_system["one"].text), mark.category, mark.share) for mark in by_system["one"].marks]
    assert told == [(".", corpus.UNASKED, corpus.MINOR), ("two", corpus.RATED, 0.5), ("two words", corpus.RATED, corpus.MINOR / 2)]
    assert [mark.category for mark in by_system["people"].marks] == [corpus.UNASKED], "what people wrote is right, or nothing is said of it"


@pytest.mark.skipif(find_spec("torch") is None, reason="needs the extra `model`")
def test_what_several_raters_say_adds_up():
    from mtcheck.build.tagger.states import labels

    marks = (
        corpus.Mark(Span(0, 7), corpus.RATED, True, 0.5),
        corpus.Mark(Span(4, 7), corpus.RATED, True, 0.3),
        corpus.Mark(Span(8, 11), corpus.UNASKED, True),
    )
    wanted, weights = labels(corpus.Article("a", "one two six ten", marks), [Span(at, at + 3) for at in range(0, 15, 4)])
    assert wanted[:, 0].tolist() == pytest.approx([0.5, 0.8, 0, 0])
    assert weights[:, 0].tolist() == [1, 1, 0, 1]
    assert not weights[:, 1:].any(), "raters' reasons are not ours"
