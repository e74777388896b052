from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Finding, Span
from mtcheck.core.mqm import Severity, penalty_per_thousand, quality_score
from mtcheck.resolve import Selection, key, without_overlaps


def finding(start, end, confidence=0.8, severity="minor", rule="calque"):
    return Finding(rule, "x", Severity(severity), Span(start, end), "x" * (end - start), "m", confidence=confidence)


spans = st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))
findings = st.lists(
    st.builds(lambda span, c, s: finding(*span, c, s), spans, st.sampled_from([0.5, 0.7, 0.9]), st.sampled_from(["minor", "major", "critical"])),
    max_size=20,
)


def test_surer_beats_graver_beats_longer():
    assert without_overlaps([finding(0, 5, 0.9), finding(2, 9, 0.8, "major")]) == (finding(0, 5, 0.9),)
    assert without_overlaps([finding(0, 5), finding(2, 4, severity="major")]) == (finding(2, 4, severity="major"),)
    assert without_overlaps([finding(0, 5), finding(2, 9)]) == (finding(2, 9),)


@given(findings)
def test_no_two_findings_overlap_and_none_is_lost_for_nothing(candidates):
    kept = without_overlaps(candidates)
    assert list(kept) == sorted(kept, key=lambda f: f.span)
    for left, right in pairwise(kept):
        assert left.span.end <= right.span.start
    for candidate in candidates:
        assert candidate in kept or any(candidate.span.overlaps(other.span) for other in kept)


@given(findings, st.randoms())
def test_order_of_candidates_does_not_matter(candidates, random):
    shuffled = list(candidates)
    random.shuffle(shuffled)
    assert without_overlaps(shuffled) == without_overlaps(candidates)


def test_selection():
    assert Selection().takes(finding(0, 1, 0.5))
    assert not Selection().takes(finding(0, 1, 0.49))
    assert not Selection(ignore=frozenset({"calque"})).takes(finding(0, 1))
    assert not Selection(select=frozenset({"exonym"})).takes(finding(0, 1))
    assert not Selection(off=frozenset({"calque"})).takes(finding(0, 1))
    assert Selection(select=frozenset({"calque"}), off=frozenset({"calque"})).takes(finding(0, 1))


def test_penalty():
    severities = [Severity.MINOR, Severity.MAJOR, Severity.CRITICAL]
    assert penalty_per_thousand(severities, 1000) == 31
    assert quality_score(severities, 1000) == 96.9
    assert quality_score(severities, 0) == 100
    assert quality_score([Severity.CRITICAL] * 9, 10) == 0


def one_by_one(candidates):
    kept = []
    for candidate in sorted(candidates, key=key):
        if not any(candidate.span.overlaps(other.span) or candidate.span == other.span for other in kept):
            kept.append(candidate)
    return tuple(sorted(kept, key=lambda f: (f.span.start, f.span.end, f.rule)))


@given(
    st.lists(
        st.builds(lambda start, size, c: finding(start, start + size, c), st.integers(0, 30), st.integers(0, 6), st.sampled_from([0.5, 0.7])),
        max_size=20,
    )
)
def test_neighbours_are_all_that_a_finding_can_overlap(candidates):
    assert without_overlaps(candidates) == one_by_one(candidates)
