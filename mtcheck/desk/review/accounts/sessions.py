"""Which browsers are known. A browser has a random token, the store what it hashes to, so that who reads the store enters nowhere."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from mtcheck.desk.review.database import now
from mtcheck.desk.review.tables import sessions, users

LIFE = timedelta(hours=12)
"""A working day; then one signs in again."""


def fresh() -> str:
    """Return a token that nobody has: 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def begin(connection: Connection, user: int) -> str:
    """Begin a session of somebody and return its token; sessions that are over are cleared away."""
    token = fresh()
    connection.execute(sessions.delete().where(sessions.c.until <= now()))
    connection.execute(sessions.insert().values(key=_key(token), user=user, until=now(LIFE)))
    return token


def holder(connection: Connection, token: str) -> Row[Any] | None:
    """Return the user whose session a token is; None where there is none, or it is over."""
    chosen = sa.select(users).join(sessions, sessions.c.user == users.c.id).where(sessions.c.key == _key(token), sessions.c.until > now())
    return connection.execute(chosen).one_or_none()


def end(connection: Connection, token: str) -> None:
    """End a session."""
    connection.execute(sessions.delete().where(sessions.c.key == _key(token)))


def end_all(connection: Connection, user: int) -> None:
    """End all sessions of somebody."""
    connection.execute(sessions.delete().where(sessions.c.user == user))


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
