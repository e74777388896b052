"""Translations with a word put in or taken out, for a network to learn from."""

import random

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.build.tagger import unequal

TEXTS = (
    "The council met on Monday to discuss a plan of the old harbour, officials said.",
    "A spokeswoman for the ministry confirmed the report and an earlier statement of the bank.",
    "He only sold the house in Porto after the long trial ended.",
)
ATTRIBUTES = unequal.Attributes(
    [*TEXTS, "The controversial plan was quickly dropped.", "A wealthy bank rejected the secret report."], random.Random(1)
)


@given(st.sampled_from(TEXTS), st.integers(0, 10_000))
def test_without_the_word_that_was_put_in_it_is_the_text_as_it_was(text, seed):
    ATTRIBUTES.chance = random.Random(seed)
    made = ATTRIBUTES.put_in("Source.", text)
    if made:
        new = made.added.of(made.text)
        assert new and new not in text.lower() and made.text[made.added.end] == " "
        left = made.text[: made.added.start] + made.text[made.added.end + 1 :]
        assert left.replace(" an ", " a ").lower().replace("an ", "a ") == text.replace(" an ", " a ").lower().replace("an ", "a ")
        assert made.missing is None and made.source == "Source."


@given(st.sampled_from(TEXTS), st.integers(0, 10_000))
def test_with_what_was_taken_out_it_is_the_text_as_it_was(text, seed):
    made = unequal._taken_out("Source.", text, random.Random(seed))
    assert made and made.added is None and 0 <= made.missing <= len(made.text)
    lost = len(text) - len(made.text)
    assert any((text[:at] + text[at + lost :]).lower() == made.text.lower() for at in range(max(0, made.missing - 1), made.missing + 2)), (
        "one stretch is missing, and there"
    )
    assert "  " not in made.text and not made.text.startswith(" ")


def test_where_texts_part_is_found():
    assert unequal._parting("The old house.", "The old red house.") == (8, 12)
    assert unequal._parting("The old house.", "The house.") == (4, 4)
    assert unequal._parting("Same.", "Same.") == (5, 5)
