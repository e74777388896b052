"""Clock times: read on the 24-hour clock, written as the article writes them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.quantities import times
from mtcheck.quantities.habits import Habits


def found(text):
    return [(text[one.start : one.end], one.suggestions[:1]) for one in times.quantities(text, Habits(text))]


@pytest.mark.parametrize(
    ("text", "mark", "fix"),
    [
        ("It began at 20h15.", "20h15", "8:15 p.m."),
        ("It began at 20h15; doors opened at 7pm.", "20h15", "8:15pm"),
        ("It began at 20h15; doors opened at 6.30pm.", "20h15", "8.15pm"),
        ("It began at 20h15; doors opened at 19:00.", "20h15", "20:15"),
        ("Shops close at 21h.", "21h", "9 p.m."),
        ("Towards 17 clock it rained.", "17 clock", "5 p.m."),
        ("It starts at 16.45 o'clock.", "16.45 o'clock", "4:45 p.m."),
        ("It starts at 9.15 o'clock.", "9.15 o'clock", "9:15"),
        ("It landed at 1430 hours.", "1430 hours", "2:30 p.m."),
        ("It landed at 14:30 hours.", "14:30 hours", "2:30 p.m."),
        ("A ban from 21:00-05:30 holds.", "21:00-05:30", "9 p.m. to 5:30 a.m."),
        ("A ban, 21:00-05:30 o'clock.", "21:00-05:30 o'clock", "9 p.m. to 5:30 a.m."),
        ("It ends at 12h00, then at 0h00.", "12h00", "noon"),
        ("He scored after 8:20 minutes.", "8:20 minutes", "8 minutes 20 seconds"),
    ],
)
def test_what_english_writes_otherwise(text, mark, fix):
    assert (mark, (fix,)) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "It starts at 8 o'clock, at 19:30, at 7.30pm.",
        "Open 9:00-17:00 daily; the carbon 14 clock; 24 hours; a 4H club; 25h61.",
        "He ran 2:03:59 within 24 hours.",
    ],
)
def test_what_english_writes_so(text):
    assert found(text) == []


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["", " Doors opened at 7 p.m.", " Doors opened at 7pm.", " Doors opened at 19:05."]))
def test_the_suggestions_keep_the_time(hour, minute, habit):
    text = f"It began at {hour}h{minute:02d}.{habit}"
    [one] = times.quantities(text, Habits(text))
    assert {minutes(said) for said in one.suggestions} == {60 * hour + minute}


def minutes(said):
    if said in ("noon", "midnight"):
        return 720 if said == "noon" else 0
    hour, minute, half = re.fullmatch(r"(\d+)(?:[:.](\d\d))? ?(am|pm|a\.m\.|p\.m\.)?", said).groups()
    return (int(hour) % 12 + 12 * half.startswith("p") if half else int(hour)) * 60 + int(minute or 0)
