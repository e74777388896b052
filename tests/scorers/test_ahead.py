"""A model that is loaded beside other work."""

import pickle
import threading

import pytest

from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Document, Span
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load
from mtcheck.scorers import Passage, Scores
from mtcheck.scorers.cache import CachedScorer

PASSAGE = Passage("The council met.")


class Model:
    name = "slow"

    def score(self, passages):
        return [Scores((), ((0.0,),) * len(passage.questions)) for passage in passages]


class Loading:
    """Loads a model once it may, and notes in which threads it did."""

    def __init__(self, error=None):
        self.error, self.may, self.threads = error, threading.Event(), []

    def __call__(self):
        self.may.wait(10)
        self.threads.append(threading.current_thread())
        if self.error:
            raise self.error
        return Model()


def test_it_is_loaded_once_in_a_thread_of_its_own(tmp_path):
    loading = Loading()
    scorer = CachedScorer("slow", "1", loading, None, ahead=True)
    scorer.prepare()
    scorer.prepare()
    assert loading.threads == []  # the caller goes on meanwhile
    loading.may.set()
    assert scorer.score([PASSAGE]) == scorer.score([PASSAGE]) == [Scores(())]
    scorer.prepare()
    assert len(loading.threads) == 1 and loading.threads[0] is not threading.current_thread()


def test_what_goes_wrong_is_raised_where_the_model_is_asked(tmp_path):
    loading = Loading(ConfigError("cannot load the model (broken)", "folder"))
    loading.may.set()
    scorer = CachedScorer("slow", "1", loading, None, ahead=True)
    scorer.prepare()
    for _ in range(2):  # again: what is broken stays broken, and is said again
        with pytest.raises(ConfigError, match="broken"):
            scorer.score([PASSAGE])


def test_one_that_takes_long_waits_until_it_is_asked():
    loading = Loading()
    loading.may.set()
    scorer = CachedScorer("slow", "1", loading, None)
    scorer.prepare()
    assert loading.threads == []
    scorer.score([PASSAGE])
    assert loading.threads == [threading.current_thread()]


def test_another_process_loads_its_own():
    scorer = CachedScorer("slow", "1", Model, None, ahead=True)
    scorer.score([PASSAGE])
    other = pickle.loads(pickle.dumps(scorer))
    assert (other.name, other.identity, other._ahead, other._scorer, other._coming) == ("slow", "1", True, None, None)
    other.prepare()
    assert other.score([PASSAGE]) == [Scores(())]


def test_a_check_begins_with_it():
    loading = Loading()
    loading.may.set()
    scorer = CachedScorer("slow", "1", loading, None, ahead=True)
    checker = Checker(load(), scorer=scorer)
    assert not checker.check(Document("a.txt", "Fighters launched an assault once morest the prison.")).failures
    assert len(loading.threads) == 1 and loading.threads[0] is not threading.current_thread()


def test_scores_beside_a_source_are_kept_apart(tmp_path):
    asked = []
    plain, reading = (CachedScorer("slow", "1", Model, None, beside=beside) for beside in ("", "reader 1"))
    assert plain.identity == "1" != reading.identity, "findings that were kept without a reader are not those with one"
    assert pickle.loads(pickle.dumps(reading)).identity == reading.identity

    class Reader(Model):
        def score(self, passages):
            asked.append([passage.sources for passage in passages])
            return [Scores((), beside=bool(passage.sources)) for passage in passages]

    sources = ((Span(0, 16), "Le conseil."),)
    beside = Passage(PASSAGE.text, sources=sources)
    scorer = CachedScorer("slow", "1", Reader, tmp_path / "scores.sqlite", beside="reader 1")
    assert [one.beside for one in scorer.score([PASSAGE, beside])] == [False, True]
    again = CachedScorer("slow", "1", Reader, tmp_path / "scores.sqlite", beside="reader 1")
    assert [one.beside for one in again.score([PASSAGE, beside])] == [False, True] and len(asked) == 1
    CachedScorer("slow", "1", Reader, tmp_path / "scores.sqlite", beside="reader 2").score([PASSAGE, beside])
    assert asked[1] == [sources], "another reader says something else, and of the English alone nothing new"
