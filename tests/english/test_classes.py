"""Word classes and forms."""

import pytest

from mtcheck.english.classes import CLASSES, FORMS, in_form, is_class


@pytest.mark.parametrize(
    ("word", "classes"),
    [
        ("house", {"NOUN", "SINGULAR"}),
        ("persons", {"PLURAL"}),
        ("children", {"PLURAL", "PERSON"}),
        ("freed", {"PAST", "PARTICIPLE"}),
        ("closed", {"PAST", "PARTICIPLE"}),
        ("written", {"PARTICIPLE"}),
        ("wrote", {"PAST"}),
        ("works", {"PLURAL", "THIRD", "PRESENT"}),
        ("leaving", {"GERUND"}),
        ("economic", {"ADJ"}),
        ("quickly", {"ADV"}),
        ("need", {"BASE"}),
    ],
)
def test_classes_that_a_word_has(word, classes):
    assert {name for name in classes if is_class(word, name)} == classes


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("the", "NOUN"),
        ("freed", "BASE"),
        ("written", "PAST"),
        ("house", "PLURAL"),
        ("his", "ADJ"),
        ("quickly", "ADJ"),
        ("need", "PARTICIPLE"),
        ("", "VERB"),
    ],
)
def test_classes_that_a_word_has_not(word, name):
    assert not is_class(word, name)


@pytest.mark.parametrize(
    ("word", "form", "wanted"),
    [
        ("works", "perfect", "has worked"),
        ("live", "perfect", "have lived"),
        ("is", "perfect", "has been"),
        ("are", "perfect", "have been"),
        ("written", "past", "wrote"),
        ("freed", "past", "freed"),
        ("sell", "gerund", "selling"),
        ("has", "past_be", "was"),
        ("had", "as_be", "was"),
        ("big", "comparative", "bigger"),
        ("easy", "comparative", "easier"),
        ("large", "comparative", "larger"),
        ("small", "comparative", "smaller"),
        ("cheap", "comparative", "cheaper"),
        ("bad", "comparative", "worse"),
        ("house", "plural", "houses"),
        ("xyzzy", "past", ""),
        ("the", "perfect", ""),
    ],
)
def test_forms(word, form, wanted):
    assert in_form(word, form) == wanted


@pytest.mark.parametrize("word", ["", "a", "é", "-", "xyzzy", "self-employed"])
def test_no_word_is_too_odd(word):
    assert all(is_class(word, name) in (True, False) for name in CLASSES)
    assert all(isinstance(in_form(word, form), str) for form in FORMS)
