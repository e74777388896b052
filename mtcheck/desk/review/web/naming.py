"""Where there are no accounts: the page that asks, once, under which name decisions are kept."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mtcheck.desk.review.web.forms import form_of, set_cookie
from mtcheck.desk.review.web.rendering import answer
from mtcheck.desk.review.web.who import NAME, YEAR, cleaned, cookie


def address(request: Request) -> str:
    """Return the address of the page, which leads back to the one asked for."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"/name?{urlencode({'next': here})}" if request.method == "GET" and here != "/" else "/name"


def name_page(request: Request) -> Response:
    """Ask for a name."""
    return answer(request, "name.html", next=_inside(request.query_params.get("next", "/")), trouble="")


async def named(request: Request) -> Response:
    """Keep the name in the browser and go where the person wanted to."""
    form = await form_of(request, request.app.state.desk.secret)
    name, place = cleaned(form.get("name", "")), _inside(form.get("next", "/"))
    if not name:
        return answer(request, "name.html", 422, next=place, trouble="Give the name that your decisions are kept under.")
    response = RedirectResponse(place, 303)
    set_cookie(request, response, NAME, cookie(name), YEAR)
    return response


def _inside(place: str) -> str:
    """Return a place of this application; the queue for any other."""
    inside = place.startswith("/") and not place.startswith(("//", "/\\")) and place.isprintable()
    return place if inside else "/"
