"""Adds entries to a glossary file of a house: its lines stay as they are, phrases that it has already are left out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from mtcheck.core.errors import ConfigError
from mtcheck.glossary.entries import Entry, read_glossary
from mtcheck.glossary.learning import Proposal
from mtcheck.glossary.phrase import forms

RULE, NAME_RULE = "calque", "exonym"
LEARNED = "learned from corrections"
HEAD = "# rule: {rule}\n{language}# tier: hint\n# licence: LicenseRef-house\n# origin: {origin}\n{columns}\n"
COLUMNS = ("avoid", "prefer", "source", "tier", "note", "rule")
NEEDED = ("prefer", "tier")


class Added(NamedTuple):
    """The new text of a glossary file, what was added to it, and how many phrases it had already."""

    text: str
    entries: tuple[Entry, ...]
    there: int


def proposed(proposal: Proposal) -> Entry:
    """Return the entry that corrections suggest."""
    note = f"Your editors changed this in {proposal.count} of {proposal.occurrences} places"
    rule = NAME_RULE if proposal.name else RULE
    return Entry(rule, proposal.avoid, proposal.prefer, proposal.tier, "", proposal.source, note=note)


def added(path: Path, entries: Iterable[Entry], source_lang: str | None = None, origin: str = LEARNED) -> Added:
    """Return the file, or a new one with its header where there is none, with the entries behind its last one.

    Raises ConfigError where the file is no glossary.
    """
    wanted = list(entries)
    old = list(read_glossary(path)) if path.exists() else []
    known = {surface.lower() for entry in old for surface in entry.surfaces()}
    fresh = tuple(one for one in wanted if not any(form.text.lower() in known for form in forms(one.avoid)))
    if path.exists():
        text = _extended(path, old, fresh)
    else:
        language = f"# source-lang: {source_lang}\n" if source_lang else ""
        text = HEAD.format(rule=RULE, language=language, origin=origin, columns="\t".join(COLUMNS)) + "".join(
            f"{_row(one, COLUMNS, RULE)}\n" for one in fresh
        )
    return Added(text, fresh, len(wanted) - len(fresh))


def _extended(path: Path, old: list[Entry], fresh: tuple[Entry, ...]) -> str:
    """Return the text of the file with rows in its own columns; columns that an entry cannot do without are added to its header row."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        text = stream.read()
    lines = text.splitlines(keepends=True)
    at = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")), None)
    if at is None:
        raise ConfigError("no row that names the columns", str(path), "see docs/glossaries.md")
    end = "\r\n" if lines[at].endswith("\r\n") else "\n"
    rule = _rule(lines[:at])
    columns = [cell.strip() for cell in lines[at].split("\t")]
    needed = (*NEEDED, *(("rule",) if any(one.rule != rule for one in fresh) else ()))
    columns += [column for column in needed if column not in columns] if fresh else []
    lines[at] = "\t".join(columns) + end
    whole = "".join(lines)
    return whole + ("" if whole.endswith("\n") else end) + "".join(f"{_row(one, columns, rule)}{end}" for one in fresh)


def _rule(head: list[str]) -> str:
    return next((line.partition(":")[2].strip() for line in head if line[1:].strip().startswith("rule:")), RULE)


def _row(entry: Entry, columns: Iterable[str], rule: str) -> str:
    """Return the entry as a row; its rule only where it is not the file's."""
    cells = {
        "avoid": entry.avoid,
        "prefer": " | ".join(entry.prefer),
        "source": entry.source,
        "tier": entry.tier,
        "note": entry.note,
        "rule": "" if entry.rule == rule else entry.rule,
    }
    return "\t".join(cells.get(column, "") for column in columns).rstrip("\t")
