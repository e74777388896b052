"""What an admin does: who may enter, as what."""

from __future__ import annotations

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mtcheck.core.errors import ConfigError
from mtcheck.desk.review.accounts import users
from mtcheck.desk.review.accounts.passwords import LONGEST, SHORTEST
from mtcheck.desk.review.accounts.people import Role, cleaned
from mtcheck.desk.review.web.forms import Form
from mtcheck.desk.review.web.rendering import answer
from mtcheck.desk.review.web.who import Person


def users_page(request: Request, person: Person) -> Response:
    """Show who may enter."""
    return _listed(request, 200)


def add(request: Request, person: Person, form: Form) -> Response:
    """Add somebody."""
    name, role, password = form.get("user", ""), _role(form), form.get("password", "")
    return _done(request, lambda: users.add(request.app.state.desk.database, name, role, password), f"{cleaned(name)} may sign in now.")


def set_role(request: Request, person: Person, form: Form) -> Response:
    """Give somebody another role."""
    name, role = form.get("user", ""), _role(form)
    done = f"{cleaned(name)} is {role} now, and has to sign in again."
    return _done(request, lambda: users.set_role(request.app.state.desk.database, name, role), done)


def set_password(request: Request, person: Person, form: Form) -> Response:
    """Give somebody another password."""
    name, password = form.get("user", ""), form.get("password", "")
    done = f"{cleaned(name)} has a new password, and has to sign in again."
    return _done(request, lambda: users.set_password(request.app.state.desk.database, name, password), done)


def remove(request: Request, person: Person, form: Form) -> Response:
    """Remove somebody; their decisions stay."""
    name = form.get("user", "")
    return _done(request, lambda: users.remove(request.app.state.desk.database, name), f"{cleaned(name)} is removed; the decisions stay.")


def _role(form: Form) -> Role:
    try:
        return Role.of(form.get("role", ""))
    except KeyError:
        raise HTTPException(400, "No such role.") from None


def _done(request: Request, work: Callable[[], None], done: str) -> Response:
    try:
        work()
    except ConfigError as error:
        return _listed(request, 422, trouble=f"Not done: {error.what}.")
    return _listed(request, 200, done=done)


def _listed(request: Request, status: int, *, done: str = "", trouble: str = "") -> Response:
    with request.app.state.desk.database.reading() as connection:
        found = users.everyone(connection)
    roles = [str(role) for role in Role]
    return answer(request, "users.html", status, users=found, roles=roles, done=done, trouble=trouble, shortest=SHORTEST, longest=LONGEST)
