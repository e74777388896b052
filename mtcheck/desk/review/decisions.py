"""What people decide about findings: accepted with a wording, refused with a reason, undone. Each decision names the version that it was made about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from mtcheck.desk.review.database import Database, now
from mtcheck.desk.review.tables import ACCEPTED, APPLIED, OPEN, REFUSED, articles, events, findings

UNDONE = "undone"
LONGEST_WORDING, LONGEST_REASON = 5000, 500
"""Code points."""


class Decision(NamedTuple):
    """What is to become of a finding: ``action`` is accepted, refused or undone; ``wording`` stands for the words ("" deletes them)."""

    action: str
    wording: str | None = None
    reason: str = ""


class ConflictError(Exception):
    """Somebody else was faster, or the words are not there any more; ``finding`` is the row as it is now, None where there is none."""

    def __init__(self, why: str, finding: Row[Any] | None) -> None:
        super().__init__(why)
        self.why, self.finding = why, finding


def decide(database: Database, finding: int, version: int, decision: Decision, who: str) -> Row[Any]:
    """Write a decision about a version of a finding down and return its row; when this returns, the decision is on the disk.

    Raises ConflictError where the finding has another version by now, is gone or applied, or there is nothing to undo.
    """
    with database.writing() as connection:
        step = _next_step(connection, finding)
        row = _row(connection, finding)
        if row is None or not row.present:
            raise ConflictError("it is applied" if row is not None and row.state == APPLIED else "it is not in the text any more", row)
        if row.version != version:
            raise ConflictError("somebody else decided first", row)
        values = _undone(connection, row) if decision.action == UNDONE else _decided(decision)
        return _become(connection, row, step, decision.action, {**values, "who": who, "at": now()})


def mark_applied(connection: Connection, ids: Iterable[int]) -> None:
    """Note that accepted wordings stand in their file."""
    for finding in sorted(ids):
        step = _next_step(connection, finding)
        row = _row(connection, finding)
        if row is not None and row.state == ACCEPTED:
            _become(connection, row, step, APPLIED, {"state": APPLIED, "wording": row.wording, "reason": "", "who": row.who, "at": now()})
            connection.execute(findings.update().where(findings.c.id == finding).values(present=False))


def _next_step(connection: Connection, finding: int) -> int:
    """Return the number of the next event in the article of a finding; until the transaction ends nobody else has one of that article."""
    article = sa.select(findings.c.article).where(findings.c.id == finding).scalar_subquery()
    step = connection.scalar(
        articles.update().where(articles.c.id == article).values(activity=articles.c.activity + 1).returning(articles.c.activity)
    )
    return int(step or 0)


def _become(connection: Connection, row: Row[Any], step: int, action: str, values: dict[str, Any]) -> Row[Any]:
    """Give a finding its next version, note the event and return the row."""
    version = row.version + 1
    changed = connection.execute(
        findings.update().where(findings.c.id == row.id, findings.c.version == row.version).values(**values, version=version)
    )
    if changed.rowcount != 1:
        raise ConflictError("somebody else decided first", _row(connection, row.id))
    connection.execute(events.insert().values(finding=row.id, article=row.article, step=step, action=action, version=version, **values))
    after = _row(connection, row.id)
    assert after is not None
    return after


def _row(connection: Connection, finding: int) -> Row[Any] | None:
    return connection.execute(sa.select(findings).where(findings.c.id == finding)).one_or_none()


def _decided(decision: Decision) -> dict[str, Any]:
    wording = decision.wording if decision.action == ACCEPTED else None
    return {"state": decision.action, "wording": wording, "reason": decision.reason if decision.action == REFUSED else ""}


def _undone(connection: Connection, row: Row[Any]) -> dict[str, Any]:
    """Return the finding as it was before the last decision that was not undone."""
    stands: list[dict[str, Any]] = []
    for event in history(connection, row.id):
        if event.action == UNDONE:
            stands = stands[:-1]
        else:
            stands.append({"state": event.state, "wording": event.wording, "reason": event.reason})
    if not stands:
        raise ConflictError("nothing to undo", row)
    return stands[-2] if len(stands) > 1 else {"state": OPEN, "wording": None, "reason": ""}


def history(connection: Connection, finding: int) -> list[Row[Any]]:
    """Return what happened to a finding, the oldest first."""
    return list(connection.execute(sa.select(events).where(events.c.finding == finding).order_by(events.c.version)))


def changed_since(connection: Connection, article: int, step: int) -> list[Row[Any]]:
    """Return the findings of an article that something happened to after a step."""
    ids = sa.select(events.c.finding).where(events.c.article == article, events.c.step > step)
    return list(connection.execute(sa.select(findings).where(findings.c.id.in_(ids)).order_by(findings.c.start, findings.c.id)))
