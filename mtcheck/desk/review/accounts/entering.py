"""Signing in. Whether a name or a password is wrong is never told, not by the answer and not by the time that it takes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Row

from mtcheck.core.errors import ConfigError
from mtcheck.desk.review.accounts import attempts, passwords, sessions, users
from mtcheck.desk.review.accounts.attempts import Try
from mtcheck.desk.review.database import Database, now
from mtcheck.desk.review.tables import users as stored


class WrongError(Exception):
    """No such name with that password."""


class TooOftenError(Exception):
    """Too many tries; ``seconds`` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def enter(database: Database, one: Try, password: str, before: str) -> str:
    """Return the token of a new session; ``before`` is the token that the browser had, which is worth nothing from now on.

    Raises WrongError and TooOftenError.
    """
    user = _proven(database, one, password)
    kept = passwords.hashed(password) if passwords.is_dated(user.password) else user.password
    with database.writing() as connection:
        _unchanged(connection.execute(stored.update().where(*_is(user)).values(password=kept)))
        attempts.succeed(connection, one)
        sessions.end(connection, before)
        return sessions.begin(connection, user.id)


def change_password(database: Database, one: Try, old: str, new: str) -> str:
    """Give somebody the password that they chose, end all their sessions and return the token of a new one.

    Raises WrongError, TooOftenError, and ConfigError where the new one is not good enough.
    """
    if why := passwords.refusal(new, one.name):
        raise ConfigError(why, hint="choose another")
    user = _proven(database, one, old)
    kept = passwords.hashed(new)
    with database.writing() as connection:
        _unchanged(connection.execute(stored.update().where(*_is(user)).values(password=kept, changed=now())))
        attempts.succeed(connection, one)
        sessions.end_all(connection, user.id)
        return sessions.begin(connection, user.id)


def _proven(database: Database, one: Try, password: str) -> Row[Any]:
    """Return the user of a name where the password is theirs; the try is counted."""
    with database.writing() as connection:
        wait = attempts.begin(connection, one)
    if wait:
        raise TooOftenError(wait)
    with database.reading() as connection:
        user = users.named(connection, one.name)
    if not passwords.fits(password, user.password if user else None) or user is None:
        raise WrongError
    return user


def _is(user: Row[Any]) -> tuple[sa.ColumnElement[bool], ...]:
    return stored.c.id == user.id, stored.c.password == user.password


def _unchanged(done: sa.CursorResult[Any]) -> None:
    """Raise WrongError where somebody was removed, or their password changed, while it was looked at."""
    if done.rowcount != 1:
        raise WrongError
