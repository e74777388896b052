"""Results of matches and the minutes of goals, among times, ratios and verses."""

import pytest

from mtcheck.quantities import scores
from mtcheck.quantities.habits import Habits


def found(text):
    return [(text[one.start : one.end], one.suggestions) for one in scores.quantities(text, Habits(text))]


@pytest.mark.parametrize(
    ("text", "mark", "fixes"),
    [
        ("The hosts won 4:2 in the derby.", "4:2", ("4-2",)),
        ("They lost 1:3 at home.", "1:3", ("3-1", "1-3")),
        ("A quick 0:2 deficit unsettled the team.", "0:2", ("2-0", "0-2")),
        ("It ended 2: 1 for the team.", "2: 1", ("2-1",)),
        ("The team won the match 3:1 (25:19, 23:25, 26:24, 25:20).", "3:1 (25:19, 23:25, 26:24, 25:20", ("3-1 (25-19, 23-25, 26-24, 25-20",)),
        ("Keller equalised with a header (71st).", "(71st)", ("(71)", "(71st minute)")),
        ("The striker scored the goal (12.) early.", "(12.)", ("(12)", "(12th minute)")),
        ("The scorer left with a penalty miss (80. Brandt).", "80. Brandt", ("Brandt 80",)),
        ("He left in the 67. minute.", "67.", ("67th",)),
    ],
)
def test_what_english_writes_otherwise(text, mark, fixes):
    assert (mark, fixes) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The match kicks off at 20:45 and the team trains at 9:30.",
        "A ratio of 3:1 in the cup; read John 3:1 before the final.",
        "The vote ended 3:1.",
        "He scored on 27:37, in 2:03:59, and won 6-4.",
        "The tennis player, ranked (24th), lives in France.",
    ],
)
def test_what_english_writes_so(text):
    assert found(text) == []


def test_an_ordinal_of_a_class_is_no_minute() -> None:
    text = "The team won the match after a goal by Diallo (58th). Pupils of Grade 9 (5th) cheered. The striker made it 2-1 (70th)."
    assert [(text[one.start : one.end], one.suggestions[0]) for one in scores.quantities(text, Habits(text))] == [
        ("(58th)", "(58)"),
        ("(70th)", "(70)"),
    ]
