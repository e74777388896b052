"""British and American spelling of suggestions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Finding, Span
from mtcheck.core.mqm import Severity
from mtcheck.english import british
from mtcheck.english.british import GB, US, respelt
from mtcheck.weighing import house_spelling

PAIRS = """
favoured favored|neighbourhoods neighborhoods|behavioural behavioral|centre center|theatres theaters|kilometres kilometers|defence defense|travelled traveled
cancelling canceling|catalogue catalog|organise organize|organisations organizations|analysed analyzed|paralysing paralyzing|grey gray|ageing aging
fulfil fulfill|sceptical skeptical|manoeuvres maneuvers|paediatric pediatric|mobilisation mobilization|criticised criticized|honourable honorable
""".strip().replace("\n", "|")


@pytest.mark.parametrize("pair", PAIRS.split("|"))
def test_both_ways(pair):
    british_word, american = pair.split()
    assert (respelt(british_word, US), respelt(american, GB)) == (american, british_word)
    assert (respelt(british_word, GB), respelt(american, US)) == (british_word, american)


@pytest.mark.parametrize("english", [GB, US])
@pytest.mark.parametrize(
    "words",
    "surprise advertised exercise compromised promises supervision precise rise arisen seize capsized size prizes humorous honorary vigorous laboratory "
    "cancellation controlled compelled analyses paralysis four hours pour tour our your acre massacre ogre mediocre fence sentence whence vice "
    "glamour glamorous quiz wizard citizens horizon dialogue vendor actor error senator".split(),
)
def test_words_that_both_spell_so(words, english):
    assert respelt(words, english) == words


@pytest.mark.parametrize("words", ["meter", "tires", "license", "practice", "check", "curb", "story", "program", "draft"])
def test_american_words_of_two_meanings_stay(words):
    assert respelt(words, GB) == words


@pytest.mark.parametrize(
    ("word", "american"), [("tyres", "tires"), ("licence", "license"), ("cheques", "checks"), ("metre", "meter"), ("programme", "program")]
)
def test_british_words_of_one_meaning_do_not(word, american):
    assert respelt(word, US) == american


def test_words_inside_text_and_names():
    text = "in favour of the self-defence centre of the Labour Party, o'clock, the World Health Organisation’s colour"
    assert respelt(text, US) == "in favor of the self-defense center of the Labour Party, o'clock, the World Health Organisation’s color"


@given(st.text(alphabet="aeioursyzlhtecdgn '-", max_size=30), st.sampled_from([GB, US]))
def test_once_is_enough_and_nothing_else_changes(text, english):
    once = respelt(text, english)
    assert respelt(once, english) == once
    assert len(once.split(" ")) == len(text.split(" "))


@pytest.mark.parametrize("english", [GB, US])
def test_the_table_leads_nowhere_twice(english):
    table = british._listed(english)
    assert len(table) > 400
    assert not set(table) & set(table.values())


def test_suggestions_that_then_are_the_text_go():
    finding = Finding("calque", "c", Severity.MINOR, Span(0, 9), "in center", "m", ("in centre", "at the centre", "at the center"))
    assert house_spelling.respelt(finding, US).suggestions == ("at the center",)
    assert house_spelling.respelt(finding, GB).suggestions == ("in centre", "at the centre")
    plain = Finding("calque", "c", Severity.MINOR, Span(0, 4), "over", "m", ("finished", ""))
    assert house_spelling.respelt(plain, US) is plain
