"""Opens the store: SQLite in one file or PostgreSQL, its schema made or brought up to date by Alembic; what is confirmed is on the disk."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from mtcheck.core.errors import ConfigError
from mtcheck.desk.review import tables

PATIENCE = 30
"""Seconds that a writer of SQLite waits for the one before."""
POOL = 20
SECRET = "secret"
NO_TIME = timedelta()


class Database:
    """The store. ``reading`` and ``writing`` give a connection in a transaction; when ``writing`` ends, all of it is on the disk or nothing."""

    def __init__(self, engine: Engine, shown: str) -> None:
        self.engine, self.shown = engine, shown
        self._writer = engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that reads one state of the store."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are committed at the end, or rolled back where something is raised."""
        with self._writer.begin() as connection:
            yield connection

    def secret(self) -> bytes:
        """Return the secret of this store, which forms are signed with."""
        with self.writing() as connection:
            found = connection.scalar(sa.select(tables.settings.c.value).where(tables.settings.c.key == SECRET))
            if found is None:
                found = secrets.token_hex(32)
                connection.execute(tables.settings.insert().values(key=SECRET, value=found))
        return bytes.fromhex(found)


def now(later: timedelta = NO_TIME) -> str:
    """Return the time, or that of later, in UTC, ISO 8601 with milliseconds."""
    return (datetime.now(UTC) + later).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def open_database(url: str) -> Database:
    """Return the store at a URL of SQLAlchemy, made where there is none, migrated (after a backup) where it is older.

    Raises ConfigError where it cannot be opened, is of a newer version, or is no such store.
    """
    from mtcheck.desk.review.upgrading import upgraded

    place = _url(url)
    shown = place.render_as_string(hide_password=True)
    try:
        engine = _engine(place)
        upgraded(engine, place)
        return Database(engine, shown)
    except ModuleNotFoundError as error:
        raise ConfigError(f"this database needs {error.name}", shown, f"run pip install '{error.name}[binary]'") from None
    except DBAPIError as error:
        raise ConfigError(f"cannot use the database ({reason(error)})", shown, "check the URL, its permissions and the space on the disk") from None


def _url(url: str) -> URL:
    try:
        place = make_url(url)
    except (ArgumentError, ValueError):
        raise ConfigError("no URL of a database", url, "write sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME") from None
    if place.get_backend_name() not in ("sqlite", "postgresql"):
        raise ConfigError("neither SQLite nor PostgreSQL", place.render_as_string(), "write sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME")
    if place.get_backend_name() == "sqlite":
        if not place.database or place.database == ":memory:":
            raise ConfigError("decisions need a file", url, "write sqlite:///FILE")
        try:
            Path(place.database).absolute().parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(f"cannot make the folder ({error.strerror})", place.database, "choose another --database") from None
    return place


def _engine(place: URL) -> Engine:
    try:
        if place.get_backend_name() == "postgresql":
            engine = sa.create_engine(place, pool_size=POOL, max_overflow=POOL, pool_pre_ping=True)
            sa.event.listen(engine, "connect", _durable)
            return engine
        engine = sa.create_engine(place, pool_size=POOL, max_overflow=POOL, connect_args={"timeout": PATIENCE, "check_same_thread": False})
    except NoSuchModuleError:
        raise ConfigError("no driver of that name", place.render_as_string(), "write postgresql+psycopg://USER@HOST/NAME") from None
    sa.event.listen(engine, "connect", _prepared)
    sa.event.listen(engine, "begin", _begun)
    return engine


def _durable(connection: Any, record: Any) -> None:
    """Let PostgreSQL confirm nothing that is not on the disk, whatever its settings say."""
    with connection.cursor() as cursor:
        cursor.execute("SET SESSION synchronous_commit = on")
    connection.commit()


def _prepared(connection: sqlite3.Connection, record: Any) -> None:
    """Let readers and a writer of SQLite stand side by side, and a commit return when the disk has it (https://sqlite.org/pragma.html#pragma_synchronous)."""
    connection.isolation_level = None  # SQLAlchemy says where transactions begin
    for line in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {line}")


def _begun(connection: Connection) -> None:
    """Take the lock of a writer at once, so that nobody waits in the middle of a transaction that has read what is old by then."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def reason(error: DBAPIError) -> str:
    """Return what the database said, in one line."""
    lines = str(error.orig).strip().splitlines() or [type(error).__name__]
    return lines[0]


def is_full(error: DBAPIError) -> bool:
    """Return whether the disk of the database has no space left."""
    said = str(error.orig).lower()
    return isinstance(error, OperationalError) and ("disk is full" in said or "no space left" in said or "disk i/o error" in said)
