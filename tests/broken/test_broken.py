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
