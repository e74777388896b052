"""Where there are no accounts: the page that asks, once, under which name decisions are kept."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mtcheck.desk.review.accounts.people import cleaned
from mtcheck.desk.review.web.forms import Form, set_cookie
from mtcheck.desk.review.web.rendering import answer
from mtcheck.desk.review.web.returning import inside
from mtcheck.desk.review.web.who import NAME, YEAR, cookie


def name_page(request: Request) -> Response:
    """Ask for a name."""
    return answer(request, "name.html", next=inside(request.query_params.get("next", "/")), trouble="")


def named(request: Request, form: Form) -> Response:
    """Keep the name in the browser and go where the person wanted to."""
    name, place = cleaned(form.get("name", "")), inside(form.get("next", "/"))
    if not name:
        return answer(request, "name.html", 422, next=place, trouble="Give the name that your decisions are kept under.")
    response = RedirectResponse(place, 303)
    set_cookie(request, response, NAME, cookie(name), YEAR)
    return response
