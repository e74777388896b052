"""Dates, years and centuries: the same day, in the order of the article."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.quantities import dates
from mtcheck.quantities.habits import Habits
from mtcheck.quantities.writing import MONTHS


def found(text, language=None):
    return [(text[one.start : one.end], one.suggestions[:1]) for one in dates.quantities(text, Habits(text, language))]


@pytest.mark.parametrize(
    ("text", "mark", "fix"),
    [
        ("It was signed on 07.11.18 in Bern.", "07.11.18", "November 7, 2018"),
        ("Status: 07.11.2018.", "07.11.2018", "November 7, 2018"),
        ("Talks of 3 May. Signed on 07.11.2018.", "07.11.2018", "7 November 2018"),
        ("It opens on 9.4. in Bern.", "9.4.", "April 9"),
        ("It opened on the 9 of April.", "on the 9 of April", "on April 9"),
        ("Since the 9 of April it rains.", "the 9 of April", "April 9"),
        ("It opened on Monday 9 of April of 2018.", "9 of April of 2018", "April 9, 2018"),
        ("It fell last October 3.", "last October 3", "on October 3"),
        ("Until next October 3 it is open.", "next October 3", "October 3"),
        ("Next October 3, it opens.", "Next October 3", "On October 3"),
        ("Votes in the past October 3 elections fell.", "the past October 3", "the October 3"),
        ("It fell on 26th October last.", "26th October last", "26 October"),
        ("This Monday, April 9, he spoke.", "This Monday, April 9", "On Monday, April 9"),
        ("We met on the day 28.", "on the day 28", "on the 28th"),
        ("It rose in the year 2014.", "in the year 2014", "in 2014"),
        ("It rose until the end of the year 2014.", "of the year 2014", "of 2014"),
        ("It rose in May of the year 2014.", "May of the year 2014", "May 2014"),
        ("Songs of the years 90 play.", "the years 90", "the 1990s"),
        ("Art of the XVIII century.", "XVIII century", "18th century"),
        ("Art of the century XX.", "the century XX", "the 20th century"),
        ("It was the 20-th visit.", "20-th", "20th"),
        ("It came on 14 october.", "14 october", "October 14"),
    ],
)
def test_what_english_writes_otherwise(text, mark, fix):
    assert (mark, (fix,)) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "On 9 April and April 9, the 9th of April, the 9 April summit met.",
        "Update 12.1.19 of 2.3.10 came last October, at 18.30.",
        "From the years 2010 to 2015; the year of 2011; the 1990s; on 45.13.19.",
        "A May day; the first century; in the year 2014-15.",
    ],
)
def test_what_english_writes_so(text):
    assert found(text) == []


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.booleans())
def test_the_suggestions_keep_the_day(day, short):
    year = f"{day.year % 100:02d}" if short else str(day.year)
    text = f"It was signed on {day.day:02d}.{day.month:02d}.{year} in Bern."
    [one] = dates.quantities(text, Habits(text))
    assert {read(said) for said in one.suggestions} == {day}


def read(said):
    words = re.findall(r"\w+", said)
    month = next(word for word in words if word in MONTHS)
    number, year = (int(word) for word in words if word != month)
    return date(year, MONTHS.index(month) + 1, number)
