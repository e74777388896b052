"""The tagger: words over tokens, plain text and back, heads of random weights, stretches, and the shipped heads on our own articles."""

import json
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Document, Span
from mtcheck.scorers import Tag
from mtcheck.scorers.plain import plain
from mtcheck.scorers.tagger.stretches import LONGEST, LOWEST, SUREST, loudest, machines, manner, runs, stretches
from mtcheck.scorers.tagger.words import FIGURES, TokenFigures, figures, words

CORPUS = Path(__file__).parents[2] / "corpora" / "annotated"
UNREAD = CORPUS.parent / "unread" / "raw-articles.jsonl"
TEXT = "The council met on Monday. It agreed on a plan for the port, and left."


def tags(text, odds):
    """Return a tag a word, with these log-odds of change."""
    found = words(text, [Span(at, at + 1) for at, char in enumerate(text) if not char.isspace()])
    return [Tag(word.span, value, (0.0, 0.0, 1.0), -6.0) for word, value in zip(found, odds, strict=False)]


@given(st.text(alphabet="ab &;#39quotamp\n<é", max_size=60), st.data())
def test_every_place_of_a_plain_text_is_one_of_the_given(text, data):
    read = plain(text)
    assert len(read.offsets) == len(read.text) + 1
    assert list(read.offsets) == sorted(read.offsets)
    start = data.draw(st.integers(0, len(read.text)))
    end = data.draw(st.integers(start, len(read.text)))
    place = read.given(Span(start, end))
    assert 0 <= place.start <= place.end <= len(text)
    assert plain(place.of(text)).text == read.text[start:end] or "&" in text


def test_entities_are_read_as_what_they_stand_for():
    text = "He said &quot;no&quot; &amp; left; R&D stays, &nosuch; too"
    read = plain(text)
    assert read.text == 'He said "no" & left; R&D stays, &nosuch; too'
    at = read.text.index("no")
    assert read.given(Span(at, at + 2)).of(text) == "no"
    assert read.given(Span(at - 1, at + 3)).of(text) == "&quot;no&quot;"
    assert read.here(Span(text.index("left"), text.index("left") + 4)).of(read.text) == "left"


@given(st.text(alphabet="abc '’-.,\n1", max_size=50), st.lists(st.integers(1, 6), max_size=30))
def test_words_have_their_tokens_in_order(text, sizes):
    tokens, at = [], 0
    for size in sizes:
        if at + size <= len(text):
            tokens.append(Span(at, at + size))
            at += size
    found = words(text, tokens)
    assert all(word.first < word.last <= word.end <= len(tokens) for word in found)
    assert all(tokens[word.first].end > word.span.start and tokens[word.last - 1].start < word.span.end for word in found)
    said = [TokenFigures(1.0, 2.0, 0.5)] * len(tokens)
    assert all(len(figures(word, said)) == FIGURES for word in found)


@given(st.lists(st.floats(-8, 8), min_size=14, max_size=14))
def test_stretches_are_short_apart_and_within_a_sentence(odds):
    marked = tags(TEXT, odds)
    found = stretches(TEXT, marked, 1.0)
    places = sorted(runs(TEXT, marked))
    assert all(last < first for (_, last), (first, _) in pairwise(places))
    assert all(len(one.span) <= LONGEST or " " not in one.span.of(TEXT) for one in found)
    assert all("." not in one.span.of(TEXT) and 0 < one.confidence < 1 for one in found)
    assert all(one.confidence >= other.confidence for one, other in zip(found, stretches(TEXT, marked, machines(marked, stated=False)), strict=True))


def test_a_stretch_holds_the_surest_word_and_its_doubtful_neighbours():
    marked = tags(TEXT, [-4, -4, -4, -4, -4, -4, -4, -0.2, 1.0, 1.5, -4, -4, -4, -4])
    (found,) = stretches(TEXT, marked, 1.0)
    assert found.span.of(TEXT) == "plan" and found.peak == 1.5 and found.reason == "wording"
    surer = stretches(TEXT, tags(TEXT, [-4] * 8 + [3.5, 4.0] + [-4] * 4), 1.0)
    assert surer[0].confidence > found.confidence
    assert manner(marked) < manner(tags(TEXT, [0.0] * 14))
    assert not stretches(TEXT, tags(TEXT, [-4] * 14), 1.0)
    assert not stretches("", [], 1.0)


