"""Any order of decisions by anybody, late ones among them: the history tells all that was confirmed, and undoing goes back along it."""

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.core.model import Document
from mtcheck.desk.review.database import open_database
from mtcheck.desk.review.decisions import UNDONE, ConflictError, Decision, decide, history
from mtcheck.desk.review.intake import take_in
from mtcheck.desk.review.tables import ACCEPTED, OPEN, REFUSED, articles, findings

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["Ada", "Bo"]),
        st.integers(0, 2),  # how many versions behind
        st.one_of(
            st.builds(Decision, st.just(ACCEPTED), st.text(max_size=3)),
            st.builds(Decision, st.just(REFUSED), st.none(), st.text(max_size=3)),
            st.just(Decision(UNDONE)),
        ),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def database(tmp_path_factory, checker):
    found = open_database(f"sqlite:///{tmp_path_factory.mktemp('histories')}/d.sqlite3")
    yield found
    found.engine.dispose()


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_decisions_and_their_history(database, checker, steps):
    with database.writing() as connection:
        connection.execute(sa.delete(articles))
        take_in(connection, [checker.check(Document("a.txt", "The coach praised the goalsand the saves."))], "x")
        finding = connection.scalar(sa.select(findings.c.id))
    version, stands, told = 1, [(OPEN, None, "")], []
    for who, behind, decision in steps:
        late, empty = behind > 0, decision.action == UNDONE and len(stands) == 1
        if late or empty:
            with pytest.raises(ConflictError) as conflict:
                decide(database, finding, version - behind, decision, who)
            assert conflict.value.finding.version == version
            continue
        row = decide(database, finding, version, decision, who)
        version += 1
        if decision.action == UNDONE:
            stands.pop()
        else:
            wording = decision.wording if decision.action == ACCEPTED else None
            stands.append((decision.action, wording, decision.reason if decision.action == REFUSED else ""))
        told.append((version, who, decision.action, *stands[-1]))
        assert (row.version, row.who) == (version, who) and (row.state, row.wording, row.reason) == stands[-1]
    with database.reading() as connection:
        events = history(connection, finding)
        activity = connection.scalar(sa.select(articles.c.activity))
    assert [(one.version, one.who, one.action, one.state, one.wording, one.reason) for one in events] == told
    assert [one.step for one in events] == list(range(1, activity + 1))
