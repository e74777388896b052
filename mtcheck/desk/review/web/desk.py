"""What the pages work with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mtcheck.core.model import Rule
from mtcheck.desk.review.applying import Bench
from mtcheck.desk.review.database import Database
from mtcheck.desk.review.web.who import Who, by_session


class Desk(NamedTuple):
    """The store, the secret that forms are signed with, who asks, the rules, and where files are written."""

    database: Database
    secret: bytes
    who: Who
    rules: Mapping[str, Rule]
    bench: Bench

    @property
    def accounts(self) -> bool:
        """Return whether people sign in; without accounts they give a name."""
        return self.who is by_session