def test_a_text_that_nobody_calls_a_translation_must_read_like_a_machines():
    def sure(odds, *, stated):
        text = "word " * len(odds)
        made = tags(text, odds)
        return max((one.confidence for one in stretches(text, made, machines(made, stated=stated))), default=0)

    article, doubtful, remark = [2.0] * 6 + [-4.0] * 94, [0.8] * 6 + [-4.0] * 94, [2.0] + [-4.0] * 99
    assert sure(article, stated=False) == pytest.approx(SUREST * sure(article, stated=True), abs=1e-3)
    assert sure(doubtful, stated=False) < 0.01 < 0.2 < sure(doubtful, stated=True), "where somebody says so, less will do"
    assert sure(remark, stated=True) < 0.01 < 0.1 < sure(remark[:50], stated=True), (
        "one doubtful word in an article says nothing, a short text is believed"
    )
    assert sure([2.0] * 3, stated=False) < 0.01, "a few words say nothing of who wrote them"
    assert loudest(tags("one two", [1.0, 2.0])) == (3.0 + 3 * LOWEST) / 5


@pytest.mark.model
@pytest.mark.skipif(any(find_spec(name) is None for name in ("torch", "onnx", "onnxruntime")), reason="needs the extras `model` and `torch`")
def test_heads_read_as_they_were_trained(tmp_path):
    import torch

    from mtcheck.build.tagger.network import BROKEN, Network, saved
    from mtcheck.scorers.tagger.heads import Heads

    torch.manual_seed(1)
    networks, broken = [Network(23).eval() for _ in range(2)], Network(23, BROKEN).eval()
    for network in (*networks, broken):
        network.mean, network.spread = torch.randn(23), torch.rand(23) + 0.5
    saved(networks, broken, tmp_path / "heads.onnx", model="x")
    heads, numbers = Heads(tmp_path / "heads.onnx"), torch.randn(300, 23)
    words = numbers[None, :90], torch.ones(1, 90, dtype=torch.bool)
    with torch.inference_mode():
        change = sum(network(*words)[0] for network in networks) / 2
        trained = torch.cat([change, broken(*words)[0, :, :1]], 1)
    assert heads.odds(numbers[:90].numpy()) == pytest.approx(trained.numpy(), abs=5e-2)
    whole = heads.odds(numbers.numpy())
    assert whole[:100] == pytest.approx(heads.odds(numbers[:128].numpy())[:100], abs=1e-5)
    assert whole[:5] != pytest.approx(heads.odds(numbers[:5].numpy()), abs=1e-3)


@pytest.mark.model
def test_machines_english_is_doubted_and_peoples_is_not(monkeypatch, installed_cache):
    from mtcheck.pipeline import Checker
    from mtcheck.ruleset import load
    from mtcheck.scorers import store
    from mtcheck.scorers.loading import scorer_for

    monkeypatch.setenv("MTCHECK_CACHE", str(installed_cache))
    if store.find() is None:
        pytest.skip("needs the installed model: make model")
    checker = Checker(load(), scorer=scorer_for("required"))
    raw = [json.loads(line) for line in UNREAD.read_text("utf-8").splitlines()][:4]
    own = [(folder / "human.en.txt").read_text("utf-8") for folder in sorted(CORPUS.iterdir())[:4]]

    def doubted(text, lang):
        return sum("tagger" in finding.evidence for finding in checker.check(Document("a.txt", text, source_lang=lang)).findings)

    machine, human = sum(doubted(row["text"], row["source_lang"]) for row in raw), sum(doubted(text, "fr") for text in own)
    assert machine >= 3 * max(1, human), (machine, human)
