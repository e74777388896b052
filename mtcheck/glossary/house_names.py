"""How a publication writes names: ``names.tsv`` with the form it wants, those it does not, and the form of the first mention.

TSV with a header: ``want``, ``variants`` (separated by ``|``), and perhaps ``first`` and ``note``. A list says so by a line ``# rule: name-style``, so that
it may stand among the glossaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from mtcheck.core.encoding import decode
from mtcheck.core.errors import ConfigError, nearest

RULE = "name-style"
COLUMNS = ("want", "variants", "first", "note")
HOW = "see docs/glossaries.md"


class HouseName(NamedTuple):
    """A name as a publication wants it; ``first`` is its form at the first mention of an article, "" where that is no other."""

    want: str
    variants: tuple[str, ...]
    first: str
    note: str
    where: str

    def forms(self) -> tuple[str, ...]:
        """Return every form of the name, the longest first."""
        return tuple(sorted({self.want, self.first, *self.variants} - {""}, key=lambda form: (-len(form), form)))

    def pattern(self) -> re.Pattern[str]:
        """Return what finds every form of the name, the longest first: as it is written, in capitals, or with a capital that begins a sentence.

        Words may be parted by any white space. A form is whole, but for compounds ("pro-Kyiv", "Kyiv-led").
        """
        cased = dict.fromkeys(case for form in self.forms() for case in (form, form[:1].upper() + form[1:], form.upper()))
        choices = "|".join(r"\s".join(map(re.escape, form.split())).replace("'", "['’]") for form in cased)
        return re.compile(rf"(?<!\w)(?<!\b[ae]l-)(?<![A-Z0-9]-)(?:{choices})(?!\w)(?!-[A-Z0-9])")


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


def holds_names(path: Path) -> bool:
    """Return whether a file is a list of names rather than a glossary: its head says so."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            head = [line.lstrip("\ufeff# ").partition(":") for line in lines if line.lstrip("\ufeff").startswith("#")]
    except OSError:
        return False
    return any(key.strip() == "rule" and value.strip() == RULE for key, _, value in head)


def _names(lines: list[str], path: Path) -> list[HouseName]:
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise ConfigError("no names in it", str(path), HOW)
    header = [cell.strip() for cell in numbered[0][1].split("\t")]
    if unknown := next((column for column in header if column not in COLUMNS), None):
        raise ConfigError(f"unknown column {unknown!r}", f"{path}:{numbered[0][0]}", nearest(unknown, COLUMNS, f"columns are {', '.join(COLUMNS)}"))
    found: list[HouseName] = []
    seen: dict[str, str] = {}
    for number, line in numbered[1:]:
        row = dict(zip(header, (cell.strip() for cell in line.split("\t")), strict=False))
        variants = tuple(part.strip() for part in row.get("variants", "").split("|") if part.strip())
        if not row.get("want") or not (variants or row.get("first")):
            raise ConfigError("a name needs `want`, and `variants` or `first`", f"{path}:{number}", HOW)
        where = f"{path}:{number}"
        for form in (row["want"], *variants, *filter(None, [row.get("first")])):
            if form in seen:
                raise ConfigError(f"{form!r} stands already in {seen[form]}", where, "a form belongs to one name, once")
            seen[form] = where
        found.append(HouseName(row["want"], variants, row.get("first", ""), row.get("note", ""), where))
    return found
