"""English that is broken on purpose, for a head to learn from."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.build.tagger.breaking import broken, passages, sentences, spun
from mtcheck.scorers.tagger.words import WORD

TEXT = """The council met on Monday to discuss the plan of the harbour. Officials said that the new bridge would cost 30 million euros and be finished by 2027.

"We need it badly," the mayor told reporters after the meeting in Porto. Residents who live near the old bridge have complained about noise for years.
Lisbon
"""
WORDS = [match.group() for match in WORD.finditer(TEXT)]


@given(st.integers(0, 10_000))
def test_of_a_text_with_gaps_nothing_but_words_is_missing(seed):
    made = broken(TEXT, random.Random(seed))
    assert broken(TEXT, random.Random(seed)) == made
    if not made.misshapen:
        low = iter(word.lower() for word in WORDS)
        assert all(word.lower() in low for word in WORD.findall(made.text))
        lost = len(WORDS) - len(WORD.findall(made.text))
        assert len(made.gaps) <= lost <= 2 * len(made.gaps)
    assert not any(made.text[gap - 1 : gap].isalnum() and made.text[gap : gap + 1].isalnum() for gap in made.gaps)


@given(st.integers(0, 10_000))
def test_a_wrong_form_stands_where_it_is_said_to(seed):
    made = broken(TEXT, random.Random(seed))
    for span in made.misshapen:
        assert WORD.fullmatch(span.of(made.text)) and span.of(made.text).islower()
    if not made.gaps:
        found = list(WORD.finditer(made.text))
        changed = [match.start() for match, word in zip(found, WORDS, strict=True) if match.group() != word]
        assert changed == [span.start for span in made.misshapen]


@pytest.mark.parametrize("seed", range(30))
def test_a_spinner_puts_other_words_in_and_leaves_the_rest(seed):
    made = spun(TEXT, random.Random(seed))
    found = list(WORD.finditer(made.text))
    changed = [match.start() for match, word in zip(found, WORDS, strict=True) if match.group() != word]
    assert changed == [span.start for span in made.swapped]
    assert all(span.of(made.text).isalpha() for span in made.swapped)


def test_a_spinner_nearly_always_finds_a_word():
    assert sum(bool(spun(TEXT, random.Random(seed)).swapped) for seed in range(100)) > 80


def test_sentences_and_passages_are_whole():
    found = [span.of(TEXT).strip() for span in sentences(TEXT)]
    assert found[0].endswith("harbour.") and found[1].startswith("Officials") and found[-1] == "Lisbon"
    again = " ".join(passages(TEXT, random.Random(3)))
    assert again.split() == TEXT.split()


def test_what_nobody_would_miss_is_nearly_always_left():
    sentence = "The very old wooden bridge quickly became an unusually popular tourist attraction of New York City."
    made = [one for seed in range(400) if (one := broken(sentence, random.Random(seed))).gaps]
    assert sum("York City" not in one.text or "quickly" not in one.text or "wooden bridge" not in one.text for one in made) < 0.35 * len(made)
