"""What broken words are read as, and what is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.broken import ALONE, explain
from mtcheck.broken.formation import LETTERS, SHORTEST_STEM, misjoined, slip
from mtcheck.broken.words import common
from mtcheck.english.segment import WORD


def read(text, *, glossary=True):
    readings = explain(text, tuple(WORD.findall(text)), glossary=glossary)
    return [(text[reading.start : reading.end], reading.fixes[0]) for reading in readings]


@pytest.mark.parametrize("glossary", [True, False])
def test_phrase_inside_a_word(glossary):
    assert ("once morest", "against") in read("The party voted once morest the bill, and once morest the budget.", glossary=glossary)


def test_replacement_inside_a_word():
    assert ("villepoch", "village") in read("She left the villepoch on Sunday.")


def test_two_words_run_together():
    assert read("They bought breadand cheese.") == [("breadand", "bread and")]


def test_a_word_that_lost_its_end_is_not_surely_two():
    (cut,) = explain("He scored the equalis.", ("He", "scored", "the", "equalis"))
    (joined,) = explain("He went tothe end.", ("He", "went", "tothe", "end"))
    assert cut.fixes[0] == "equal is" and cut.probability <= ALONE < joined.probability


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


@pytest.mark.parametrize("word", ["genderless", "conductorless", "waterholders", "mightn"])
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


def probability(text, word):
    return {text[r.start : r.end]: r.probability for r in explain(text, tuple(WORD.findall(text)), glossary=False)}.get(word, 0.0)


def test_rarer_original_where_other_words_reveal_the_pair():
    alone = "The garden stood under the tutelepoch of the town for many years."
    assert read(alone, glossary=False) == []
    revealed = "The old villepoch lies by the river, and the cottepoch at its end stood under the tutelepoch of the town."
    assert ("tutelepoch", "tutelage") in read(revealed, glossary=False)
    assert probability(revealed, "tutelepoch") > 0.9


def test_each_place_of_a_word_is_explained_by_itself():
    text = "Their rehead search goes on, and two rehead searchers spoke to the town."
    assert read(text, glossary=False) == [("rehead search", "research"), ("rehead searchers", "researchers")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The villepoch was quiet. The mayor of the villepoch spoke.", "villepoch"),
        ("The villepoch was quiet. No other villepochs have a mayor.", "villepoch"),
        ("Their rehead search goes on, and two rehead searchers spoke to the town.", "rehead search"),
    ],
)
def test_one_odd_word_and_its_forms_are_one_witness(text, word):
    assert 0.5 < probability(text, word) <= 0.8


def test_forms_of_one_new_word_are_left_alone():
    assert read("A fingerprinter came, and the fingerprinters of the town took a print of every hand.") == []


def test_two_words_of_content_are_one_word_unless_the_first_is_an_adverb():
    assert read("The farmer lost half of his sheep to flystrike in the spring.") == []
    assert read("They live in a radicallyimproved town by the sea.") == [("radicallyimproved", "radically improved")]


def test_places_stand_in_order_and_apart():
    text = "They mestepoch the villepoch and its damepoch; the cottepoch and the villepoch burnt. A new epoch began, said thatevening paper."
    readings = explain(text, tuple(WORD.findall(text)))
    assert readings
    assert all(one.end <= other.start for one, other in pairwise(readings))


@given(
    st.one_of(
        st.text(LETTERS, max_size=9), st.sampled_from(["garden", "wouldn", "harbour", "of", "the"]).flatmap(lambda w: st.permutations(w).map("".join))
    )
)
def test_a_slip_is_any_common_word_one_letter_away(word):
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    away = {left + right[1:] for left, right in cuts if right} | {left + right[1::-1] + right[2:] for left, right in cuts if len(right) > 1}
    away |= {left + letter + rest for left, right in cuts for letter in LETTERS for rest in (right, right[1:]) if rest == right or right}
    assert slip(word) == any(len(other) >= SHORTEST_STEM and common(other) for other in away)


@pytest.mark.parametrize(
    ("word", "right"), [("raiseers", "raisers"), ("determineing", "determining"), ("makeing", "making"), ("careed", "cared"), ("relyed", "relied")]
)
def test_parts_that_english_joins_otherwise(word, right):
    assert misjoined(word) == right


@pytest.mark.parametrize("word", "freeing seeing canoeing singeing ageing mileage changeable judgement employee dyeing flyer slyly tiptoeing".split())
def test_parts_that_english_joins_so(word):
    assert not misjoined(word)


def test_a_word_that_is_none_is_told_though_nothing_explains_it():
    text = "The mango raiseers of the valley met in the hall on Friday to speak about the price of water."
    (reading,) = explain(text, tuple(text.strip(".").split()))
    assert (text[reading.start : reading.end], reading.kind, reading.fixes[0]) == ("raiseers", "misjoined", "raisers")
    assert reading.probability < ALONE
