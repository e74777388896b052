"""One article with its findings, as the page shows it, and who has taken it."""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from mtcheck.desk.review.database import Database
from mtcheck.desk.review.decisions import ConflictError
from mtcheck.desk.review.queue import COUNTED
from mtcheck.desk.review.tables import APPLIED, articles, files, findings


class Article(NamedTuple):
    """An article: its row with the ``name`` of its file, its findings in the order of the text, those that were written into the file after them."""

    row: Row[Any]
    findings: list[Row[Any]]


def article_of(connection: Connection, number: int) -> Article | None:
    """Return an article; None where there is none of that number."""
    row = row_of(connection, number)
    if row is None:
        return None
    found = sa.select(findings).where(findings.c.article == number, COUNTED)
    return Article(row, list(connection.execute(found.order_by(findings.c.state == APPLIED, findings.c.start, findings.c.id))))


def row_of(connection: Connection, number: int) -> Row[Any] | None:
    """Return the row of an article with the ``name`` of its file; None where there is none of that number."""
    chosen = sa.select(articles, files.c.name).join(files, files.c.id == articles.c.file).where(articles.c.id == number)
    return connection.execute(chosen).one_or_none()


def counts_of(connection: Connection, number: int) -> dict[str, int]:
    """Return state -> number of the findings of an article in it."""
    found = sa.select(findings.c.state, sa.func.count().label("number")).where(findings.c.article == number, COUNTED).group_by(findings.c.state)
    return {row.state: row.number for row in connection.execute(found)}


def assign(database: Database, number: int, version: int, assignee: str) -> None:
    """Give a version of an article to somebody ("": to nobody).

    Raises ConflictError where somebody else was faster.
    """
    with database.writing() as connection:
        changed = connection.execute(
            articles.update().where(articles.c.id == number, articles.c.version == version).values(assignee=assignee, version=version + 1)
        )
        if changed.rowcount != 1:
            raise ConflictError("somebody else changed who has this article", None)
