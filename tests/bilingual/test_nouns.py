"""German nouns told from names by an article or by their compounds."""

from __future__ import annotations

import re

import pytest

from mtcheck.bilingual import nouns
from mtcheck.languages.language import language


def _match(text: str, word: str) -> re.Match[str]:
    found = re.search(word, text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [("Er schlug mit der Faust zu.", "Faust", True), ("Er las Faust.", "Faust", False), ("Sie fuhr in die Lombardei.", "Lombardei", False)],
)
def test_an_article_before_a_surname(text: str, word: str, wanted: bool) -> None:
    german = language("de")
    assert german is not None
    assert nouns.behind_article(text, _match(text, word), german) is wanted


def test_a_word_that_ends_a_compound() -> None:
    german, french = language("de"), language("fr")
    assert german is not None
    assert french is not None
    text = "Eine Lupe, eine Taschenlupe und Herr Kurt"
    assert nouns.ends_compound(text, _match(text, "Lupe"), german)
    assert not nouns.ends_compound(text, _match(text, "Kurt"), german)
    assert not nouns.ends_compound(text, _match(text, "Lupe"), french)
