"""Every rule's own examples, through the whole pipeline."""

import pytest

from mtcheck.core.model import Document
from mtcheck.pipeline import Checker
from mtcheck.resolve import Selection
from mtcheck.ruleset import load


def every(kind):
    return [
        pytest.param(rule.id, example, id=f"{rule.id}-{number}")
        for rule in load().rules.values()
        if not rule.needs & {"scores", "judging", "review", "terms", "names", "reference"}  # the tests of their rooms run these
        for number, example in enumerate(getattr(rule, kind), 1)
    ]


@pytest.fixture(scope="module")
def findings(cache):
    checker = Checker(load(), Selection())

    def run(example):
        report = checker.check(Document("example.txt", example.text, source=example.source, source_lang=example.source_lang))
        assert not report.failures
        return report.findings

    return run


@pytest.mark.parametrize(("rule", "example"), every("bad"))
def test_bad_example_is_marked_and_fixed(rule, example, findings):
    hits = [finding for finding in findings(example) if finding.rule == rule and finding.text == example.mark]
    assert hits, [(finding.rule, finding.text) for finding in findings(example)]
    if example.fix is not None:
        assert hits[0].suggestions[:1] == (example.fix,)


@pytest.mark.parametrize(("rule", "example"), every("good"))
def test_good_example_is_left_alone(rule, example, findings):
    assert [finding.text for finding in findings(example) if finding.rule == rule] == []


def test_every_rule_has_examples_and_references():
    for rule in load().rules.values():
        assert len(rule.bad) >= 2 and len(rule.good) >= 2, rule.id
        assert rule.references and rule.summary and rule.why, rule.id
        assert all(example.mark and example.text.count(example.mark) for example in rule.bad), rule.id
