"""An article, what others did in it meanwhile, and the history of a finding."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy.engine import Row
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mtcheck.desk.review.accounts.users import everyone
from mtcheck.desk.review.article import article_of, counts_of, row_of
from mtcheck.desk.review.decisions import changed_since, history
from mtcheck.desk.review.queue import Filters, beside
from mtcheck.desk.review.tables import STATES
from mtcheck.desk.review.web.marking import source_of, stretches
from mtcheck.desk.review.web.rendering import answer, is_part
from mtcheck.desk.review.web.who import Person

Found = TypeVar("Found")


def article_page(request: Request, person: Person) -> Response:
    """Show an article with its findings."""
    number, filters = request.path_params["article"], Filters.of(request.query_params)
    with request.app.state.desk.database.reading() as connection:
        article = _there(article_of(connection, number))
        before, after = beside(connection, filters, number)
        counts = counts_of(connection, number)
        names = [user.name for user in everyone(connection)] if request.app.state.desk.accounts else []
    shown = [card(request, article.row, one) for one in article.findings if filters.holds(one)]
    return answer(
        request,
        "article.html",
        article=article.row,
        cards=shown,
        hidden=len(article.findings) - len(shown),
        stretches=list(stretches(article.row, article.findings)),
        filters=filters,
        before=before,
        after=after,
        counts=_all(counts),
        step=article.row.activity,
        names=names,
    )


def news(request: Request, person: Person) -> Response:
    """Give the findings that somebody decided about after a step; 204 where nobody did."""
    number, step = request.path_params["article"], request.query_params.get("step", "")
    if not step.isdecimal() or len(step) > 12:
        raise HTTPException(400, "No step.")
    with request.app.state.desk.database.reading() as connection:
        article = _there(row_of(connection, number))
        if article.activity == int(step):
            return Response(status_code=204)
        changed = changed_since(connection, number, int(step))
        counts = counts_of(connection, number)
    cards = [card(request, article, one) for one in changed]
    return answer(request, "news.html", article=article, cards=cards, counts=_all(counts), step=article.activity)


def history_part(request: Request, person: Person) -> Response:
    """Show what happened to a finding."""
    with request.app.state.desk.database.reading() as connection:
        found = history(connection, request.path_params["finding"])
    return answer(request, "history.html" if is_part(request) else "history_page.html", events=found)


def card(request: Request, article: Row[Any], finding: Row[Any]) -> dict[str, Any]:
    """Return what the card of a finding shows."""
    rule = request.app.state.desk.rules.get(finding.rule)
    return {"finding": finding, "why": rule.why if rule else "", "source": source_of(article, finding), "note": ""}


def _there(found: Found | None) -> Found:
    if found is None:
        raise HTTPException(404)
    return found


def _all(counts: dict[str, int]) -> dict[str, int]:
    return {state: counts.get(state, 0) for state in STATES}
