"""How sure a reviewer's remarks are: measured by ``evaluate --calibrate``, kept by model and prompt, cautious before that."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtcheck.core.errors import ConfigError
from mtcheck.reviewer import calibration, prompt
from mtcheck.reviewer.calibration import UNMEASURED, WEIGHT, Count, confidence, keep, read

RIGHT, WRONG = "The cyclist took the head of the race", "The ferry sails again on Tuesday"


def test_what_was_not_measured_is_a_coin():
    assert confidence({}, "Style/Unidiomatic style") == (UNMEASURED, 0)


def test_many_remarks_speak_for_themselves_and_few_do_not():
    measured = {"Accuracy": Count(900, 1000), "Style": Count(0, 1)}
    assert confidence(measured, "Accuracy/Mistranslation") == (pytest.approx(0.9, abs=0.01), 1000)
    assert 0.75 < confidence(measured, "Style/Unidiomatic style")[0] < confidence(measured, "Terminology/Wrong term")[0] < 0.9


counts = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: Count(min(pair), max(pair)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["Accuracy", "Style", "Terminology"]), counts))
def test_no_count_makes_it_certain_and_one_more_right_remark_never_lowers_it(measured):
    before, many = confidence(measured, "Style/Unidiomatic style")
    assert 0 < before < 1 and many == measured.get("Style", Count()).all
    own = measured.get("Style", Count())
    more = measured | {"Style": Count(own.right + 1, own.all + 1)}
    assert confidence(more, "Style/Unidiomatic style")[0] >= before


def test_models_are_kept_side_by_side(tmp_path):
    keep(tmp_path / "new", "one 1", {"Style": Count(1, 2)})
    keep(tmp_path / "new", "two 1", {"Accuracy": Count(3, 4)})
    keep(tmp_path / "new", "one 1", {"Style": Count(5, 6)})
    assert (read(tmp_path / "new", "one 1"), read(tmp_path / "new", "two 1")) == ({"Style": Count(5, 6)}, {"Accuracy": Count(3, 4)})
    assert read(tmp_path / "new", "one 2") == {} and [file.name for file in (tmp_path / "new").iterdir()] == [calibration.FILE]


@pytest.mark.parametrize("text", ["{", "[1]", '{"one 1": 3}', '{"one 1": {"Style": [1, 2, 3]}}', '{"one 1": {"Style": "ab"}}'])
def test_a_damaged_file_is_one_line(tmp_path, text):
    (tmp_path / calibration.FILE).write_text(text)
    with pytest.raises(ConfigError, match="cannot be read; delete the file and measure again"):
        read(tmp_path, "one 1")


@pytest.fixture
def corpus(tmp_path):
    """Twenty articles of two paragraphs, of which the first is marked."""
    rows = []
    for number in range(20):
        text = f"{RIGHT} {number} times.\n\n{WRONG}, the {number}th of the month."
        start = text.index("took the head of")
        rows.append(
            {"id": str(number), "text": text, "gold": [{"start": start, "end": start + 13, "category": "calque", "suggestions": ["took the lead"]}]}
        )
    path = tmp_path / "marked.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def half_right(server):
    """Let the server mark what is marked as accuracy, and what is not as style."""

    def give(body):
        right = json.loads(body["messages"][1]["content"])["text"].startswith(RIGHT)
        return server.answer(
            [server.entry("took the head of", "led")] if right else [server.entry("sails again", "goes", category="unidiomatic style")]
        )

    server.answers = [give]


def test_measured_once_it_holds_from_then_on(mtcheck, server, corpus, half_right, tmp_path):
    done = mtcheck("evaluate", "--reviewer", server.url, "--calibrate", corpus)
    assert done.returncode == 0, done.stderr
    table = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()[1:]}
    overall = (20 + WEIGHT * 0.5) / (40 + WEIGHT)
    accuracy, style = (20 + WEIGHT * overall) / (20 + WEIGHT), (0 + WEIGHT * overall) / (20 + WEIGHT)
    assert table["Accuracy"] == ["20", "1.00", "0.84-1.00", f"{accuracy:.2f}"] and table["Style"][-1] == f"{style:.2f}"
    assert table["all"][:2] == ["40", "0.50"]
    assert json.loads((tmp_path / "cache" / calibration.FILE).read_text()) == {f"small-1 {prompt.VERSION}": {"Accuracy": [20, 20], "Style": [0, 20]}}
    asked = len(server.bodies)
    done = mtcheck("check", "--scorer", "off", "--format", "json", "--reviewer", server.url, "-", stdin=f"{RIGHT} today.\n\n{WRONG}.\n")
    (finding,) = json.loads(done.stdout)["documents"][0]["findings"]
    assert (finding["confidence"], finding["evidence"]["measured"]) == (pytest.approx(accuracy, abs=5e-3), 20)
    assert len(server.bodies) == asked + 2 and "never measured" not in done.stderr, "the style remark is below the level now"
    done = mtcheck("check", "--scorer", "off", "--reviewer", server.url, "--reviewer-model", "other", "-", stdin=f"{RIGHT} today.\n")
    assert "other was never measured here" in done.stderr


def test_evaluate_counts_a_reviewer_beside_the_rules(mtcheck, server, corpus, half_right):
    done = mtcheck("evaluate", "--reviewer", server.url, "--format", "json", corpus)
    report = json.loads(done.stdout)
    assert (report["rules"]["reviewer"]["true"], report["rules"]["reviewer"]["false"]) == (20, 20) and "|reviewer:small-1" in report["signature"]


def test_a_measurement_with_failures_is_not_kept(mtcheck, server, corpus, tmp_path):
    server.answers = [server.answer([])] * 5 + [{"status": 401, "body": ""}]
    done = mtcheck("evaluate", "--reviewer", server.url, "--calibrate", corpus)
    assert done.returncode == 3 and "nothing is kept" in done.stderr
    assert not (tmp_path / "cache" / calibration.FILE).exists()


def test_somebody_must_be_named(mtcheck, corpus):
    done = mtcheck("evaluate", "--calibrate", corpus)
    assert done.returncode == 2 and "--calibrate" in done.stderr and "add --reviewer URL" in done.stderr
