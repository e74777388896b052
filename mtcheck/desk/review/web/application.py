"""The application: which address leads where, and what becomes of what goes wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from functools import wraps

from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from mtcheck.core import page as shell
from mtcheck.desk.review.database import is_full, reason
from mtcheck.desk.review.web import deciding, delivering, listing, naming, reading, sharing
from mtcheck.desk.review.web.desk import Desk
from mtcheck.desk.review.web.forms import ForgedError, Form, form_of
from mtcheck.desk.review.web.guards import Guard
from mtcheck.desk.review.web.rendering import STATIC, answer, is_part
from mtcheck.desk.review.web.who import Person, may

Page = Callable[[Request, Person], Response]
Deed = Callable[[Request, Person, Form], Response]
Endpoint = Callable[[Request], Awaitable[Response]]
PAGES: tuple[tuple[str, str, Page], ...] = (
    ("/", "read", listing.queue_page),
    ("/articles/{article:int}", "read", reading.article_page),
    ("/articles/{article:int}/news", "read", reading.news),
    ("/findings/{finding:int}/history", "read", reading.history_part),
    ("/apply", "apply", delivering.plan_page),
    ("/figures", "read", sharing.figures_page),
    ("/export/{form}", "export", sharing.export),
)
DEEDS: tuple[tuple[str, str, Deed], ...] = (
    ("/findings/{finding:int}/decision", "decide", deciding.decision),
    ("/articles/{article:int}/assignee", "assign", deciding.assignment),
    ("/apply", "apply", delivering.apply),
)
"""Address, what one must be allowed to do, and who answers."""


def application(desk: Desk, hosts: Collection[str] | None) -> Starlette:
    """Return the application; it answers under the names of ``hosts``, port included."""
    routes = [
        Route("/name", naming.name_page),
        Route("/name", naming.named, methods=["POST"]),
        *(Route(path, _page(deed, work)) for path, deed, work in PAGES),
        *(Route(path, _deed(deed, work), methods=["POST"]) for path, deed, work in DEEDS),
        Route(f"/static/{shell.STYLE.name}", lambda request: FileResponse(shell.STYLE)),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    failed = {ForgedError: _forged, DBAPIError: _not_stored, HTTPException: _refused}
    app = Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts)], exception_handlers=failed)
    app.state.desk = desk
    return app


def _page(deed: str, work: Page) -> Endpoint:
    @wraps(work)
    async def endpoint(request: Request) -> Response:
        person = request.app.state.desk.who(request)
        return _stranger(request) if person is None else await run_in_threadpool(work, request, _allowed(person, deed))

    return endpoint


def _deed(deed: str, work: Deed) -> Endpoint:
    @wraps(work)
    async def endpoint(request: Request) -> Response:
        form = await form_of(request, request.app.state.desk.secret)
        person = request.app.state.desk.who(request)
        return _stranger(request) if person is None else await run_in_threadpool(work, request, _allowed(person, deed), form)

    return endpoint


def _allowed(person: Person, deed: str) -> Person:
    if not may(person, deed):
        raise HTTPException(403, "Your role does not allow that.")
    return person


def _stranger(request: Request) -> Response:
    """Ask for a name first."""
    if is_part(request):
        return Response(status_code=401, headers={"HX-Redirect": "/name"})
    return RedirectResponse(naming.address(request), 303)


def _forged(request: Request, error: Exception) -> Response:
    return _said(request, 403, "This form is not from this page, or the page is too old. Load it again; nothing was changed.")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _said(request, error.status_code, "There is nothing here." if error.status_code == 404 else error.detail)


def _not_stored(request: Request, error: Exception) -> Response:
    assert isinstance(error, DBAPIError)
    why = "the disk of the database is full" if is_full(error) else f"the database says: {reason(error)}"
    return _said(request, 507 if is_full(error) else 503, f"Not saved: {why}. Nothing was changed; try again when that is put right.")


def _said(request: Request, status: int, line: str) -> Response:
    return answer(request, "said_part.html" if is_part(request) else "said.html", status, line=line)
