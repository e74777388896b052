"""Brings the schema of a store up to date with Alembic; an older one is copied first, a newer one refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import URL, Connection, Engine

from mtcheck.core.errors import ConfigError

HERE = Path(__file__).parent


def upgraded(engine: Engine, place: URL) -> None:
    """Make the schema, or bring an older one up to date.

    Raises ConfigError for a database of a newer version, one of something else, or where no backup can be made.
    """
    config = Config()
    config.set_main_option("script_location", str(HERE / "migrations").replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    shown = place.render_as_string(hide_password=True)
    with engine.connect() as connection:
        version = MigrationContext.configure(connection).get_current_revision()
        others = set(sa.inspect(connection).get_table_names()) - {"alembic_version"}
    if version == scripts.get_current_head():
        return
    if version is None and others:
        raise ConfigError("a database of something else", shown, "choose another --database")
    if version is not None:
        if version not in {script.revision for script in scripts.walk_revisions()}:
            raise ConfigError(f"a database of a newer version of mtcheck (schema {version})", shown, "update mtcheck, or choose another --database")
        _back_up(engine, place, version)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def backup_of(place: URL, version: str) -> Path:
    """Return where the backup of a store of SQLite goes."""
    file = Path(str(place.database))
    return file.with_name(f"{file.name}.{version}.backup")


def _back_up(engine: Engine, place: URL, version: str) -> None:
    if place.get_backend_name() != "sqlite":
        with engine.begin() as connection:
            _copy_tables(connection, f"backup_{version}")
        return
    target = backup_of(place, version)
    try:
        with closing(sqlite3.connect(str(place.database))) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise ConfigError(f"cannot make a backup before the migration ({error})", str(target), "make space, or check the permissions") from None


def _copy_tables(connection: Connection, schema: str) -> None:
    """Copy the tables of PostgreSQL into a schema of their own, in the transaction."""
    quote = connection.dialect.identifier_preparer.quote
    connection.execute(sa.text(f"DROP SCHEMA IF EXISTS {quote(schema)} CASCADE"))
    connection.execute(sa.text(f"CREATE SCHEMA {quote(schema)}"))
    for name in sa.inspect(connection).get_table_names():
        connection.execute(sa.text(f"CREATE TABLE {quote(schema)}.{quote(name)} AS TABLE {quote(name)}"))
