"""What is made of an answer: JSON as asked for, wrapped in words, cut off, or none."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtcheck.reviewer.answers import LONGEST, MOST, entries

ONE = {"text": "took the head", "before": "", "category": "mistranslation", "severity": "minor", "fix": "took the lead"}
WHOLE = json.dumps({"findings": [ONE]})


@pytest.mark.parametrize(
    "answer",
    [
        WHOLE,
        f"\n\n{WHOLE}\n",
        json.dumps([ONE]),
        f"```json\n{WHOLE}\n```",
        f"Here is what I found [in short]:\n{WHOLE}\nI hope that helps {{you}}.",
        f'<think>Is {{"findings": []}} right? No.</think>{WHOLE}',
        WHOLE[:-2] + ', {"text": "and th',
        '{"findings": [' + json.dumps(ONE) + ', {"text": "the rest", "fix": nul',
        f"1. {json.dumps(ONE)}",
    ],
    ids=["plain", "padded", "array", "fenced", "chatty", "thought", "cut", "cut later", "listed"],
)
def test_entries_are_read(answer):
    assert entries(answer) == [ONE]


@pytest.mark.parametrize(
    "answer", ["", "I found nothing to change.", "{", "[" * 50_000, "null", '"findings"', "[1, 2]", '{"findings": "none"}', "1" * 6000]
)
def test_other_answers_are_none(answer):
    assert entries(answer) is None


def test_nothing_found_is_an_answer():
    assert entries('{"findings": []}') == []
    assert entries("<think>All is well") is None


def test_only_so_many_entries_and_characters_are_looked_at():
    assert len(entries(json.dumps({"findings": [ONE] * 500}))) == MOST
    assert entries(" " * LONGEST + WHOLE) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text() | JSON.map(lambda value: json.dumps(value)) | JSON.map(lambda value: json.dumps({"findings": [value]})))
def test_whatever_comes_is_read_or_not(answer):
    found = entries(answer)
    assert found is None or all(isinstance(one, dict) for one in found)
