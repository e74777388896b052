"""No suggestion changes a number or a negation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Document
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load
from mtcheck.weighing.guard import EXEMPT, changes, loses_name


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("man of 45 years", "30-year-old man", "a number"),
        ("man of 45 years", "45-year-old man", ""),
        ("carried three days without", "had been three days", "a negation"),
        ("twelve councillors", "12 councillors", ""),
        ("5 milliards", "5 billion", ""),
        ("1.500 euros", "1,500 euros", ""),
        ("legally binding", "not legally binding", "a negation"),
        ("without doubt", "undoubtedly", ""),
        ("not included", "included", "a negation"),
        ("no union member", "union member", "a negation"),
        ("2,5 points", "25 points", "a number"),
        ("2,5 points", "2.5 points", ""),
        ("didn’t want", "wanted", "a negation"),
        ("did not wish to", "declined to", ""),
        ("in the 2 sides", "", ""),
        ("called “a war” by him", "what he called “a conflict”", "quoted words"),
        ("called “a war” by him", "what he called 'a war'", ""),
        ("two times less than", "half as much as", ""),
        ("two times less than", "three times less than", "a number"),
        ("every third voter", "one in three voters", ""),
        ("every third voter", "one in four voters", "a number"),
        ("the Twenty-seven", "the 27", ""),
        ("thousand millions", "billion", ""),
        ("zero to zero", "0-0", ""),
        ("motion of distrust", "no-confidence motion", ""),
        ("not less than 5", "at least 5", ""),
        ("not more than 5", "more than 5", "a negation"),
    ],
)
def test_what_a_replacement_changes(before, after, what):
    assert changes(before, after) == what


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("died Anna Kent", "Anna died", True),
        ("died Anna Kent", "Anna Kent died", False),
        ("The Kent’s house", "Kent house", False),
        ("Nobody of Kent", "", False),
        ("Happy people", "people", False),
    ],
)
def test_a_name_is_kept(before, after, lost):
    assert loses_name(before, after) == lost


def test_exempt_rules_are_rules():
    assert load().rules.keys() >= EXEMPT


@given(st.text(max_size=60))
def test_a_text_changes_nothing_of_itself(text):
    assert changes(text, text) == ""


def test_a_confirmed_entry_is_guarded_too():
    source = "Un hombre de 45 años fue asesinado el martes en el barrio."
    document = Document("-", "A man of 45 years was killed on Tuesday in the district.", source=source, source_lang="es")
    said = [one for finding in Checker(load()).candidates(document, []) for one in finding.suggestions]
    assert said
    assert all("45" in one for one in said if any(map(str.isdigit, one)))


@pytest.mark.parametrize("years", [15, 37, 45, 62, 71])
@pytest.mark.parametrize("who", ["man", "woman", "youth"])
@pytest.mark.parametrize("language", [None, "fr", "es", "it", "pt"])
def test_an_age_stays_what_it_is(years, who, language):
    text = f"A {who} of {years} years was killed on Tuesday in the suburb."
    found = Checker(load(), source_lang=language).candidates(Document("-", text), [])
    said = [one for finding in found for one in finding.suggestions]
    assert all(str(years) in one for one in said if any(map(str.isdigit, one)))
