"""Replacements that fit where they go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Span
from mtcheck.english.joining import joined, starts_with_vowel


def written(text: str, old: str, new: str) -> str:
    at = text.index(old)
    span, replacement = joined(text, Span(at, at + len(old)), new)
    return text[: span.start] + replacement + text[span.end :]


@pytest.mark.parametrize(
    ("text", "old", "new", "after"),
    [
        ("He is a big fool.", "big", "enormous", "He is an enormous fool."),
        ("An old man.", "old", "young", "A young man."),
        ("several different sources", "different", "several", "several  sources"),
        ("the the man", "the the", "the", "the man"),
        ("that that is", "that is", "that was", "that that was"),
        ("Moreover, the man left.", "Moreover,", "", "The man left."),
        ("It ended. Moreover, the man left.", "Moreover, ", "", "It ended. The man left."),
        ("a really honest man", "really ", "", "an honest man"),
        ("It was fine, moreover, he said.", ", moreover", "", "It was fine, he said."),
        ("Plan A bis starts.", "bis", "again", "Plan A again starts."),
    ],
)
def test_what_stands_around_stays_english(text, old, new, after):
    assert written(text, old, new) == after


@pytest.mark.parametrize("word", "hour honest heir umbrella unidentified unmanned uncle MRI NGO FBI IMF EDF OECD".split())
def test_vowel_sounds(word):
    assert starts_with_vowel(word)


@pytest.mark.parametrize("word", "union university user usual European one once utopia Ukrainian UK house UN USSR UNESCO NATO EU DNA".split())
def test_consonant_sounds(word):
    assert not starts_with_vowel(word)


@given(st.text("aAn tbe.,\n", max_size=20), st.integers(0, 20), st.integers(0, 6), st.text("an eB", max_size=6))
def test_the_span_holds_the_one_given_and_all_else_stays(text, start, size, new):
    span = Span(min(start, len(text)), min(start + size, len(text)))
    wider, replacement = joined(text, span, new)
    assert wider.start <= span.start <= span.end <= wider.end <= len(text)
    assert wider != span or replacement == new or new
