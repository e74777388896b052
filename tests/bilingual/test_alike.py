"""When two spellings are one name."""

import pytest

from mtcheck.bilingual.alike import cognate, spelled_alike, transliterated_alike
from mtcheck.bilingual.side import Side
from mtcheck.languages.language import language


@pytest.mark.parametrize(("one", "other"), [("bolsheviks", "bolcheviks"), ("brittany", "bretons"), ("uighurs", "ouighours")])
def test_words_of_one_origin(one, other):
    assert cognate(one, other)


@pytest.mark.parametrize(("one", "other"), [("sweden", "sweater"), ("finland", "final"), ("lyound", "lange")])
def test_words_that_only_begin_alike(one, other):
    assert not cognate(one, other)


def test_transliterations_differ_by_vowels():
    assert transliterated_alike("dar'a", "deraa")
    assert not transliterated_alike("martin", "morten")


def test_spellings_of_a_place():
    assert spelled_alike("azur", "azul")


@pytest.mark.parametrize(
    ("code", "text", "word"),
    [("fr", "le débat aux Etats-Unis", "States"), ("fr", "les îles, dont les Malouines", "Falkland"), ("es", "la Costa Azul", "Côte")],
)
def test_places_in_short_and_without_accents(code, text, word):
    assert Side(text, language(code)).has(word)


def test_a_persons_name_is_no_place_in_short():
    assert "thomas" not in {name for rows in language("de").places_by_beginning.values() for name, _ in rows}


def test_initials_and_short_forms():
    assert Side("He lives in NSW.", None).shortens("New South Wales")
    assert Side("a rally in Tampa, Fla., began", None).shortens("Florida")
    assert not Side("a rally in Tampa began", None).shortens("Florida")
