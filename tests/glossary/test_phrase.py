import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.english.inflection import noun_forms, verb_forms
from mtcheck.glossary.phrase import Form, PhraseError, forms, render


def texts(phrase):
    return {form.text for form in forms(phrase)}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("in high places", {"in high places"}),
        ("[the] fruit of", {"fruit of", "the fruit of"}),
        ("underline/v", {"underline", "underlines", "underlined", "underlining"}),
        ("declaration/n", {"declaration", "declarations"}),
        ("(real|true) danger", {"real danger", "true danger"}),
        (
            "(proceed|go on)/v to",
            {f"{verb} to" for verb in ["proceed", "proceeds", "proceeded", "proceeding"] + ["go on", "goes on", "went on", "gone on", "going on"]},
        ),
        ("(police|fire) chief/n", {"police chief", "police chiefs", "fire chief", "fire chiefs"}),
    ],
)
def test_forms(phrase, expected):
    assert texts(phrase) == expected


def test_possessive_and_verb_are_carried_over():
    found = {form.text: form for form in forms("assume/v <poss> duties")}
    assert render("shoulder/v <poss> duties", found["assumed its duties"]) == "shouldered its duties"
    assert render("have/v to do <poss> work", found["assuming their duties"]) == "having to do their work"


def test_delete():
    assert render("<delete>", Form("x")) == ""


@pytest.mark.parametrize("phrase", ["", "<nobody> here", "half [open", "tail )"])
def test_malformed(phrase):
    with pytest.raises(PhraseError):
        list(forms(phrase))


def test_too_many_forms():
    with pytest.raises(PhraseError, match="at most"):
        list(forms("<poss> <poss> <poss> <poss>"))


@pytest.mark.parametrize(
    ("base", "third", "past", "gerund"),
    [
        ("say", "says", "said", "saying"),
        ("stop", "stops", "stopped", "stopping"),
        ("carry", "carries", "carried", "carrying"),
        ("agree", "agrees", "agreed", "agreeing"),
        ("panic", "panics", "panicked", "panicking"),
        ("visit", "visits", "visited", "visiting"),
        ("admit", "admits", "admitted", "admitting"),
        ("fix", "fixes", "fixed", "fixing"),
        ("die", "dies", "died", "dying"),
        ("give up", "gives up", "gave up", "giving up"),
        ("make", "makes", "made", "making"),
        ("play", "plays", "played", "playing"),
        ("quip", "quips", "quipped", "quipping"),
        ("aver", "avers", "averred", "averring"),
        ("embed", "embeds", "embedded", "embedding"),
        ("kidnap", "kidnaps", "kidnapped", "kidnapping"),
        ("veto", "vetoes", "vetoed", "vetoing"),
        ("forgo", "forgoes", "forwent", "forgoing"),
        ("repay", "repays", "repaid", "repaying"),
        ("reset", "resets", "reset", "resetting"),
        ("stomach", "stomachs", "stomached", "stomaching"),
    ],
)
def test_verbs(base, third, past, gerund):
    table = verb_forms(base)
    assert (table["third"], table["past"], table["gerund"]) == (third, past, gerund)


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("city", "cities"), ("crisis", "crises"), ("police officer", "police officers"), ("box", "boxes"), ("spokeswoman", "spokeswomen")],
)
def test_nouns(singular, plural):
    assert noun_forms(singular)["plural"] == plural


@given(st.text(max_size=40))
def test_any_phrase_gives_forms_or_says_why(phrase):
    try:
        for form in forms(phrase):
            assert form.text
    except PhraseError:
        pass
