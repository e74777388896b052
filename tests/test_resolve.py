from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Finding, Span
from mtcheck.core.mqm import Severity, penalty_per_thousand, quality_score
from mtcheck.resolve import CELL, Selection, _rivals, key, without_rivals
from mtcheck.scorers.tagger.stretches import Stretch
from mtcheck.weighing.agreeing import agreed


def finding(start, end, confidence=0.8, severity="minor", rule="calque"):
    return Finding(rule, "x", Severity(severity), Span(start, end), "x" * (end - start), "m", confidence=confidence)


spans = st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))
findings = st.lists(
    st.builds(lambda span, c, s: finding(*span, c, s), spans, st.sampled_from([0.5, 0.7, 0.9]), st.sampled_from(["minor", "major", "critical"])),
    max_size=20,
)


def test_surer_beats_graver_beats_longer():
    assert without_rivals([finding(0, 5, 0.9), finding(2, 9, 0.8, "major")]) == (finding(0, 5, 0.9),)
    assert without_rivals([finding(0, 5), finding(2, 4, severity="major")]) == (finding(2, 4, severity="major"),)
    assert without_rivals([finding(0, 5), finding(2, 9)]) == (finding(2, 9),)


def test_among_rivals_what_the_tagger_adds_to_one_of_them_does_not_count():
    phrase = replace(finding(0, 9, 0.79), evidence={"tier": "odd"})
    pronoun = finding(6, 9, 0.82, rule="organisation-pronoun")
    (sure, _) = both = agreed([phrase, pronoun], [Stretch(Span(4, 9), 1.0, "wording", 0.5)])
    assert sure.confidence > pronoun.confidence
    assert without_rivals(both) == (pronoun,)


@given(findings)
def test_no_two_findings_overlap_and_none_is_lost_for_nothing(candidates):
    kept = without_rivals(candidates)
    assert list(kept) == sorted(kept, key=lambda f: f.span)
    for left, right in pairwise(kept):
        assert left.span.end <= right.span.start
    for candidate in candidates:
        assert candidate in kept or any(candidate.span.overlaps(other.span) for other in kept)


@given(findings, st.randoms())
def test_order_of_candidates_does_not_matter(candidates, random):
    shuffled = list(candidates)
    random.shuffle(shuffled)
    assert without_rivals(shuffled) == without_rivals(candidates)


def test_a_critical_finding_stays_beside_a_surer_one():
    sure, grave = finding(4, 9, 0.95, rule="exonym"), finding(0, 30, 0.6, "critical", "negation-lost")
    assert without_rivals([sure, grave], {"negation-lost"}) == (grave, sure)
    assert without_rivals([sure, finding(0, 9, 0.6, "critical")]) == (finding(0, 9, 0.6, "critical"),)


def test_what_the_source_tells_never_silences_or_is_silenced():
    numbers, names, wording = finding(0, 5, rule="number-mismatch"), finding(0, 30, rule="name-lost"), finding(3, 8, 0.9)
    assert without_rivals([numbers, names, wording], {"number-mismatch", "name-lost"}) == (numbers, names, wording)


def test_one_thing_said_by_two_rules_is_said_once():
    copied = Finding("unchanged", "Accuracy/Untranslated", Severity.MAJOR, Span(0, 20), "x" * 20, "m", confidence=0.95)
    left = Finding("untranslated", "Accuracy/Untranslated", Severity.MAJOR, Span(0, 19), "x" * 19, "m", confidence=0.9)
    assert without_rivals([left, copied], {"unchanged"}) == (copied,)


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


def one_by_one(candidates, facts):
    kept = []
    for candidate in sorted(candidates, key=key):
        if not any(_rivals(candidate, other, facts) for other in kept):
            kept.append(candidate)
    return tuple(sorted(kept, key=lambda f: (f.span.start, f.span.end, f.rule)))


anywhere = st.builds(
    lambda start, size, rule, c: finding(start, start + size, c, rule=rule),
    st.one_of(st.integers(0, 30), st.integers(CELL - 5, CELL + 5)),
    st.one_of(st.integers(0, 6), st.integers(0, 2 * CELL)),
    st.sampled_from(["calque", "omission"]),
    st.sampled_from([0.5, 0.7]),
)


@given(st.lists(anywhere, max_size=20))
def test_rivals_are_found_wherever_they_stand(candidates):
    assert without_rivals(candidates, {"omission"}) == one_by_one(candidates, {"omission"})
