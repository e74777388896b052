"""Which articles there are, the highest penalty first, with filters, search and pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from mtcheck.core.mqm import Severity
from mtcheck.desk.review.tables import ACCEPTED, APPLIED, OPEN, REFUSED, STATES, articles, files, findings

PAGE = 50
"""Articles on a page."""
DONE = "done"
"""Status of an article in which nothing is open."""
NOBODY = "-"
"""Assignee of an article that nobody took."""
STATUSES = (*STATES, DONE)
ESCAPE = "\\"


class Filters(NamedTuple):
    """What is looked for; empty values filter nothing. ``confidence`` is the least one; ``search`` is looked for in paths, titles and texts."""

    rule: str = ""
    severity: str = ""
    confidence: float = 0.0
    language: str = ""
    status: str = ""
    assignee: str = ""
    search: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filters:
        """Return the filters of a query string; what is no filter in it is left out."""
        texts = {name: given.get(name, "").strip()[:200] for name in ("rule", "language", "assignee", "search")}
        severity, status = given.get("severity", ""), given.get("status", "")
        return cls(
            **texts,
            severity=severity if severity in list(Severity) else "",
            confidence=_share(given.get("confidence", "")),
            status=status if status in STATUSES else "",
        )

    def query(self) -> dict[str, str]:
        """Return what ``of`` reads: the filters that filter something."""
        return {name: f"{value:g}" if isinstance(value, float) else value for name, value in self._asdict().items() if value}

    def holds(self, finding: Row[Any]) -> bool:
        """Return whether a finding fits."""
        return (
            self.rule in ("", finding.rule)
            and self.severity in ("", finding.severity)
            and finding.confidence >= self.confidence
            and self.status in ("", DONE, finding.state)
        )


def _share(text: str) -> float:
    try:
        found = float(text or 0)
    except ValueError:
        return 0.0
    return found if 0 <= found <= 1 else 0.0


class Queue(NamedTuple):
    """A page of articles: ``rows`` with the counts of their findings, which page of how many, and how many articles fit."""

    rows: list[Row[Any]]
    page: int
    pages: int
    fitting: int


COUNTED = sa.or_(findings.c.present, findings.c.state == APPLIED)
"""Findings that count: those in the text, and those that were written into the file."""


def queue(connection: Connection, filters: Filters, page: int = 1) -> Queue:
    """Return a page of the articles that fit; the nearest one where there is none of that number."""
    fitting = _fitting(filters)
    count = connection.scalar(sa.select(sa.func.count()).select_from(articles).where(*fitting)) or 0
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    shown = (
        sa.select(
            articles.c.id, articles.c.title, articles.c.document, articles.c.words, articles.c.penalty, articles.c.language, articles.c.assignee
        )
        .add_columns(files.c.name, *_counts())
        .join(files, files.c.id == articles.c.file)
        .where(*fitting)
        .order_by(articles.c.penalty.desc(), articles.c.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Queue(list(connection.execute(shown)), page, pages, count)


def _counts() -> list[sa.ColumnElement[Any]]:
    """Return the number of findings of an article in each state."""
    own = sa.select(sa.func.count()).where(findings.c.article == articles.c.id)
    found: list[sa.ColumnElement[Any]] = [
        own.where(findings.c.present, findings.c.state == one).scalar_subquery().label(one) for one in (OPEN, ACCEPTED, REFUSED)
    ]
    return [*found, own.where(findings.c.state == APPLIED).scalar_subquery().label(APPLIED)]


def _fitting(filters: Filters) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = [articles.c.present]
    if filters.language:
        found.append(articles.c.language == filters.language)
    if filters.assignee:
        found.append(articles.c.assignee == ("" if filters.assignee == NOBODY else filters.assignee))
    found += [articles.c.sought.contains(word, autoescape=True, escape=ESCAPE) for word in filters.search.casefold().split()]
    own = sa.select(findings.c.id).where(findings.c.article == articles.c.id)
    if filters.status == DONE:
        found.append(~own.where(findings.c.present, findings.c.state == OPEN).exists())
    if conditions := _of_findings(filters):
        found.append(own.where(COUNTED, *conditions).exists())
    return found


def _of_findings(filters: Filters) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if filters.rule:
        found.append(findings.c.rule == filters.rule)
    if filters.severity:
        found.append(findings.c.severity == filters.severity)
    if filters.confidence:
        found.append(findings.c.confidence >= filters.confidence)
    if filters.status in STATES:
        found.append(findings.c.state == filters.status)
    return found


def beside(connection: Connection, filters: Filters, article: int) -> tuple[int | None, int | None]:
    """Return the articles before and after one in the queue; None at its ends, or where the article is not in it."""
    here = connection.execute(sa.select(articles.c.penalty, articles.c.id).where(articles.c.id == article)).one_or_none()
    if here is None:
        return None, None
    fitting = _fitting(filters)
    same = articles.c.penalty == here.penalty
    before = sa.or_(articles.c.penalty > here.penalty, sa.and_(same, articles.c.id < article))
    after = sa.or_(articles.c.penalty < here.penalty, sa.and_(same, articles.c.id > article))
    chosen = sa.select(articles.c.id).where(*fitting).limit(1)
    return (
        connection.scalar(chosen.where(before).order_by(articles.c.penalty, articles.c.id.desc())),
        connection.scalar(chosen.where(after).order_by(articles.c.penalty.desc(), articles.c.id)),
    )


def choices(connection: Connection) -> dict[str, list[str]]:
    """Return what there is to filter by: rules, languages, assignees."""
    here = articles.c.present
    rules = sa.select(findings.c.rule).distinct().order_by(findings.c.rule)
    languages = sa.select(articles.c.language).distinct().where(here, articles.c.language != "").order_by(articles.c.language)
    assignees = sa.select(articles.c.assignee).distinct().where(here, articles.c.assignee != "").order_by(articles.c.assignee)
    return {"rule": list(connection.scalars(rules)), "language": list(connection.scalars(languages)), "assignee": list(connection.scalars(assignees))}
