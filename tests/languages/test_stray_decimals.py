"""Decimals with a space behind their comma, and scores of things in the plural."""

from __future__ import annotations

import pytest

from mtcheck.languages.language import language
from mtcheck.languages.numbers import numbers


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("une hausse de 0, 5% en mai", "fr", 0.5),
        ("cuesta 14, 90 euros", "es", 14.9),
        ("ein Plus von 3, 2 Prozent", "de", 3.2),
        ("il y a des vingtaines de boîtes", "fr", 20.0),
        ("una quarantina di persone", "it", 40.0),
    ],
)
def test_the_value(text: str, code: str, value: float) -> None:
    pack = language(code)
    assert pack is not None
    assert value in {one.value for one in numbers(text, pack)}


def test_a_list_is_no_decimal() -> None:
    pack = language("fr")
    assert pack is not None
    assert 2.3 not in {one.value for one in numbers("en 1, 2, 3 % des cas, ou 2, 3 jours", pack)}
