"""What broken words are read as, and what is left alone."""

import pytest

from mtcheck.broken import explain
from mtcheck.english.segment import WORD


def read(text, *, glossary=True):
    readings = explain(text, frozenset(WORD.findall(text)), glossary=glossary)
    return [(text[reading.start : reading.end], reading.fixes[0]) for reading in readings]


@pytest.mark.parametrize("glossary", [True, False])
def test_phrase_inside_a_word(glossary):
    assert ("once morest", "against") in read("The party voted once morest the bill, and once morest the budget.", glossary=glossary)


def test_replacement_inside_a_word():
    assert ("villepoch", "village") in read("She left the villepoch on Sunday.")


def test_two_words_run_together():
    assert read("They bought breadand cheese.") == [("breadand", "bread and")]


@pytest.mark.parametrize(
    "text",
    [
        "The village voted once more, regarding the plan with care.",
        "Follow #breadand cheese or write to breadand@example.com.",
        "The Breadand company opened.",
        "La réunion des ministres était annoncée pour demain matin.",
    ],
)
def test_ordinary_text_is_left_alone(text):
    assert read(text) == []


def test_original_of_several_words():
    text = "They met and thenmething broke, and thenmebody laughed; and thenuthern winds blew."
    assert ("and thenmething", "and something") in read(text, glossary=False)


@pytest.mark.parametrize("word", ["genderless", "conductorless", "relyed", "waterholders", "mightn"])
def test_lone_word_that_english_forms_is_left_alone(word):
    assert read(f"The plan of the region is {word} and will change little for the people of the town.", glossary=False) == []


def test_lone_word_with_a_certain_explanation():
    assert ("inshapeation", "information") in read("The office gave no further inshapeation on Monday.", glossary=False)


def test_whole_words_need_two_witnesses():
    lone, two = "The village had an epochnda. A new epoch began.", "They mestepoch the villepoch and its damepoch. A new epoch began."
    assert ("epoch", "age") not in read(lone, glossary=False)
    assert ("epoch", "age") in read(two, glossary=False)


def test_the_phrase_that_replaces_ends_inside_a_common_word():
    assert ("pcultivated rices", "prices") in read("The pcultivated rices rose, and pcultivated rices fell; pcultivated riced goods.", glossary=False)
