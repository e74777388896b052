"""Findings that are ignored on purpose: ``.mtcheck-ignore.tsv`` with rule, context hash, reason and expiry.

The hash stands for the flagged words and their line, so an entry holds when other lines change and lapses when its own does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mtcheck.core.errors import ConfigError, nearest
from mtcheck.core.model import Finding

if TYPE_CHECKING:
    import datetime

NAME = ".mtcheck-ignore.tsv"
COLUMNS = ("rule", "context", "reason", "expiry")
HOW = "columns are rule, context, reason, expiry (YYYY-MM-DD or empty)"


@dataclass(frozen=True, slots=True)
class Suppression:
    """One line of the file; ``where`` is its ``file:line``."""

    rule: str
    context: str
    reason: str
    expiry: datetime.date | None
    where: str


@dataclass(frozen=True)
class Suppressions:
    """The suppressions in force today."""

    active: tuple[Suppression, ...] = ()
    expired: tuple[Suppression, ...] = ()

    def covers(self, finding: Finding) -> bool:
        """Return whether the finding is ignored on purpose."""
        return (finding.rule, finding.context) in self._keys

    @cached_property
    def _keys(self) -> frozenset[tuple[str, str]]:
        return frozenset((entry.rule, entry.context) for entry in self.active)

    def unused(self, matched: set[tuple[str, str]]) -> list[Suppression]:
        """Return the entries that no finding, given as (rule, context), matched, and the expired ones."""
        return [entry for entry in self.active if (entry.rule, entry.context) not in matched] + list(self.expired)


def read_suppressions(path: Path, today: datetime.date) -> Suppressions:
    """Return the suppressions of a file.

    Raises ConfigError with ``file:line``.
    """
    from mtcheck.glossary.entries import table

    _, rows = table(path, (), ())
    entries = [_suppression(row, where) for where, row in rows]
    current = [entry for entry in entries if entry.expiry is None or entry.expiry >= today]
    return Suppressions(tuple(current), tuple(entry for entry in entries if entry not in current))


def _suppression(row: dict[str, str], where: str) -> Suppression:
    if unknown := [column for column in row if column not in COLUMNS]:
        raise ConfigError(f"no column {unknown[0]!r}", where, nearest(unknown[0], COLUMNS, HOW))
    if not row.get("rule") or not row.get("context") or not row.get("reason"):
        raise ConfigError("rule, context and reason must be given", where, HOW)
    import datetime

    try:
        expiry = datetime.date.fromisoformat(row["expiry"]) if row.get("expiry") else None
    except ValueError:
        raise ConfigError(f"no date: {row['expiry']!r}", where, HOW) from None
    return Suppression(row["rule"], row["context"], row["reason"], expiry, where)


def added(path: Path, finding: Finding, reason: str, today: datetime.date) -> None:
    """Add the finding to the file, which is made where there is none; the reason is kept on one line.

    Raises ConfigError where the file cannot be written.
    """
    line = "\t".join((finding.rule, finding.context, f"{' '.join(reason.split())} ({today.isoformat()})", "")) + "\n"
    try:
        new = not path.exists() or not path.stat().st_size
        with path.open("a", encoding="utf-8", newline="") as out:
            out.write(("\t".join(COLUMNS) + "\n" if new else "") + line)
    except OSError as error:
        raise ConfigError(f"cannot write the file ({error.strerror})", str(path), "check its permissions") from None
