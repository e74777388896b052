"""Adds learned entries to a glossary file: its lines stay as they are, phrases that it has already are left out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from mtcheck.core.errors import ConfigError
from mtcheck.glossary.entries import Entry, read_glossary
from mtcheck.glossary.learning import Proposal
from mtcheck.glossary.phrase import forms

RULE, NAME_RULE = "calque", "exonym"
HEAD = "# rule: {rule}\n{language}# tier: hint\n# licence: LicenseRef-house\n# origin: learned from corrections\n{columns}\n"
COLUMNS = ("avoid", "prefer", "source", "tier", "note", "rule")
NEEDED = ("prefer", "tier")


class Added(NamedTuple):
    """The new text of a glossary file, what was added to it, and how many phrases it had already."""

    text: str
    proposals: tuple[Proposal, ...]
    there: int


def added(path: Path, proposals: Iterable[Proposal], source_lang: str | None = None) -> Added:
    """Return the file, or a new one with its header where there is none, with the proposals behind its last entry.

    Raises ConfigError where the file is no glossary.
    """
    wanted = list(proposals)
    old = list(read_glossary(path)) if path.exists() else []
    known = {surface.lower() for entry in old for surface in entry.surfaces()}
    fresh = tuple(one for one in wanted if not any(form.text.lower() in known for form in forms(one.avoid)))
    if path.exists():
        text = _extended(path, old, fresh)
    else:
        language = f"# source-lang: {source_lang}\n" if source_lang else ""
        text = HEAD.format(rule=RULE, language=language, columns="\t".join(COLUMNS)) + "".join(f"{_row(one, COLUMNS, RULE)}\n" for one in fresh)
    return Added(text, fresh, len(wanted) - len(fresh))


def _extended(path: Path, old: list[Entry], fresh: tuple[Proposal, ...]) -> str:
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
    needed = (*NEEDED, *(("rule",) if any(_own_rule(one) != rule for one in fresh) else ()))
    columns += [column for column in needed if column not in columns] if fresh else []
    lines[at] = "\t".join(columns) + end
    whole = "".join(lines)
    return whole + ("" if whole.endswith("\n") else end) + "".join(f"{_row(one, columns, rule)}{end}" for one in fresh)


def _rule(head: list[str]) -> str:
    return next((line.partition(":")[2].strip() for line in head if line[1:].strip().startswith("rule:")), RULE)


def _own_rule(proposal: Proposal) -> str:
    return NAME_RULE if proposal.name else RULE


def _row(proposal: Proposal, columns: Iterable[str], rule: str) -> str:
    """Return the entry as a row; its rule only where it is not the file's."""
    cells = {
        "avoid": proposal.avoid,
        "prefer": " | ".join(proposal.prefer),
        "source": proposal.source,
        "tier": proposal.tier,
        "note": f"Your editors changed this in {proposal.count} of {proposal.occurrences} places",
        "rule": "" if _own_rule(proposal) == rule else _own_rule(proposal),
    }
    return "\t".join(cells.get(column, "") for column in columns).rstrip("\t")
