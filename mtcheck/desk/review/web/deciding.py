"""Decisions and assignments that a browser sends. Whoever is late gets a conflict (409) and sees what the other did."""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Row
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mtcheck.desk.review.accounts.people import cleaned
from mtcheck.desk.review.accounts.users import named
from mtcheck.desk.review.article import assign, counts_of, row_of
from mtcheck.desk.review.database import Database
from mtcheck.desk.review.decisions import LONGEST_REASON, LONGEST_WORDING, UNDONE, ConflictError, Decision, decide
from mtcheck.desk.review.tables import ACCEPTED, REFUSED, STATES
from mtcheck.desk.review.web.forms import Form
from mtcheck.desk.review.web.reading import card
from mtcheck.desk.review.web.rendering import answer, is_part
from mtcheck.desk.review.web.returning import with_filters
from mtcheck.desk.review.web.who import Person

SAID = {"open": "undid a decision", "accepted": "accepted this", "refused": "refused this", "applied": "had it written into the file"}


def decision(request: Request, person: Person, form: Form) -> Response:
    """Decide about a finding, and show what came of it."""
    number, version = request.path_params["finding"], _number(form, "version")
    chosen = _chosen(request, number, form)
    database = request.app.state.desk.database
    try:
        return _shown(request, decide(database, number, version, chosen, person.name), "", 200)
    except ConflictError as conflict:
        if conflict.finding is None:
            raise HTTPException(404) from None
        who = f"{conflict.finding.who} {SAID[conflict.finding.state]}" if conflict.finding.version != version else conflict.why
        return _shown(request, conflict.finding, f"Your decision was not saved: {who}.", 409)


def _chosen(request: Request, number: int, form: Form) -> Decision:
    """Return the decision of a form: ``choice`` is the index of a suggestion, "wording", "refuse" or "undo"."""
    match form.get("choice", ""):
        case "undo":
            return Decision(UNDONE)
        case "refuse":
            return Decision(REFUSED, reason=" ".join(_bounded(form, "reason", LONGEST_REASON).split()))
        case "wording":
            return Decision(ACCEPTED, _bounded(form, "wording", LONGEST_WORDING))
        case choice if choice.isascii() and choice.isdecimal() and len(choice) < 4:
            return Decision(ACCEPTED, _suggestion(request, number, int(choice)))
    raise HTTPException(400, "No such choice.")


def _suggestion(request: Request, finding: int, at: int) -> str:
    import sqlalchemy as sa

    from mtcheck.desk.review.tables import findings

    with request.app.state.desk.database.reading() as connection:
        found = connection.scalar(sa.select(findings.c.suggestions).where(findings.c.id == finding))
    if found is None:
        raise HTTPException(404)
    if at >= len(found):
        raise HTTPException(400, "No such suggestion.")
    return str(found[at])


def _bounded(form: Form, name: str, longest: int) -> str:
    text = form.get(name, "").replace("\r\n", "\n")
    if len(text) > longest:
        raise HTTPException(413, f"At most {longest:,} characters.")
    if "\0" in text:
        raise HTTPException(400, "A character that no text has.")
    return text


def _number(form: Form, name: str) -> int:
    text = form.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise HTTPException(400, f"No {name}.")
    return int(text)


def _shown(request: Request, row: Row[Any], note: str, status: int) -> Response:
    """Return the card of a finding, with the counts of its article; without htmx the page it stands on."""
    if not is_part(request) and status == 200:
        return RedirectResponse(f"{with_filters(request, f'/articles/{row.article}')}#f{row.id}", 303)
    with request.app.state.desk.database.reading() as connection:
        article = row_of(connection, row.article)
        counts = counts_of(connection, row.article)
    assert article is not None
    shown = {**card(request, article, row), "note": note}
    template = "decided.html" if is_part(request) else "conflict.html"
    return answer(request, template, status, card=shown, article=article, counts={state: counts.get(state, 0) for state in STATES})


def _is_user(database: Database, name: str) -> bool:
    with database.reading() as connection:
        user = named(connection, name)
    return user is not None and user.name == name


def assignment(request: Request, person: Person, form: Form) -> Response:
    """Give an article to somebody."""
    number, assignee, desk = request.path_params["article"], cleaned(form.get("assignee", "")), request.app.state.desk
    if assignee and desk.accounts and not _is_user(desk.database, assignee):
        raise HTTPException(400, "There is no user of that name.")
    try:
        assign(desk.database, number, _number(form, "version"), assignee)
    except ConflictError as conflict:
        return answer(request, "said.html", 409, line=f"Not saved: {conflict.why}. Load the article again.")
    return RedirectResponse(with_filters(request, f"/articles/{number}"), 303)
