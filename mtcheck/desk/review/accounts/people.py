"""What somebody may be, and what somebody may be called."""

from __future__ import annotations

import unicodedata
from enum import IntEnum

LONGEST_NAME = 60
"""Code points."""


class Role(IntEnum):
    """What somebody may do; each may do what those before it may."""

    REVIEWER = 1
    EDITOR = 2
    ADMIN = 3

    @classmethod
    def of(cls, name: str) -> Role:
        """Return the role of a name in small letters; raise KeyError where there is none."""
        return {str(role): role for role in cls}[name]

    def __str__(self) -> str:
        return self.name.lower()


def cleaned(name: str) -> str:
    """Return a name on one line, without signs that print nothing; "" where nothing is left."""
    return " ".join("".join(char if char.isprintable() else " " for char in name).split())[:LONGEST_NAME].strip()


def key_of(name: str) -> str:
    """Return what two spellings of one name have in common: case and compatibility forms are levelled."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cleaned(name)).casefold())
