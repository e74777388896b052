"""Passwords: which are good enough, and what is kept of them (argon2id with the parameters of RFC 9106 for little memory)."""

from __future__ import annotations

import secrets
import unicodedata
from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING

from mtcheck.core.errors import ConfigError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 256
"""Code points."""
FEWEST = 5
"""Different characters."""
AT_ONCE = 2
"""How many passwords a server looks at side by side: each takes 64 MiB, four threads and about a tenth of a second."""


def refusal(password: str, name: str) -> str:
    """Return why a password is not good enough for somebody of that name; "" where it is."""
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        return f"a password has {SHORTEST} to {LONGEST} characters"
    if not plain.isprintable():
        return "a password has only characters that can be seen, and spaces"
    if len(set(plain)) < FEWEST:
        return "the password repeats itself too much"
    if plain.casefold() == _plain(name).casefold():
        return "the password is the name"
    return ""


def chosen(password: str, name: str) -> str:
    """Return what is kept of a password that somebody of that name shall have.

    Raises ConfigError where it is not good enough.
    """
    if why := refusal(password, name):
        raise ConfigError(why, hint="choose another")
    return hashed(password)


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return _hasher().hash(_plain(password))


def fits(password: str, kept: str | None) -> bool:
    """Return whether a password is the one that something was kept of; for None it takes as long and never is."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(kept or _nobody(), _plain(password))
    except (InvalidHashError, VerificationError):
        return False


def is_dated(kept: str) -> bool:
    """Return whether something was kept with parameters of another time."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """Return a hash of the same parameters that no password has."""
    own = _hasher()
    salt, rest = (b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (own.salt_len, own.hash_len))
    return f"$argon2id$v=19$m={own.memory_cost},t={own.time_cost},p={own.parallelism}${salt}${rest}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
