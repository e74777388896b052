"""Forms that this application handed out itself: each carries a token that belongs to the browser's session (CSRF)."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from mtcheck.desk.review.accounts.sessions import fresh

SESSION = "mtcheck_session"
HOST_ONLY = "__Host-"
"""What the name of a cookie begins with that browsers take from the host itself alone, by https (RFC 6265bis, 4.1.3.2)."""
FIELD = "token"
MOST = 2000
"""Fields of the largest form."""
KEY = re.compile(r"[0-9a-f]{32}")


class ForgedError(Exception):
    """A form that was not handed out to this browser."""


def session_of(request: Request) -> str:
    """Return the session of a browser; a new one where it has none."""
    if known := known_session(request):
        return known
    if not hasattr(request.state, "session"):
        request.state.session = fresh()
    return str(request.state.session)


def known_session(request: Request) -> str:
    """Return the session that a browser has; "" where it has none."""
    known = cookie_of(request, SESSION)
    return known if KEY.fullmatch(known) else ""


def cookie_of(request: Request, name: str) -> str:
    """Return what a browser keeps under a name; "" where it keeps nothing."""
    return request.cookies.get(_named(request, name), "")


def token(secret: bytes, session: str) -> str:
    """Return what a form of that session carries."""
    return hmac.new(secret, session.encode(), hashlib.sha256).hexdigest()


def keep(request: Request, response: Response) -> None:
    """Let the browser keep its session, where it is a new one."""
    if hasattr(request.state, "session"):
        set_cookie(request, response, SESSION, request.state.session)


def set_cookie(request: Request, response: Response, name: str, value: str, age: int | None = None) -> None:
    """Set a cookie that only this server gets, and no script."""
    response.set_cookie(_named(request, name), value, max_age=age, httponly=True, samesite="strict", secure=_is_secure(request))


def drop_cookie(request: Request, response: Response, name: str) -> None:
    """Let the browser forget a cookie."""
    response.delete_cookie(_named(request, name), httponly=True, samesite="strict", secure=_is_secure(request))


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _named(request: Request, name: str) -> str:
    return HOST_ONLY + name if _is_secure(request) else name


class Form(Mapping[str, str]):
    """The fields of a form; of a name that stands there more than once the first, ``every`` gives all."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = pairs
        self.first: dict[str, str] = dict(reversed(pairs))

    def __getitem__(self, name: str) -> str:
        return self.first[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.first)

    def __len__(self) -> int:
        return len(self.first)

    def every(self, name: str) -> list[str]:
        """Return all values of a name."""
        return [value for one, value in self.pairs if one == name]


async def form_of(request: Request, secret: bytes) -> Form:
    """Return the fields of a form; raise ForgedError where its token is not that of the session, or it is no form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise ForgedError
    try:
        form = Form(parse_qsl((await request.body()).decode("ascii"), keep_blank_values=True, max_num_fields=MOST, errors="replace"))
    except ValueError:
        raise ForgedError from None
    if not hmac.compare_digest(form.get(FIELD, "").encode(), token(secret, known_session(request)).encode()):
        raise ForgedError
    return form
