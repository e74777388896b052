"""What a list and the tagger both would change is surer than what either would alone."""

import pytest

from mtcheck.core.model import Finding, Span
from mtcheck.core.mqm import Severity
from mtcheck.scorers.tagger.stretches import Stretch
from mtcheck.weighing.agreeing import SAID, agreed


def finding(start: int, end: int, confidence: float, **evidence: object) -> Finding:
    return Finding("calque", "Style/Unidiomatic style", Severity.MINOR, Span(start, end), "x" * (end - start), "", ("y",), confidence, evidence)


def stretch(start: int, end: int, confidence: float) -> Stretch:
    return Stretch(Span(start, end), 1.0, "wording", confidence)


STRETCHES = (stretch(0, 5, 0.9), stretch(10, 20, 0.4), stretch(25, 30, SAID - 0.01))


@pytest.mark.parametrize(
    ("place", "evidence", "expected"),
    [
        ((12, 15), {"tier": "hint"}, 0.58),  # under it
        ((8, 25), {"tier": "odd"}, 0.58),  # over it
        ((4, 11), {"tier": "hint"}, 0.93),  # over two: the surer one counts
        ((5, 10), {"tier": "hint"}, 0.3),  # between two, touching both
        ((26, 28), {"tier": "hint"}, 0.3),  # the tagger as good as says nothing
        ((12, 15), {"tier": "clue"}, 0.3),  # says nothing without the source
        ((12, 15), {}, 0.3),  # a check's own confidence
    ],
)
def test_two_witnesses(place, evidence, expected):
    (found,) = agreed([finding(*place, 0.3, **evidence)], STRETCHES)
    assert found.confidence == pytest.approx(expected)
    assert ("tagger_agrees" in found.evidence) == (expected != 0.3)


def test_without_a_tagger_nothing_changes():
    findings = (finding(0, 3, 0.3, tier="hint"), finding(4, 6, 0.8, tier="odd"))
    assert agreed(findings, ()) == findings
