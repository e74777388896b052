"""Figures, scales and money: what is read, with what value, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.languages.language import language as pack
from mtcheck.languages.numbers import numbers as read_numbers
from mtcheck.quantities import numbers
from mtcheck.quantities.habits import Habits

SCALES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}


def found(text, language=None):
    return [(text[one.start : one.end], one.suggestions[:1]) for one in numbers.quantities(text, Habits(text, language))]


@pytest.mark.parametrize(
    ("text", "language", "mark", "fix"),
    [
        ("It grew 2,75 percent.", None, "2,75", "2.75"),
        ("Between 4,5 and 6,25 percent left.", None, "4,5", "4.5"),
        ("They lost 12.345.678,90 pesos.", None, "12.345.678,90", "12,345,678.90"),
        ("Some 17.000 homeless wait.", None, "17.000", "17,000"),
        ("The 3.400 villagers fled.", "de", "3.400", "3,400"),
        ("Of 2 300 pupils few came.", None, "2 300", "2,300"),
        ("Of 2\u202f301 pupils few came.", None, "2\u202f301", "2,301"),
        ("Of 14,130 214 all were odd.", None, "14,130 214", "14,130,214"),
        ("Over 8'500 fans sang.", None, "8'500", "8,500"),
        ("A hole of 30,000 million euros.", None, "30,000 million", "30 billion"),
        ("A hole of 2.500 million euros.", "es", "2.500 million", "2.5 billion"),
        ("A hole of 7.2 thousand million euros.", None, "7.2 thousand million", "7.2 billion"),
        ("They made 2 million 331.5 thousand tons.", None, "2 million 331.5 thousand", "2,331,500"),
        ("It cost 4 million 120 thousand 311 pesos.", None, "4 million 120 thousand 311", "4,120,311"),
        ("It cost 14 thousand 350 million pesos.", "es", "14 thousand 350 million", "14.35 billion"),
        ("It cost 28 thousand and 3 million roubles.", None, "28 thousand", "28,000"),
        ("A flat is 35 thousand roubles.", None, "35 thousand", "35,000"),
        ("It made 3 mln euros.", None, "3 mln", "3 million"),
        ("It made 1,4 Mrd euros.", None, "1,4 Mrd", "1.4 billion"),
        ("Some 6 millions of euros went.", None, "6 millions of", "6 million"),
        ("Exactly two millions of displaced wait.", None, "two millions of", "two million"),
        ("It paid $ 3.5 million.", None, "$ 3.5 million", "$3.5 million"),
        ("It paid € 7,25 a head.", None, "€ 7,25", "€7.25"),
        ("It paid 1 234,50 €.", None, "1 234,50 €", "€1,234.50"),
        ("It paid $7.5 an hour.", None, "7.5", "7.50"),
        ("It rose %8 to 9 %.", None, "9 %", "9%"),
        ("It rose %8.", None, "%8", "8%"),
        ("See No 4 at n° 7.", None, "n° 7", "No. 7"),
    ],
)
def test_what_english_writes_otherwise(text, language, mark, fix):
    assert (mark, (fix,)) in found(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "The euro bought 1.3570 dollar, or 1.357 dollars, on Friday.",
        "Version 2.3.10 runs at 192.168.100.200 under section 3.200.",
        "Romans 5,3 and pages 12,15 say so.",
        "She scored 15.933 points and 9.580 seconds with 4.464 million viewers.",
        "Call +44 7624 800 100 or 0800 123 456.",
        "In 2019, 500 came; on May 12 300 went, 22 of them.",
        "It lost 2 billion and 3 billion in 1999.",
        "A $5.5 million home, 12.5% off, for 1,250 people.",
        "Shares rose 5 and 6.5 to 1,024.8 points.",
    ],
)
def test_what_english_writes_so(text):
    assert found(text) == []


def test_a_value_that_is_not_certain_gets_no_suggestion():
    assert found("A hole of 1.200 million soles.") == [("1.200 million", ())]
    assert found("A hole of 12,345 million crowns.", "fr") == [("12,345 million", ())]


def test_what_counts_in_known_translations_only_is_a_hint():
    text = "Around 2500 people came."
    assert [one.tier for one in numbers.quantities(text, Habits(text))] == ["hint"]


def value_of(text):
    [number] = read_numbers(text, pack("en"))
    return number.value


@given(st.integers(1, 10**9), st.integers(0, 99), st.sampled_from(sorted(SCALES)), st.sampled_from([".", " ", "\u202f"]))
def test_the_suggestion_keeps_the_value(whole, cents, scale, mark):
    """Write a number as Europe does, read it, and read the suggestion as English."""
    written = f"{whole:,}".replace(",", mark) + f",{cents:02d}"
    text = f"It was {written} {scale} euros.".replace("  ", " ")
    for one in numbers.quantities(text, Habits(text, "fr")):
        meant = text[: one.start] + one.suggestions[0] + text[one.end :] if one.suggestions else None
        if meant:
            assert value_of(meant) == pytest.approx((whole + cents / 100) * SCALES[scale], rel=1e-12)


@given(st.integers(1, 999), st.integers(1, 999))
def test_two_scales_make_one_value(millions, thousands):
    text = f"It was {millions} million {thousands} thousand tons."
    [one] = numbers.quantities(text, Habits(text))
    assert value_of(f"It was {one.suggestions[0]} tons.") == pytest.approx(millions * 10**6 + thousands * 10**3, rel=1e-12)
