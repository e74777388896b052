"""Who may enter. Whatever changes of somebody ends their sessions; the last admin stays."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from mtcheck.core.errors import ConfigError
from mtcheck.desk.review.accounts import attempts, passwords, sessions
from mtcheck.desk.review.accounts.people import Role, cleaned, key_of
from mtcheck.desk.review.database import Database, now
from mtcheck.desk.review.tables import users


def everyone(connection: Connection) -> list[Row[Any]]:
    """Return the users by name."""
    return list(connection.execute(sa.select(users).order_by(users.c.key)))


def named(connection: Connection, name: str) -> Row[Any] | None:
    """Return the user of a name, however it is spelled."""
    return connection.execute(sa.select(users).where(users.c.key == key_of(name))).one_or_none()


def add(database: Database, name: str, role: Role, password: str) -> None:
    """Add somebody; raise ConfigError where the name is taken or none, or the password not good enough."""
    shown, kept = cleaned(name), passwords.chosen(password, name)
    if not shown or not key_of(shown):
        raise ConfigError("a user needs a name")
    made = {"name": shown, "key": key_of(shown), "role": str(role), "password": kept, "created": now(), "changed": now()}
    try:
        with database.writing() as connection:
            connection.execute(users.insert().values(made))
            attempts.forget(connection, shown)
    except IntegrityError:
        raise ConfigError("there is a user of that name already", shown) from None


def remove(database: Database, name: str) -> None:
    """Remove somebody; their decisions stay. Raises ConfigError where there is nobody of that name, or no other admin."""
    with database.writing() as connection:
        user = _found(connection, name)
        _keep_an_admin(connection, user)
        sessions.end_all(connection, user.id)
        connection.execute(users.delete().where(users.c.id == user.id))


def set_role(database: Database, name: str, role: Role) -> None:
    """Give somebody another role; raise ConfigError where there is nobody of that name, or no other admin."""
    with database.writing() as connection:
        user = _found(connection, name)
        if role < Role.ADMIN:
            _keep_an_admin(connection, user)
        _change(connection, user, role=str(role))


def set_password(database: Database, name: str, password: str) -> None:
    """Give somebody another password; raise ConfigError where there is nobody of that name, or the password is not good enough."""
    with database.reading() as connection:
        _found(connection, name)
    kept = passwords.chosen(password, name)
    with database.writing() as connection:
        user = _found(connection, name)
        _change(connection, user, password=kept)
        attempts.forget(connection, user.name)


def _change(connection: Connection, user: Row[Any], **values: str) -> None:
    connection.execute(users.update().where(users.c.id == user.id).values(**values, changed=now()))
    sessions.end_all(connection, user.id)


def _found(connection: Connection, name: str) -> Row[Any]:
    found = named(connection, name)
    if found is None:
        raise ConfigError("there is no user of that name", cleaned(name) or None, "`mtcheck review user list` names them")
    return found


def _keep_an_admin(connection: Connection, user: Row[Any]) -> None:
    """Raise ConfigError where somebody is the only admin; on PostgreSQL nobody else changes an admin until the transaction ends."""
    admins = connection.scalars(sa.select(users.c.id).where(users.c.role == str(Role.ADMIN)).order_by(users.c.id).with_for_update()).all()
    if list(admins) == [user.id]:
        raise ConfigError("the only admin stays one", user.name, "make somebody else admin first")
