"""Turns that look like a denial and are none, in the facts of each language, and what only looks like such a turn."""

import pytest

from mtcheck.languages.language import language


@pytest.mark.parametrize(
    ("code", "turn"),
    [
        ("de", "nicht zuletzt"),
        ("de", "nichts anderes als"),
        ("es", "no muy lejos"),
        ("es", "no tan lejos"),
        ("es", "sin parar"),
        ("fr", "sans faute"),
        ("it", "niente male"),
        ("it", "come non mai"),
        ("it", "non molto lontano"),
        ("it", "senza indugio"),
        ("it", "altro che"),
        ("it", "che mai"),
        ("pt", "a não ser"),
        ("ru", "не хуже"),
        ("ru", "ни в коем случае не"),
        ("pl", "nie lada"),
    ],
)
def test_a_turn_is_known(code, turn):
    assert language(code).half_negation.search(turn)


@pytest.mark.parametrize(
    ("code", "denial"), [("de", "nicht da"), ("es", "no vino"), ("fr", "sans argent"), ("it", "non viene"), ("pt", "não veio"), ("ru", "не был")]
)
def test_a_denial_is_no_turn(code, denial):
    assert not language(code).half_negation.search(denial)
