"""Which remarks hold: words that stand in the passage at one place, fixes that change no fact and bring nothing in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtcheck.core.model import Span
from mtcheck.core.mqm import Severity
from mtcheck.reviewer import Passage
from mtcheck.reviewer.placing import LONGEST, placed
from mtcheck.reviewer.prompt import CATEGORIES

TEXT = "The cyclist took the head of the race, and the race ended with a fall of the “old man” of the team, Bruno Karst."


def one(words, fix=None, text=TEXT, source="", **said):
    entry = {"text": words, "before": "", "category": "mistranslation", "severity": "minor", "fix": fix} | said
    found = placed([entry], Passage(text, source=source))
    return found[0] if found else None


def test_words_that_stand_there_are_placed():
    remark = one("took the head of", "took the lead in", severity="major")
    assert (remark.span.of(TEXT), remark.fix) == ("took the head of", "took the lead in")
    assert (remark.category, remark.severity) == ("Accuracy/Mistranslation", Severity.MAJOR)


@pytest.mark.parametrize(
    "words", ["took the lead", "", "   ", None, 7, ["took"], "he cyc", "cyclis", TEXT * 2, "x" * (LONGEST + 1), "took  the head"], ids=str
)
def test_words_that_do_not_are_left_out(words):
    assert one(words, "rode") is None


def test_words_that_stand_there_twice_need_what_stands_before():
    assert one("the race", "the stage") is None
    assert one("the race", "the stage", before="and").span.start == TEXT.index("the race ended")
    assert one("the race", "the stage", before="Head  of").span.start == TEXT.index("the race,")
    assert one("the race", "the stage", before="beside") is None


def test_plain_marks_stand_for_printed_ones():
    remark = one('the "old man" of', 'the "elder" of')
    assert remark.span.of(TEXT) == "the “old man” of"
    assert one("don't stop", "go on", text="They don’t\u00a0stop.").span == Span(5, 15)


def test_a_fix_that_changes_nothing_is_no_remark():
    assert one("the head", "the head") is None
    assert one("the head", "The  Head") is None
    assert one('the "old man" of', "the “old man” of") is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Accuracy/Mistranslation", "Accuracy/Mistranslation"),
        ("Style", "Style/Unidiomatic style"),
        ("style/awkward", "Style/Unidiomatic style"),
        ("word_order", "Linguistic conventions/Word order"),
        ("Fluency/Grammar", "Linguistic conventions/Grammar"),
    ],
)
def test_categories_are_those_of_mqm(said, meant):
    assert one("took the head", category=said).category == meant


@pytest.mark.parametrize("said", ["", "opinion", None, 3, "Accuracy of what"])
def test_a_remark_of_no_category_is_left_out(said):
    assert one("took the head", category=said) is None


def test_critical_is_more_than_a_reviewer_may_say():
    assert one("took the head", severity="critical").severity is Severity.MAJOR
    assert one("took the head", severity="enormous").severity is Severity.MINOR


@pytest.mark.parametrize(
    ("words", "fix"),
    [
        ("took the head", None),
        ("took the head", 4),
        ("took the head", "took the lead\nand run"),
        ("took the head", "took the lead\x1b[31m"),
        ("took the head", "took \u202ethe lead"),
        ("took the head", "<b>led</b>"),
        ("took the head", "led (see https://prizes.example)"),
        ("took the head", "led, see prizes.example"),
        ("took the head", "led. " * 20),
        ("took the head", "led with Anna Weil"),
        ("took the head", "“led”"),
        ('the "old man" of', "the elder of"),
        ("Bruno Karst", "Bruno Carst"),
        ("Bruno Karst", ""),
        ("team, Bruno Karst", "team"),
    ],
)
def test_a_fix_that_may_not_be_suggested_leaves_the_remark(words, fix):
    remark = one(words, fix)
    assert remark is not None and remark.fix is None


def test_a_fix_may_name_what_the_source_names():
    assert one("the team", "the team of Velmora").fix is None
    assert one("the team", "the team of Velmora", source="l’équipe de Velmora").fix == "the team of Velmora"


def test_a_sentence_may_begin_with_another_word():
    text = "Once morest the wall, the Danish leaned. Danish riders won."
    assert one("Once morest the wall", "Against the wall", text=text).fix == "Against the wall"
    assert one("the Danish leaned", "the Dane leaned", text=text).fix is None


def test_small_words_may_go():
    assert one("the", "", before="fall of").fix == ""


VALUES = (
    st.none() | st.integers() | st.text() | st.sampled_from(["the", "the race", "took", "“old man”", "Karst.", "and the race", "minor", *CATEGORIES])
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.sampled_from(["text", "before", "category", "severity", "fix"]), VALUES), max_size=6), st.text() | st.just(TEXT))
def test_whatever_is_said_only_words_of_the_passage_are_marked(entries, text):
    found = placed(entries, Passage(text))
    assert [remark.span for remark in found] == sorted({remark.span for remark in found})
    for remark in found:
        assert 0 < len(remark.span) <= LONGEST and remark.span.of(text).strip() == remark.span.of(text)
        assert remark.category in CATEGORIES.values() and remark.severity is not Severity.CRITICAL
        assert remark.fix is None or remark.fix.isprintable()
