"""Templates -> answers. Everything that is put into a template is escaped, and what is missing in one is an error."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from mtcheck.core import page as shell
from mtcheck.core.text import counted
from mtcheck.desk.review.web.forms import keep, session_of, token
from mtcheck.desk.review.web.who import may

HERE = Path(__file__).parent
STATIC = HERE / "static"


@cache
def environment() -> Environment:
    """Return the templates."""
    found = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.globals |= {"static": static, "may": may}
    found.filters |= {"counted": counted, "query": _query, "day": _day}
    return found


@cache
def static(name: str) -> str:
    """Return the address of a file that pages load; it changes with its content, so that browsers may keep it."""
    file = shell.STYLE if name == shell.STYLE.name else STATIC / name
    return f"/static/{name}?{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"


def _query(values: dict[str, Any], **more: Any) -> str:
    found = {name: value for name, value in {**values, **more}.items() if value not in ("", None)}
    return f"?{urlencode(found)}" if found else ""


def _day(time: str) -> str:
    return f"{time[:10]} {time[11:16]}"


def answer(request: Request, template: str, status: int = 200, headers: dict[str, str] | None = None, **values: Any) -> HTMLResponse:
    """Return a page or a part of one."""
    desk = request.app.state.desk
    person = desk.who(request)
    given = {"token": token(desk.secret, session_of(request)), "person": person, "accounts": desk.accounts}
    given |= {"path": request.url.path, **values}
    response = HTMLResponse(environment().get_template(template).render(**given), status, headers)
    keep(request, response)
    return response


def is_part(request: Request) -> bool:
    """Return whether htmx asks, which wants a part of the page."""
    return request.headers.get("hx-request") == "true"
