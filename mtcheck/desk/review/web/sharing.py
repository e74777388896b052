"""What others get: figures, and files to take away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from markupsafe import Markup
from sqlalchemy.engine import Row
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mtcheck.core import page as shell
from mtcheck.desk.review.database import now
from mtcheck.desk.review.exporting import as_csv, as_decisions, as_xlsx, rows
from mtcheck.desk.review.figures import figures
from mtcheck.desk.review.web.rendering import STATIC, answer, environment
from mtcheck.desk.review.web.who import Person

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITERS: dict[str, tuple[str, Callable[[Sequence[Row[Any]]], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": (SHEET, as_xlsx),
    "jsonl": ("application/jsonl; charset=utf-8", as_decisions),
    "html": ("text/html; charset=utf-8", lambda found: _as_page(found)),
}
"""Suffix -> media type, and what writes it."""
NAMES = {"jsonl": "decisions.jsonl"}


def figures_page(request: Request, person: Person) -> Response:
    """Show what the decisions come to, and offer them for taking away."""
    with request.app.state.desk.database.reading() as connection:
        found = figures(connection)
    return answer(request, "figures.html", figures=found, rules=request.app.state.desk.rules)


def export(request: Request, person: Person) -> Response:
    """Give the decisions as a file."""
    form = request.path_params["form"]
    if form not in WRITERS:
        raise HTTPException(404)
    if form == "xlsx" and find_spec("openpyxl") is None:
        raise HTTPException(501, "Excel needs openpyxl: pip install 'mtcheck[review]'.")
    kind, write = WRITERS[form]
    with request.app.state.desk.database.reading() as connection:
        content = write(rows(connection))
    name = NAMES.get(form, f"corrections.{form}")
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _as_page(found: Sequence[Row[Any]]) -> bytes:
    """Return the correction report as one page that needs nothing but itself."""
    style = shell.STYLE.read_text("utf-8") + (STATIC / "export.css").read_text("utf-8")
    by_article = [(next(iter(group := list(own))), group) for _, own in groupby(found, key=lambda one: one.article)]
    template = environment().get_template("export.html")
    return template.render(articles=by_article, count=len(found), style=Markup(style), made=now()).encode()
