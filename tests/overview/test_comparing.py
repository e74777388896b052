"""What became of findings, matched by content."""

import random
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtcheck.overview.comparing import compare
from mtcheck.overview.reading import Report


def finding(context, line=1, rule="calque", text="in high places", severity="minor"):
    return {
        "rule": rule,
        "category": "Style/Unidiomatic style",
        "severity": severity,
        "line": line,
        "column": 1,
        "text": text,
        "message": "m",
        "suggestions": [],
        "confidence": 0.9,
        "context": f"{context:016x}",
    }


def document(path, *findings, suppressed=(), known=(), words=100, name=None):
    return {"known": list(known), "path": path, "id": name, "words": words, "score": 90.0, "findings": list(findings), "suppressed": list(suppressed)}


def report(*documents, failures=()):
    return Report("r.json", "s", documents, failures)


def counts(old, new):
    found = compare(old, new)
    return len(found.fixed), len(found.appeared), len(found.remaining), len(found.suppressed)


def test_lines_do_not_matter_and_words_do():
    old = report(document("a.md", finding(1, 1), finding(2, 5)))
    assert counts(old, report(document("a.md", finding(1, 40), finding(2, 41)))) == (0, 0, 2, 0)
    assert counts(old, report(document("a.md", finding(1)))) == (1, 0, 1, 0)
    edited = report(document("a.md", finding(1), finding(9)))  # another word of the second line was edited
    assert counts(old, edited) == (0, 0, 2, 0)
    other = report(document("a.md", finding(1), finding(9, text="goalsand")))
    assert counts(old, other) == (1, 1, 1, 0)


def test_each_finding_counts_once():
    old = report(document("a.md", finding(1)))
    assert counts(old, report(document("a.md", finding(1), finding(1)))) == (0, 1, 1, 0)
    assert counts(report(document("a.md", finding(1), finding(1))), old) == (1, 0, 1, 0)


def test_an_exact_match_goes_before_an_alike_one():
    found = compare(report(document("a.md", finding(1), finding(2))), report(document("a.md", finding(2))))
    assert [one.finding["context"][-1] for one in found.fixed] == ["1"]


def test_what_is_suppressed_now_is_not_fixed():
    old = report(document("a.md", finding(1), finding(2)))
    new = report(document("a.md", finding(2), suppressed=[finding(1)]))
    assert counts(old, new) == (0, 0, 1, 1)
    assert counts(new, old) == (0, 1, 1, 0)


def test_what_a_baseline_holds_back_remains():
    plain, held = report(document("a.md", finding(1))), report(document("a.md", known=[finding(1)]))
    assert counts(plain, held) == counts(held, plain) == counts(held, held) == (0, 0, 1, 0)
    assert counts(report(document("a.md")), held) == (0, 0, 0, 0)
    assert counts(held, report(document("a.md"))) == (1, 0, 0, 0)


def test_a_renamed_document_is_found_by_its_findings():
    others = [document(f"{n}.md", finding(100 + n)) for n in range(3)]
    old = report(document("content/talks.md", finding(1), finding(2), finding(3)), *others)
    found = compare(old, report(*others, document("world/2024-talks-resume.md", finding(1), finding(2), finding(7, text="new"))))
    assert found.renamed == [(("content/talks.md", ""), ("world/2024-talks-resume.md", ""))]
    assert (len(found.fixed), len(found.appeared), len(found.remaining)) == (1, 1, 5)
    assert not found.added and not found.removed


def test_a_document_moved_to_another_folder_is_found_by_its_name():
    old = report(document("a/index-talks.md", finding(1, text="x")), document("b/c.md"))
    found = compare(old, report(document("z/index-talks.md", finding(2, text="y"), words=110), document("b/c.md")))
    assert len(found.renamed) == 1 and len(found.fixed) == len(found.appeared) == 1
    assert not compare(old, report(document("z/index-talks.md", finding(2), words=900))).renamed


def test_a_finding_that_stands_everywhere_makes_no_document_another():
    footer = finding(5, text="READ ALSO")
    old = report(document("a.md", footer), document("b.md", footer), document("c.md", footer))
    found = compare(old, report(document("b.md", footer), document("c.md", footer), document("d.md", footer)))
    assert not found.renamed
    assert (found.removed, found.added) == ([("a.md", "")], [("d.md", "")])
    assert (len(found.fixed), found.gone, len(found.appeared)) == (1, 1, 1)


def test_nothing_is_said_of_a_document_that_failed():
    old = report(document("a.md", finding(1)), document("c.jsonl", finding(2), name="7"))
    failures = ({"where": "a.md", "message": "m"}, {"where": "c.jsonl:7", "message": "m"})
    found = compare(old, report(failures=failures))
    assert not found.fixed and found.unchecked == [("a.md", ""), ("c.jsonl", "7")]


def test_rows_without_ids_are_one_pool():
    old = report(document("a.jsonl", finding(1)), document("a.jsonl", finding(2, text="x")))
    new = report(document("a.jsonl", finding(8, text="y")), document("a.jsonl", finding(1)), document("a.jsonl", finding(2, text="x")))
    assert counts(old, new) == (0, 1, 2, 0)


FINDINGS = st.builds(finding, st.integers(0, 30), st.integers(1, 9), st.sampled_from(["calque", "spacing"]), st.sampled_from("abc"))
DOCUMENTS = st.lists(
    st.builds(
        lambda path, found, kept: document(path, *found, suppressed=kept),
        st.sampled_from("pqrst"),
        st.lists(FINDINGS, max_size=4),
        st.lists(FINDINGS, max_size=2),
    ),
    max_size=5,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS, DOCUMENTS)
def test_every_finding_is_in_one_group(before, after):
    found = compare(report(*before), report(*after))
    old, new = (Counter(one["context"] for row in rows for one in row["findings"]) for rows in (before, after))
    assert len(found.fixed) + len(found.remaining) + len(found.suppressed) == old.total()
    assert len(found.appeared) + len(found.remaining) == new.total()
    assert not Counter(one.finding["context"] for one in found.fixed) - old
    assert Counter(one.finding["context"] for one in (*found.appeared, *found.remaining)) == new


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_order_and_lines_change_nothing(documents, shuffled: random.Random):
    moved = [{**row, "findings": [{**one, "line": one["line"] + 7} for one in row["findings"]]} for row in documents]
    shuffled.shuffle(moved)
    found = compare(report(*documents), report(*moved))
    assert not found.fixed and not found.appeared and not found.added and not found.removed
