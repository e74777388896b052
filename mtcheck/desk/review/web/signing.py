"""Where there are accounts: signing in and out, and one's own password."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mtcheck.core.errors import ConfigError
from mtcheck.desk.review.accounts import sessions
from mtcheck.desk.review.accounts.attempts import Try
from mtcheck.desk.review.accounts.entering import TooOftenError, WrongError, change_password, enter
from mtcheck.desk.review.accounts.passwords import LONGEST, SHORTEST
from mtcheck.desk.review.web.forms import SESSION, Form, drop_cookie, known_session, set_cookie
from mtcheck.desk.review.web.rendering import answer
from mtcheck.desk.review.web.returning import inside
from mtcheck.desk.review.web.who import Person


def sign_in_page(request: Request) -> Response:
    """Ask for name and password."""
    return _asked(request, 200, inside(request.query_params.get("next", "/")))


def sign_in(request: Request, form: Form) -> Response:
    """Begin a session in this browser and go where the person wanted to."""
    name, place = form.get("name", ""), inside(form.get("next", "/"))
    try:
        token = enter(request.app.state.desk.database, _try(request, name), form.get("password", ""), known_session(request))
    except WrongError:
        return _asked(request, 422, place, name, "That name and password do not belong together.")
    except TooOftenError as error:
        return _asked(request, 429, place, name, _patience(error), {"Retry-After": str(error.seconds)})
    return _known(request, token, place)


def sign_out(request: Request, person: Person, form: Form) -> Response:
    """End the session of this browser."""
    with request.app.state.desk.database.writing() as connection:
        sessions.end(connection, known_session(request))
    response = RedirectResponse("/sign-in", 303)
    drop_cookie(request, response, SESSION)
    return response


def account_page(request: Request, person: Person) -> Response:
    """Show who somebody is here, and ask for another password."""
    return _account(request, 200, changed="changed" in request.query_params)


def change(request: Request, person: Person, form: Form) -> Response:
    """Give somebody the password that they chose; only this browser stays signed in."""
    new = form.get("new", "")
    if new != form.get("again", ""):
        return _account(request, 422, "The two new passwords differ.")
    try:
        token = change_password(request.app.state.desk.database, _try(request, person.name), form.get("old", ""), new)
    except WrongError:
        return _account(request, 422, "That is not your password as it is now.")
    except ConfigError as error:
        return _account(request, 422, f"{error.what.capitalize()}.")
    except TooOftenError as error:
        return _account(request, 429, _patience(error))
    return _known(request, token, "/account?changed")


def _try(request: Request, name: str) -> Try:
    return Try(name, request.client.host if request.client else "")


def _known(request: Request, token: str, place: str) -> Response:
    response = RedirectResponse(place, 303)
    set_cookie(request, response, SESSION, token)
    return response


def _asked(request: Request, status: int, place: str, name: str = "", trouble: str = "", headers: dict[str, str] | None = None) -> Response:
    return answer(request, "sign_in.html", status, headers, next=place, name=name, trouble=trouble)


def _account(request: Request, status: int, trouble: str = "", *, changed: bool = False) -> Response:
    return answer(request, "account.html", status, trouble=trouble, changed=changed, shortest=SHORTEST, longest=LONGEST)


def _patience(error: TooOftenError) -> str:
    minutes = -(-error.seconds // 60)
    return f"Too many tries. Wait {minutes} minute{'s' if minutes > 1 else ''}, or ask an admin for a new password."
