"""Values by the digest of what they were made of, in one SQLite file that several processes may use at once.

A cache is no place to fail: a file that is broken or of another layout is made anew; one that is locked or cannot be written is left alone, and ``trouble``
says why.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from pathlib import Path

VERSION = 2
TABLE = "CREATE TABLE kept (key BLOB PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)"
LOCKED = 5.0
"""Seconds to wait for another process that writes."""
FRESH = 3600
"""Seconds for which a value that was used need not be noted as used again."""
BATCH = 64
"""Values that are written together."""
LONGEST = 5.0
"""Seconds that a value waits for others at most, when another comes."""
KEPT = 0.9
"""Share of the limit that is left when the least recently used values went."""


class Store:
    """Keeps values up to ``limit`` bytes of file; the least recently used ones go first. Nothing is opened before it is asked for."""

    def __init__(self, path: Path, limit: int) -> None:
        self.path, self.limit = path, limit
        self.trouble = ""
        self._open: sqlite3.Connection | None = None
        self._tried = False
        self._new: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._written = time.monotonic()

    def get(self, key: bytes) -> bytes | None:
        """Return what is kept under a key."""
        if key in self._new:
            return self._new[key]
        store = self._opened()
        try:
            row = store.execute("SELECT value, used FROM kept WHERE key = ?", (key,)).fetchone() if store else None
        except sqlite3.Error as error:
            self._fail(error)
            return None
        if row is None:
            return None
        if row[1] < time.time() - FRESH:
            self._used.add(key)
            if len(self._used) >= BATCH:
                self.flush()
        return bytes(row[0])

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value; it is in the file when BATCH of them or LONGEST seconds have come together, or at the next ``flush``."""
        self._new[key] = value
        if len(self._new) >= BATCH or time.monotonic() - self._written > LONGEST:
            self.flush()

    def flush(self) -> None:
        """Write what is new into the file, and what was used."""
        new, used = self._new, self._used
        self._new, self._used, self._written = {}, set(), time.monotonic()
        store = self._opened() if new or used else None
        if store is None:
            return
        now = int(time.time())
        try:
            store.execute("BEGIN IMMEDIATE")
            store.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", [(key, now, value) for key, value in new.items()])
            store.executemany("UPDATE kept SET used = ? WHERE key = ?", [(now, key) for key in used])
            store.execute("COMMIT")
            if new:
                self._shrink(store)
        except sqlite3.Error as error:
            self._fail(error)

    def close(self) -> None:
        """Write what is new and let go of the file."""
        self.flush()
        if self._open is not None:
            self._open.close()
        self._open, self._tried = None, False

    def _shrink(self, store: sqlite3.Connection) -> None:
        """Delete what was not used for longest until the file is small enough."""
        if _size(store) <= self.limit:
            return
        while (size := _size(store)) > KEPT * self.limit and (count := store.execute("SELECT count(*) FROM kept").fetchone()[0]):
            many = max(1, min(count, int(count * (1 - KEPT * self.limit / size))))
            store.execute("DELETE FROM kept WHERE key IN (SELECT key FROM kept ORDER BY used, rowid LIMIT ?)", (many,))
        store.executescript("PRAGMA incremental_vacuum")  # which is to be stepped through; execute takes one step

    def _opened(self) -> sqlite3.Connection | None:
        """Return the open file, made anew when it is broken; None where there can be none."""
        if self._tried:
            return self._open
        self._tried = True
        for _ in range(2):
            try:
                self._open = _connected(self.path)
            except (OSError, sqlite3.OperationalError) as error:
                self.trouble = _said(error)
                return None
            except sqlite3.DatabaseError:
                self._discard()
            else:
                return self._open
        return None

    def _fail(self, error: sqlite3.Error) -> None:
        """Go on without the file; a broken one goes."""
        if self._open is not None:
            with suppress(sqlite3.Error):
                self._open.rollback()
                self._open.close()
        self._open = None
        if isinstance(error, sqlite3.OperationalError):
            self.trouble = _said(error)
        else:
            self._discard()

    def _discard(self) -> None:
        with suppress(OSError):
            self.path.unlink()


def _connected(path: Path) -> sqlite3.Connection:
    """Return the open file with its table; what else it holds where it has another layout is dropped."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = sqlite3.connect(path, timeout=LOCKED, isolation_level=None)
    try:
        store.execute("PRAGMA synchronous = OFF")  # what a crash of the machine takes is computed again
        if _one(store, "user_version") != VERSION:
            store.execute("PRAGMA auto_vacuum = INCREMENTAL")
            store.execute("BEGIN IMMEDIATE")
            _lay_out(store)
            store.execute("COMMIT")
    except sqlite3.Error:
        store.close()
        raise
    return store


def _lay_out(store: sqlite3.Connection) -> None:
    """Make the table, unless another process did so meanwhile."""
    if _one(store, "user_version") == VERSION:
        return
    for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        store.execute(f'DROP TABLE "{name}"')
    store.execute(TABLE)
    store.execute(f"PRAGMA user_version = {VERSION}")


def _one(store: sqlite3.Connection, pragma: str) -> int:
    return int(store.execute(f"PRAGMA {pragma}").fetchone()[0])


def _size(store: sqlite3.Connection) -> int:
    """Return the bytes of the file that are in use."""
    return (_one(store, "page_count") - _one(store, "freelist_count")) * _one(store, "page_size")


def _said(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
