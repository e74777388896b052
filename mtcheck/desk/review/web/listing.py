"""The queue."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from mtcheck.desk.review.queue import NOBODY, STATUSES, Filters, choices, queue
from mtcheck.desk.review.web.rendering import answer
from mtcheck.desk.review.web.who import Person


def queue_page(request: Request, person: Person) -> Response:
    """Show the articles that fit the filters."""
    filters = Filters.of(request.query_params)
    page = request.query_params.get("page", "1")
    with request.app.state.desk.database.reading() as connection:
        found = queue(connection, filters, int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1)
        there = choices(connection)
    return answer(request, "queue.html", queue=found, filters=filters, choices=there, statuses=STATUSES, nobody=NOBODY)
