"""Dates, times and sums as a house writes them."""

import pytest

from mtcheck.quantities import dates, figures
from mtcheck.quantities.habits import Habits
from mtcheck.quantities.styles import STYLES

CASES = [
    # text, what is marked, AP, Guardian
    ("It opened on 12.09.2019 in Graz.", "12.09.2019", "Sept. 12, 2019", "12 September 2019"),
    ("It opened on the 14 July, before the summer.", "on the 14 July", "on July 14", "on 14 July"),
    ("Talks opened on Saturday January 22 in the capital.", "Saturday January 22", "Saturday, Jan. 22,", "Saturday 22 January"),
    ("Talks opened on Saturday January 22.", "Saturday January 22", "Saturday, Jan. 22", "Saturday 22 January"),
    ("He won the elections of the past July 4 by a wide margin.", "of the past July 4", "on July 4", "on 4 July"),
    ("It was signed on 3 october in Graz.", "3 october", "Oct. 3", "3 October"),
    ("It fell in the month of September.", "in the month of September", "in September", "in September"),
    ("The curfew starts at 19h30 there.", "19h30", "7:30 p.m.", "7.30pm"),
    ("The curfew starts at 7h in the morning.", "7h", "7 a.m.", "7am"),
    ("They met at 12h00.", "12h00", "noon", "noon"),
    ("The gates open at 8.30 o'clock.", "8.30 o'clock", "8:30", "8.30"),
    ("It is closed from 18:00-06:00 hours.", "18:00-06:00 hours", "6 p.m. to 6 a.m.", "6pm to 6am"),
    ("It cost $ 5 million in all.", "$ 5 million", "$5 million", "$5m"),
    ("It cost £ 5 million in all.", "£ 5 million", "5 million pounds", "£5m"),
    ("It cost 20 EUR in all.", "20 EUR", "20 euros", "€20"),
    ("It cost 1 € each.", "1 €", "1 euro", "€1"),
    ("Debt of € 40,000 million by then.", "€ 40,000 million", "40 billion euros", "€40bn"),
    ("It cost € 1,2 billion.", "€ 1,2 billion", "1.2 billion euros", "€1.2bn"),
    ("It cost 5 millions of dollars.", "5 millions of dollars", "$5 million", "$5m"),
    ("Prices rose by 12,4 % there.", "12,4 %", "12.4%", "12.4%"),
    ("It was seen by 1.250.000 people.", "1.250.000", "1,250,000", "1,250,000"),
    ("The herd grew to 3,5 million sheep.", "3,5", "3.5", "3.5"),
]


def found(text, style):
    habits = Habits(text, "fr", STYLES.get(style))
    return {text[one.start : one.end]: one for one in (*figures(text, habits), *dates.quantities(text, habits))}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[1])
def test_suggestions_follow_the_house(case):
    text, mark, *written = case
    for style, want in zip(STYLES, written, strict=True):
        assert found(text, style)[mark].suggestions == (want,), style


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[1])
def test_what_is_said_does_not_contradict_what_is_suggested(case):
    for style in STYLES:
        for one in found(case[0], style).values():
            written = one.suggestions[0]
            assert "currency sign first" not in one.message or written[0] in "€$£"
            assert "with a colon" not in one.message or "." not in written.replace(".m.", "")
            assert "comma" not in one.message or "," in written or "," in case[1]


def test_an_attribute_keeps_its_sign():
    assert found("It is a £ 5 million plan.", "AP")["£ 5 million"].suggestions == ("£5 million",)


def test_the_habits_of_the_article_do_not_matter_to_a_house():
    text = "On 3 May and 4 May and 5 June it met at 15:30. It opened on the 14 July, at 19h30."
    assert found(text, None)["on the 14 July"].suggestions[0] == "on 14 July"
    assert found(text, "AP")["on the 14 July"].suggestions == ("on July 14",)
    assert found(text, None)["19h30"].suggestions[0] == "19:30" and found(text, "AP")["19h30"].suggestions == ("7:30 p.m.",)


def test_ranges_and_other_currencies_stay_as_they_were():
    for style in STYLES:
        assert found("It cost 5-10 € a day.", style)["5-10 €"].suggestions == ("€5-€10",)
        assert found("It cost CHF 1.250.000 then.", style)["1.250.000"].suggestions == ("1,250,000",)
