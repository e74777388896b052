"""Accepted wordings written into the files: shown first, then written."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mtcheck.desk.review.applying import Plan
from mtcheck.desk.review.web.forms import Form
from mtcheck.desk.review.web.rendering import answer
from mtcheck.desk.review.web.who import Person


def plan_page(request: Request, person: Person) -> Response:
    """Show what would be written."""
    return answer(request, "apply.html", plans=request.app.state.desk.bench.plans(), written=[])


def apply(request: Request, person: Person, form: Form) -> Response:
    """Write the files that were chosen, each as it was shown."""
    wanted = [_chosen(text) for text in form.every("file")]
    done = [request.app.state.desk.bench.write(file, digest) for file, digest in wanted]
    kept = [plan for plan in done if plan.trouble]
    return answer(request, "apply.html", 409 if kept else 200, plans=_again(request, kept), written=[plan for plan in done if not plan.trouble])


def _again(request: Request, kept: list[Plan]) -> list[Plan]:
    """Return what is still to be written, with the reason why it was not."""
    why = {plan.file: plan for plan in kept}
    plans = request.app.state.desk.bench.plans()
    told = [plan._replace(note=why[plan.file].trouble, taken=why[plan.file].taken) if plan.file in why else plan for plan in plans]
    return [*told, *(plan for plan in kept if plan.file not in {one.file for one in plans})]


def _chosen(text: str) -> tuple[int, str]:
    """Return the id of a file and the digest of what was shown of it."""
    file, _, digest = text.partition(":")
    if not (file.isascii() and file.isdecimal() and len(file) < 10):
        raise HTTPException(400, "No such file.")
    return int(file), digest
