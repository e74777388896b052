"""Back to the page that somebody wanted, after they have said who they are, or sent a form of it."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from starlette.requests import Request


def by_way_of(door: str, request: Request) -> str:
    """Return the address of the page that asks who somebody is, which leads back to the one that they are at."""
    page = request.headers.get("hx-current-url", "").partition("#")[0].partition("://")[2].partition("/")[2]
    if page:
        here = f"/{page}"
    elif request.method == "GET" and "hx-request" not in request.headers:
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    else:
        here = "/"
    return door if inside(here) == "/" else f"{door}?{urlencode({'next': here})}"


def inside(place: str) -> str:
    """Return a place of this application; the queue for any other."""
    own = place.startswith("/") and not place.startswith(("//", "/\\")) and place.isprintable()
    return place if own else "/"


def with_filters(request: Request, page: str) -> str:
    """Return the address of a page, with the filters that stood there when a form of it was sent."""
    came = urlsplit(request.headers.get("referer", ""))
    same = (came.netloc, came.path) == (request.headers.get("host"), page)
    return f"{page}?{came.query}" if same and came.query else page
