"""How a publication writes names: ``names.tsv`` with the form it wants, those it does not, and the form of the first mention.

TSV with a header: ``want``, ``variants`` (separated by ``|``), and perhaps ``first`` and ``note``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from mtcheck.encoding import decode
from mtcheck.errors import ConfigError

COLUMNS = ("want", "variants", "first", "note")
HOW = "see docs/glossaries.md"


class HouseName(NamedTuple):
    """A name as a publication wants it; ``first`` is its form at the first mention of an article, "" where that is no other."""

    want: str
    variants: tuple[str, ...]
    first: str
    note: str
    where: str

    def pattern(self) -> re.Pattern[str]:
        """Return what finds every form of the name, the longest first."""
        forms = sorted({self.want, self.first, *self.variants} - {""}, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def read_names(paths: Iterable[Path]) -> tuple[HouseName, ...]:
    """Return the names of the files; a later file's entry for the same name replaces an earlier one's.

    Raises ConfigError with ``file:line`` for a file that does not follow its format.
    """
    found: dict[str, HouseName] = {}
    for path in paths:
        try:
            lines = decode(path.read_bytes(), str(path)).splitlines()
        except OSError as error:
            raise ConfigError(f"cannot read the names ({error.strerror})", str(path)) from None
        found |= {name.want: name for name in _names(lines, path)}
    return tuple(found.values())


def _names(lines: list[str], path: Path) -> list[HouseName]:
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise ConfigError("no names in it", str(path), HOW)
    header = [cell.strip() for cell in numbered[0][1].split("\t")]
    if unknown := next((column for column in header if column not in COLUMNS), None):
        raise ConfigError(f"unknown column {unknown!r}", f"{path}:{numbered[0][0]}", f"columns are {', '.join(COLUMNS)}")
    found = []
    for number, line in numbered[1:]:
        row = dict(zip(header, (cell.strip() for cell in line.split("\t")), strict=False))
        variants = tuple(part.strip() for part in row.get("variants", "").split("|") if part.strip())
        if not row.get("want") or not (variants or row.get("first")):
            raise ConfigError("a name needs `want`, and `variants` or `first`", f"{path}:{number}", HOW)
        found.append(HouseName(row["want"], variants, row.get("first", ""), row.get("note", ""), f"{path}:{number}"))
    return found
