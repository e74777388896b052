"""The application: which address leads where, and what becomes of what goes wrong."""

from __future__ import annotations

from asyncio import get_running_loop
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from functools import partial, wraps

from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from mtcheck.core import page as shell
from mtcheck.desk.review.accounts.passwords import AT_ONCE
from mtcheck.desk.review.accounts.people import Role
from mtcheck.desk.review.database import is_full, reason
from mtcheck.desk.review.web import deciding, delivering, listing, naming, reading, sharing, signing, users
from mtcheck.desk.review.web.desk import Desk
from mtcheck.desk.review.web.forms import ForgedError, Form, form_of
from mtcheck.desk.review.web.guards import Guard
from mtcheck.desk.review.web.rendering import STATIC, answer, is_part
from mtcheck.desk.review.web.returning import by_way_of
from mtcheck.desk.review.web.who import RIGHTS, Person

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
ACCOUNT_PAGES: tuple[tuple[str, str, Page], ...] = (("/account", "account", signing.account_page), ("/users", "users", users.users_page))
ACCOUNT_DEEDS: tuple[tuple[str, str, Deed], ...] = (
    ("/sign-out", "account", signing.sign_out),
    ("/account", "account", signing.change),
    ("/users", "users", users.add),
    ("/users/role", "users", users.set_role),
    ("/users/password", "users", users.set_password),
    ("/users/remove", "users", users.remove),
)
"""Address, what one must be allowed to do (``who.RIGHTS``), and who answers; those of accounts are there where people sign in."""


def application(desk: Desk, hosts: Collection[str], *, secure: bool = False) -> Starlette:
    """Return the application; it answers under the names of ``hosts``, port included. ``secure``: browsers reach it by https, whatever it sees of that."""
    door, ask, known = ("/sign-in", signing.sign_in_page, signing.sign_in) if desk.accounts else ("/name", naming.name_page, naming.named)
    pages, more = (PAGES + ACCOUNT_PAGES, ACCOUNT_DEEDS) if desk.accounts else (PAGES, ())
    routes = [
        Route(door, ask),
        Route(door, _entered(known), methods=["POST"]),
        *(Route(path, _page(door, deed, work)) for path, deed, work in pages),
        *(Route(path, _deed(door, deed, work), methods=["POST"]) for path, deed, work in DEEDS),
        *(Route(path, _deed(door, deed, work, _in_turn), methods=["POST"]) for path, deed, work in more),
        Route(f"/static/{shell.STYLE.name}", lambda request: FileResponse(shell.STYLE)),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    failed = {ForgedError: _forged, DBAPIError: _not_stored, HTTPException: _refused, ClientDisconnect: _gone}
    app = Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts, secure=secure)], exception_handlers=failed)
    app.state.desk, app.state.turns = desk, ThreadPoolExecutor(AT_ONCE)
    return app


def _entered(work: Callable[[Request, Form], Response]) -> Endpoint:
    @wraps(work)
    async def endpoint(request: Request) -> Response:
        return await _in_turn(work, request, await form_of(request, request.app.state.desk.secret))

    return endpoint


async def _in_turn(work: Callable[..., Response], request: Request, *arguments: object) -> Response:
    """Answer in one of the few threads that look at passwords, so that many who sign in at once keep nobody else waiting."""
    return await get_running_loop().run_in_executor(request.app.state.turns, partial(work, request, *arguments))


def _page(door: str, deed: str, work: Page) -> Endpoint:
    @wraps(work)
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_answered, request, door, RIGHTS[deed], work)

    return endpoint


def _deed(door: str, deed: str, work: Deed, run: Callable[..., Awaitable[Response]] = run_in_threadpool) -> Endpoint:
    @wraps(work)
    async def endpoint(request: Request) -> Response:
        form = await form_of(request, request.app.state.desk.secret)
        return await run(_answered, request, door, RIGHTS[deed], work, form)

    return endpoint


def _answered(request: Request, door: str, least: Role, work: Callable[..., Response], *form: Form) -> Response:
    """Let somebody do something who may; ask a stranger who they are."""
    person = request.app.state.desk.who(request)
    if person is None:
        place = by_way_of(door, request)
        return Response(status_code=401, headers={"HX-Redirect": place}) if is_part(request) else RedirectResponse(place, 303)
    if person.role < least:
        raise HTTPException(403, "Your role does not allow that.")
    return work(request, person, *form)


def _forged(request: Request, error: Exception) -> Response:
    return _said(request, 403, "This form is not from this page, or the page is too old. Load it again; nothing was changed.")


def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=400)  # which nobody reads any more


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _said(request, error.status_code, "There is nothing here." if error.status_code == 404 else error.detail)


def _not_stored(request: Request, error: Exception) -> Response:
    assert isinstance(error, DBAPIError)
    why = "the disk of the database is full" if is_full(error) else f"the database says: {reason(error)}"
    return _said(request, 507 if is_full(error) else 503, f"Not saved: {why}. Nothing was changed; try again when that is put right.")


def _said(request: Request, status: int, line: str) -> Response:
    return answer(request, "said_part.html" if is_part(request) else "said.html", status, line=line)
