"""How often somebody may try to sign in: counted in the store, by account and by address, so that a new start of the server forgives nothing.

A try counts when it begins and is taken back when it succeeds, so that many at once are no way around. Whoever has used up their tries waits until the window of
the first one ends. Names are counted whether somebody has them or not.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import NamedTuple

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from mtcheck.desk.review.accounts.people import key_of
from mtcheck.desk.review.database import now
from mtcheck.desk.review.tables import attempts

WINDOW = timedelta(minutes=15)
BY_ACCOUNT, BY_ADDRESS = 10, 50
"""Tries in a window that fail; a whole office may have one address."""
NETWORK = 64
"""Bits of an IPv6 address that tell one connection to the internet from another."""


class Try(NamedTuple):
    """Somebody who tries to sign in."""

    name: str
    address: str


def begin(connection: Connection, one: Try) -> int:
    """Count a try and return how many seconds to wait before it may be made; 0 where it may be made now."""
    connection.execute(attempts.delete().where(attempts.c.until <= now()))
    counted = [(_count(connection, key), most) for key, most in ((_account(one.name), BY_ACCOUNT), (_address(one.address), BY_ADDRESS))]
    return max((_seconds(until) for (count, until), most in counted if count > most), default=0)


def succeed(connection: Connection, one: Try) -> None:
    """Take back a try that succeeded, and those of the account before it."""
    forget(connection, one.name)
    connection.execute(attempts.update().where(attempts.c.key == _address(one.address)).values(count=attempts.c.count - 1))


def forget(connection: Connection, name: str) -> None:
    """Forget the tries of an account."""
    connection.execute(attempts.delete().where(attempts.c.key == _account(name)))


def _count(connection: Connection, key: str) -> tuple[int, str]:
    """Count a try; return how many there were in the window, this one included, and when it ends."""
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert
    made = insert(attempts).values(key=key, count=1, until=now(WINDOW))
    stored = made.on_conflict_do_update(index_elements=[attempts.c.key], set_={"count": attempts.c.count + 1})
    count, until = connection.execute(stored.returning(attempts.c.count, attempts.c.until)).one()
    return count, until


def _seconds(until: str) -> int:
    return max(1, round((datetime.fromisoformat(until) - datetime.now(UTC)).total_seconds()))


def _account(name: str) -> str:
    return _key("account", key_of(name))


def _address(address: str) -> str:
    """Return the key of an address; those of one IPv6 network count together."""
    try:
        known = ip_address(address)
    except ValueError:
        return _key("address", address)
    return _key("address", str(ip_network((known, NETWORK), strict=False)) if known.version == 6 else address)


def _key(kind: str, what: str) -> str:
    """Return a key of a fixed length that does not tell what was typed, which may be a password."""
    return hashlib.sha256(f"{kind}\0{what}".encode()).hexdigest()
