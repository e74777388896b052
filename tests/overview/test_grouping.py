"""Sums by anything are the sums of what is there."""

from collections import Counter, defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtcheck.core.mqm import Severity
from mtcheck.overview.charts import Point, _ticks, time_line
from mtcheck.overview.frames import frames_of
from mtcheck.overview.grouping import grouped, period_of, rows_of, totals
from mtcheck.overview.reading import Report

FINDINGS = st.lists(st.tuples(st.sampled_from(["calque", "spacing", "exonym"]), st.sampled_from(list(Severity))), max_size=4)
DOCUMENTS = st.lists(
    st.tuples(
        st.integers(0, 900),
        st.lists(st.sampled_from(["Ana", "Bo"]), unique=True),
        st.sampled_from([None, "2024-03-02", "2024-05-20", "1999-12-31"]),
        FINDINGS,
    ),
    max_size=6,
)


def frames(documents):
    rows = [
        {
            "path": f"{n}.txt",
            "words": words,
            "score": 1,
            "meta": {"authors": authors, "date": date, "title": "t"},
            "findings": [found(*one) for one in findings],
        }
        for n, (words, authors, date, findings) in enumerate(documents)
    ]
    return frames_of([Report("r.json", "s", tuple(rows))], lambda line: None)


def found(rule, severity):
    return {"rule": rule, "category": "Style/Unidiomatic style", "severity": str(severity)}


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_rows_add_up(documents):
    made = frames(documents)
    sums = totals(made)
    rules = Counter(rule for *_, findings in documents for rule, _ in findings)
    assert {row["rule"]: row["findings"] for row in rows_of(grouped(made, ["rule"]))} == rules
    assert all(row["words"] == sums.words for row in rows_of(grouped(made, ["rule"])))
    by_date = rows_of(grouped(made, ["date"]))
    assert sum(row["findings"] for row in by_date) == sums.findings == rules.total()
    assert sum(row["words"] for row in by_date) == sums.words and sum(row["documents"] for row in by_date) == sums.documents
    dates = [row["date"] for row in by_date]
    assert dates == sorted(dates, key=lambda date: date or "~")


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_an_article_counts_for_each_of_its_authors(documents):
    expected = defaultdict(lambda: [0, 0, 0])
    for words, authors, _, findings in documents:
        for author in authors or [""]:
            one = expected[author]
            one[0], one[1], one[2] = one[0] + 1, one[1] + words, one[2] + sum(severity.weight for _, severity in findings)
    found = {row["author"]: [row["documents"], row["words"], row["penalty"]] for row in rows_of(grouped(frames(documents), ["author"]))}
    assert found == expected


@pytest.mark.parametrize(
    ("last", "period"), [("2024-03-02", "day"), ("2024-04-01", "day"), ("2024-05-20", "week"), ("2025-03-02", "month"), ("2034-03-02", "year")]
)
def test_periods_suit_the_span(last, period):
    made = frames([(1, [], "2024-03-02", []), (1, [], last, [])])
    assert period_of(made.documents["date"]) == period


@given(st.floats(0, 1e9))
def test_ticks_are_round_few_and_reach_the_top(top):
    ticks = _ticks(top)
    assert ticks[0] == 0 and ticks[-1] >= top and len(ticks) <= 7


def test_a_time_line_escapes_and_leaves_gaps():
    text = "".join(time_line([Point(0, 1, "<a>", "<b>"), Point(10, 3, "c", "d"), Point(100, 2, "e", "f")], '"title"'))
    assert "<a>" not in text and "<b>" not in text and "&lt;b&gt;" in text and "&quot;title&quot;" in text
    assert [place.split("%")[0] for place in text.split('style="left:')[1:4]] == ["0.00", "10.00", "100.00"]
