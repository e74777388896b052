"""Decisions that last: a finding that is to stay goes into the ignore file, what a house avoids into its glossary. Files are written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mtcheck.core.errors import ConfigError
from mtcheck.core.files import write_text
from mtcheck.core.model import Rule
from mtcheck.desk.lsp.desk import Seen
from mtcheck.desk.lsp.diagnostics import Marked, marked
from mtcheck.desk.lsp.setups import Setup
from mtcheck.glossary.entries import Entry
from mtcheck.glossary.house_names import holds_names
from mtcheck.glossary.phrase import DELETE
from mtcheck.glossary.writing import NAME_RULE, RULE, added
from mtcheck.suppression.ignore_file import add_rows, row_of

HOUSE = "house.tsv"
ORIGIN, NOTE = "house style", "House style"
TIER = "wrong"
"""Tier of what an editor writes down: it is flagged in any text."""
PHRASE = re.compile(r"[^\s()\[\]<>|/,]+(?: [^\s()\[\]<>|/,]+){0,7}")
"""What may stand in a glossary as it is: some words without a sign that the phrase language reads otherwise."""
TABLE = re.compile(r"^\[tool\.mtcheck\][^\n]*\n", re.MULTILINE)
KEY = re.compile(r"^glossaries\s*=", re.MULTILINE)


def ignored(seen: Seen, rule: str, context: str, reason: str) -> tuple[Marked, Path] | None:
    """Write down that a finding is to stay, as ``mtcheck ignore`` does; return it and the list. None where it is not there any more.

    Raises ConfigError where the list cannot be written.
    """
    found = next((one for one in marked(seen) if (one.finding.rule, one.finding.context) == (rule, context)), None)
    if found is None or seen.setup is None:
        return None
    path = seen.setup.ignored
    add_rows(path, [row_of(found.finding, found.report.document.path, path.parent, reason)])
    return found, path


def house_glossary(setup: Setup) -> Path | None:
    """Return the glossary of the house that the settings name; None where they name none."""
    for path in setup.config.glossaries:
        if path.is_dir():
            return path / HOUSE
        if path.suffix == ".tsv" and not holds_names(path):
            return path
    return None


def phrase(text: str) -> str:
    """Return the words as a phrase of a glossary; "" where they cannot be one."""
    words = " ".join(text.split())
    return words if PHRASE.fullmatch(words) else ""


def rule_for(rule: Rule | None, words: str) -> str:
    """Return the rule of an entry: that of the finding, where it needs nothing but the text; else that of names or of phrases."""
    if rule is not None and not rule.needs and not rule.preview and not rule.profile:
        return rule.id
    return NAME_RULE if all(word[0].isupper() for word in words.split()) else RULE


def written_down(setup: Setup, avoid: str, prefer: str | None, rule: str) -> tuple[Path, int]:
    """Add an entry to the glossary of the house, which is begun where there is none; return the file and the 1-based line, 0 where it had the phrase.

    ``prefer`` "" deletes, None leaves the suggestion to be filled in. Raises ConfigError where a file cannot be written, or is not as it should be.
    """
    entry = Entry(rule, avoid, () if prefer is None else (prefer or DELETE,), TIER, "", note=NOTE)
    named = house_glossary(setup)
    path = named or setup.folder / HOUSE
    settings = None if named else _naming(setup)
    outcome = added(path, [entry], origin=ORIGIN)
    if outcome.entries:
        write_text(path, [outcome.text])
    if settings:
        write_text(*settings)
    return path, len(outcome.text.splitlines()) if outcome.entries else 0


def _naming(setup: Setup) -> tuple[Path, list[str]]:
    """Return the file of the settings, which may be new, and its text with the new glossary named."""
    origin = setup.config.origin or setup.folder / "mtcheck.toml"
    text = origin.read_bytes().decode("utf-8-sig") if origin.is_file() else ""
    if KEY.search(text):
        raise ConfigError("`glossaries` names no file for phrases", str(origin), f'add "{HOUSE}" to it')
    return origin, list(_with_key(text, pyproject=origin.name == "pyproject.toml"))


def _with_key(text: str, *, pyproject: bool) -> Iterator[str]:
    """Yield the settings with the key: on top, where it belongs to no table, or below the head of the tool's table."""
    table = TABLE.search(text) if pyproject else None
    at = table.end() if table else 0
    yield text[:at]
    yield f'glossaries = ["{HOUSE}"]\n' if table or not pyproject else f'[tool.mtcheck]\nglossaries = ["{HOUSE}"]\n\n'
    yield text[at:]
