"""Words picked from many."""

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core import sieve
from mtcheck.core.sieve import Sieve

WORDS = st.frozensets(st.text("abc", max_size=3))


@given(st.lists(WORDS, max_size=6))
def test_it_picks_those_for_which_it_holds_however_often_it_is_asked(texts):
    picked = Sieve(lambda word: word.startswith("a"))
    for words in texts:
        assert picked(words) == {word for word in words if word.startswith("a")}


def test_it_asks_of_a_word_that_it_passed_over_once():
    asked = []
    picked = Sieve(lambda word: asked.append(word) or word == "a")
    assert picked({"a", "b"}) == picked({"a", "b"}) == {"a"}
    assert sorted(asked) == ["a", "a", "b"]


def test_it_remembers_no_more_than_it_may(monkeypatch):
    monkeypatch.setattr(sieve, "MOST", 10)
    asked = []
    picked = Sieve(asked.append)
    for number in range(30):
        assert picked({str(number)}) == set()
    assert picked({"0"}) == set()
    assert asked.count("0") == 2
