"""A few inputs of each target (``make fuzz`` runs many), and that a run is the same each time."""

import pytest

from mtcheck.core.files import write_text
from tests.fuzzing.shards import inputs_of, noted, outcome_of, run
from tests.fuzzing.targets import TARGETS

INPUTS = 12


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_breaks(name, cache):
    target = TARGETS[name]
    broken = [(content, trace) for content in inputs_of(target, 0, 0, INPUTS) if (trace := outcome_of(target, content)[1])]
    assert not broken, broken[0][1]


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_are_read(name, cache):
    """A target whose seeds are refused would test little."""
    outcomes = [TARGETS[name].feed(content) for content in list(TARGETS[name].seeds())[:4]]
    assert set(outcomes) - {"refused", "nothing"}, outcomes


def test_a_run_is_the_same_each_time_and_is_noted(tmp_path, cache):
    shards = [run("phrase", 7, 3, 50, tmp_path / one) for one in "ab" if not (tmp_path / one).mkdir()]
    assert shards[0].digest == shards[1].digest and shards[0].outcomes == shards[1].outcomes
    assert noted(tmp_path / "a") == {("phrase", 3): shards[0]}
    write_text(tmp_path / "a" / "phrase.jsonl", [(tmp_path / "a" / "phrase.jsonl").read_text("utf-8"), '{"target": "phr'])
    assert noted(tmp_path / "a") == {("phrase", 3): shards[0]}
