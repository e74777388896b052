"""Who asks, and what they may do. Without accounts a person is the name that they gave on the page; everyone at this machine may do everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, unquote

from starlette.requests import Request

from mtcheck.desk.review.accounts import sessions
from mtcheck.desk.review.accounts.people import Role, cleaned
from mtcheck.desk.review.web.forms import cookie_of, known_session

NAME = "mtcheck_name"
YEAR = 365 * 24 * 3600


class Person(NamedTuple):
    """Somebody who decides: the name that decisions are kept under."""

    name: str
    role: Role


RIGHTS = {
    "read": Role.REVIEWER,
    "decide": Role.REVIEWER,
    "account": Role.REVIEWER,
    "assign": Role.EDITOR,
    "export": Role.EDITOR,
    "apply": Role.EDITOR,
    "users": Role.ADMIN,
}
"""What there is to do, and the least role that may; ``application`` says which address is which of these."""

Who = Callable[[Request], Person | None]
"""Says who asks; None where nobody knows yet."""


def may(person: Person | None, deed: str) -> bool:
    """Return whether somebody may do something."""
    return person is not None and person.role >= RIGHTS[deed]


def by_name(request: Request) -> Person | None:
    """Return the person whose name the browser keeps."""
    name = cleaned(unquote(cookie_of(request, NAME)))
    return Person(name, Role.EDITOR) if name else None


def by_session(request: Request) -> Person | None:
    """Return the person who signed in with this browser."""
    if not hasattr(request.state, "person"):
        with request.app.state.desk.database.reading() as connection:
            user = sessions.holder(connection, known_session(request))
        request.state.person = None if user is None else Person(user.name, Role.of(user.role))
    found: Person | None = request.state.person
    return found


def cookie(name: str) -> str:
    """Return a name as the browser keeps it."""
    return quote(name, safe="")
