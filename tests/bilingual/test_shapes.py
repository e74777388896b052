"""Words with a capital that are no names, by their shape."""

from __future__ import annotations

import pytest

from mtcheck.bilingual import shapes


@pytest.mark.parametrize("word", ["XXIe", "XIXème", "XVIIIe", "XXI", "IVo", "MCMXC"])
def test_numerals(word):
    assert shapes.numeral(word)


@pytest.mark.parametrize("word", ["Civil", "CIVIL", "Mixe", "LIDL", "e"])
def test_no_numerals(word):
    assert not shapes.numeral(word)


@pytest.mark.parametrize(("word", "base"), [("resupplied", "supplied"), ("presale", "sale"), ("pre-sale", "sale"), ("regal", ""), ("madrid", "")])
def test_what_a_prefix_stands_before(word, base):
    assert shapes.base(word) == base


@pytest.mark.parametrize(("word", "people"), [("irishman", "irish"), ("frenchwomen", "french"), ("scotsman", "scots"), ("hoffman", "")])
def test_men_and_women_of_a_people(word, people):
    assert shapes.people(word) == people


@pytest.mark.parametrize(
    ("text", "made"), [("Pierre de taille", True), ("Pierre d'angle", True), ("Pierre de Nantes", False), ("Pierre dort", False)]
)
def test_nouns_of_something(text, made):
    assert shapes.of_something(text, len("Pierre")) is made
