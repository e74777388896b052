"""``.mtcheck-ignore.tsv``: findings that are to stay, each with the reason and, if one likes, the day until which it holds.

Columns: ``rule``; ``file`` (a path or pattern from the folder of the list; empty: every file); ``context`` (the context hash; empty: all findings of the rule in
these files, with ``words`` those of these words); ``words`` (for whoever reads the list); ``reason``; ``expiry``. Lists with fewer columns are read as well.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from mtcheck.core.errors import ConfigError, nearest
from mtcheck.core.files import written
from mtcheck.core.model import Finding
from mtcheck.core.text import levelled
from mtcheck.suppression.places import is_pattern, relative

COLUMNS = ("rule", "file", "context", "words", "reason", "expiry")
HOW = "columns are rule, file, context, words, reason, expiry (YYYY-MM-DD or empty)"
SHOWN = 80
"""Code points of the words that an entry shows."""
MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list; ``where`` is its ``file:line``. ``file`` is empty where the file it named is gone: it may have got another name."""

    rule: str
    file: str
    context: str
    words: str
    reason: str
    expiry: str
    where: str


def shown(text: str) -> str:
    """Return the words of a finding on one line, a long text cut."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def covers(entry: Entry, finding: Finding) -> bool:
    """Return whether an entry without a context hash is about the finding."""
    return entry.rule == finding.rule and (not entry.words or levelled(entry.words) == levelled(shown(finding.text)))


def read_entries(path: Path, rules: Collection[str]) -> list[Entry]:
    """Return the entries of a list.

    Raises ConfigError with ``file:line``.
    """
    from mtcheck.glossary.entries import table

    refuse_markers(path, "write what both sides say, without the markers")
    _, rows = table(path, (), ())
    return [_entry(row, where, path.parent, rules) for where, row in rows]


def refuse_markers(path: Path, hint: str) -> None:
    """Raise ConfigError with ``file:line`` where a file has the markers of a merge that nobody resolved."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"cannot read the file ({error.strerror})", str(path)) from None
    if b"<<<<<<<" in content or b">>>>>>>" in content:
        for number, line in enumerate(content.decode("utf-8", "replace").split("\n"), 1):
            if line.startswith(MARKERS):
                raise ConfigError("the marker of a merge that was not resolved", f"{path}:{number}", hint)


def _entry(row: dict[str, str], where: str, folder: Path, rules: Collection[str]) -> Entry:
    if unknown := [column for column in row if column not in COLUMNS]:
        raise ConfigError(f"no column {unknown[0]!r}", where, nearest(unknown[0], COLUMNS, HOW))
    cells = {column: row.get(column, "") for column in COLUMNS}
    if not cells["rule"] or not cells["reason"] or not (cells["context"] or cells["file"] or cells["words"]):
        raise ConfigError("rule, reason and one of context, file and words must be given", where, HOW)
    if cells["rule"] not in rules:
        raise ConfigError(f"no rule {cells['rule']!r}", where, nearest(cells["rule"], rules, "`mtcheck rules list` names them"))
    if cells["expiry"]:
        cells["expiry"] = date(cells["expiry"], where)
    if cells["context"] and cells["file"] and not is_pattern(cells["file"]) and not (folder / cells["file"]).exists():
        cells["file"] = ""
    return Entry(**cells, where=where)


def date(text: str, where: str) -> str:
    """Return the date as ISO 8601 has it; raise ConfigError where it is none."""
    import datetime

    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ConfigError(f"no date: {text!r}", where, "write YYYY-MM-DD") from None


def row_of(finding: Finding, document: str, folder: Path, reason: str, expiry: str = "") -> dict[str, str]:
    """Return the cells of the entry for a finding; a name that a cell cannot hold becomes a pattern."""
    name = "".join(char if char.isprintable() and not "\ud800" <= char <= "\udfff" else "?" for char in relative(document, folder))
    words = shown(finding.text).encode("utf-8", "replace").decode()
    return {"rule": finding.rule, "file": name, "context": finding.context, "words": words, "reason": " ".join(reason.split()), "expiry": expiry}


def with_rows(text: str, rows: list[dict[str, str]]) -> str:
    """Return the text of a list with more entries at its end; one of fewer columns gets the others, and comments stay."""
    lines = text.removeprefix("\ufeff").splitlines()
    head = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")), None)
    columns = [cell.strip() for cell in lines[head].split("\t")] if head is not None else []
    order = [*columns, *(column for column in COLUMNS if column not in columns)]
    if head is None:
        lines.append("\t".join(order))
    else:
        lines[head] = "\t".join(order)
    return "\n".join([*lines, *("\t".join(row.get(column, "") for column in order) for row in rows)]) + "\n"


def add_rows(path: Path, rows: list[dict[str, str]]) -> None:
    """Add entries to the list of suppressions, which is made where there is none.

    Raises ConfigError where the file cannot be read or written.
    """
    try:
        before = path.read_text("utf-8-sig") if path.exists() else ""
    except OSError as error:
        raise ConfigError(f"cannot read the file ({error.strerror})", str(path)) from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"not UTF-8 at byte {error.start}", str(path), "save the file as UTF-8") from None
    with written(path) as out:
        out.write(with_rows(before, rows).encode())
