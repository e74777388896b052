"""Who asks, and what they may do. Without accounts a person is the name that they gave on the page; everyone at this machine may do everything."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple
from urllib.parse import quote, unquote

from starlette.requests import Request

from mtcheck.desk.review.decisions import LONGEST_NAME

NAME = "mtcheck_name"
YEAR = 365 * 24 * 3600


class Role(IntEnum):
    """What somebody may do; each may do what those before it may."""

    REVIEWER = 1
    EDITOR = 2
    ADMIN = 3


class Person(NamedTuple):
    """Somebody who decides: the name that decisions are kept under."""

    name: str
    role: Role


RIGHTS = {"read": Role.REVIEWER, "decide": Role.REVIEWER, "assign": Role.REVIEWER, "export": Role.REVIEWER, "apply": Role.EDITOR}
"""What there is to do, and the least role that may."""

Who = Callable[[Request], Person | None]
"""Says who asks; None where nobody knows yet."""


def may(person: Person, deed: str) -> bool:
    """Return whether somebody may do something."""
    return person.role >= RIGHTS[deed]


def by_name(request: Request) -> Person | None:
    """Return the person whose name the browser keeps."""
    name = cleaned(unquote(request.cookies.get(NAME, "")))
    return Person(name, Role.EDITOR) if name else None


def cleaned(name: str) -> str:
    """Return a name on one line, without signs that print nothing; "" where nothing is left."""
    return " ".join("".join(char if char.isprintable() else " " for char in name).split())[:LONGEST_NAME].strip()


def cookie(name: str) -> str:
    """Return a name as the browser keeps it."""
    return quote(name, safe="")
