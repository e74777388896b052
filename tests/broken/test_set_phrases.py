"""Set phrases that synonyms disguise."""

from mtcheck.broken.set_phrases import disguised
from mtcheck.english.segment import WORD


def found(text):
    places = disguised(text, frozenset(WORD.findall(text)))
    return [(text[place.start : place.end], place.phrases) for place in places]


def test_two_in_one_text():
    text = "Climate alteration is no cause of a heart assault."
    assert found(text) == [("Climate alteration", ("Climate change",)), ("heart assault", ("heart attack",))]


def test_one_may_be_meant():
    assert found("He died of a heart assault.") == []
    assert found("A heart assault; one more heart assault.") == []


def test_several_phrases_are_possible_and_capitals_stay():
    first, second = found("He spoke to the United Countries and the Crimson Cross.")
    assert set(first[1]) == {"United Nations", "United States"}
    assert second == ("Crimson Cross", ("Red Cross",))


def test_words_apart_are_no_phrase():
    assert found("Climate, alteration and the heart, assault") == []
