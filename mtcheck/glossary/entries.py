"""Reads glossary files (``docs/glossaries.md``) and expands their entries to surface forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.core.errors import ConfigError, nearest
from mtcheck.core.mqm import Severity

if TYPE_CHECKING:
    from mtcheck.glossary.phrase import Form

HEADER_KEYS = frozenset({"rule", "tier", "source-lang", "severity", "category", "licence", "origin", "title"})
REQUIRED_KEYS = ("rule", "tier", "licence", "origin")
COLUMNS = ("avoid", "prefer", "source", "beside", "tier", "before", "after", "note", "rule")
CLUE = "clue"
NEEDS = frozenset({"source"})
"""What there must be for entries of that tier."""
TIERS = ("wrong", "odd", "hint", CLUE)
INSIDE = "<inside>"
"""The context of a pair that is known inside broken words only: nothing that stands by itself is found."""
KEPT = "kept:"
TOPIC = "topic "
"""What begins the header key of a named list of source words, for the column ``beside``."""
CONTEXT_CLASSES = (
    "<quote>",
    "<name>",
    "<number>",
    "<comma>",
    "<punct>",
    "<start>",
    "<modal>",
    "<have>",
    "<be>",
    "<perfect>",
    "<past-perfect>",
    INSIDE,
)
EQUIVALENT_NAMES = "equivalent-names.tsv"
NAMES_RULE = "name-inconsistency"
HOW = "see docs/glossaries.md"


class Entry(NamedTuple):
    """One line of a glossary. ``where`` is its ``file:line``; ``category`` and ``severity`` are None where the rule's own hold.

    ``beside`` are words of the source sentence, as ``before`` and ``after`` are words of the English one.
    """

    rule: str
    avoid: str
    prefer: tuple[str, ...]
    tier: str
    where: str
    source: str = ""
    source_lang: str | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    note: str = ""
    severity: str | None = None
    category: str | None = None
    beside: tuple[str, ...] = ()

    @property
    def needs(self) -> frozenset[str]:
        """What must be there for the entry to count, as ``Rule.needs`` has it."""
        return NEEDS if self.tier == CLUE else frozenset()

    @property
    def inside(self) -> bool:
        """Whether the pair is known inside broken words only and is no phrase to find."""
        return INSIDE in self.before

    @property
    def kept(self) -> bool:
        """Whether its author says that it is right as it is, in spite of what looks wrong: a note that begins with ``kept:``."""
        return self.note.startswith(KEPT)

    @property
    def reason(self) -> str:
        """The note as an editor reads it."""
        return self.note.removeprefix(KEPT).strip()

    def rendered(self) -> Iterator[tuple[Form, tuple[str, ...]]]:
        """Yield every form of the phrase with its suggestions, best first.

        Raises ConfigError with the entry's place when a phrase is malformed.
        """
        from mtcheck.glossary.phrase import PhraseError, forms, render

        try:
            for form in forms(self.avoid):
                yield form, tuple(dict.fromkeys(render(prefer, form) for prefer in self.prefer))
        except PhraseError as error:
            raise ConfigError(f"{self.avoid!r}: {error}", self.where, HOW) from None

    def surfaces(self) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        """Return surface form -> ((tag of its first verb or "", suggestions), ...); several where "read" is past and base.

        Raises ConfigError with the entry's place when a phrase is malformed.
        """
        found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for form, suggestions in self.rendered():
            readings = found.setdefault(form.text, [])
            if all(suggestions != known for _, known in readings):
                readings.append((form.verbs[0] if form.verbs else "", suggestions))
        return {text: tuple(readings) for text, readings in found.items()}


def glossary_files(folder: Path) -> list[Path]:
    """Return the glossary files of a folder and its folders, sorted."""
    return sorted(folder.rglob("*.tsv"))


def read_glossary(path: Path) -> Iterator[Entry]:
    """Yield the entries of a glossary file.

    Raises ConfigError with ``file:line`` for the first thing that does not follow the format.
    """
    if path.name == EQUIVALENT_NAMES:
        yield from read_equivalent_names(path)
        return
    header, rows = table(path, HEADER_KEYS, REQUIRED_KEYS)
    check_tier(header["tier"], str(path))
    if header.get("severity", "minor") not in {s.value for s in Severity}:
        raise ConfigError(f"no severity {header['severity']!r}", str(path), "use minor, major or critical")
    for where, row in rows:
        yield _entry(row, header, where)


def _entry(row: dict[str, str], header: dict[str, str], where: str) -> Entry:
    if unknown := [column for column in row if column not in COLUMNS]:
        raise ConfigError(f"no column {unknown[0]!r}", where, nearest(unknown[0], COLUMNS, f"columns are {', '.join(COLUMNS)}"))
    if not row.get("avoid"):
        raise ConfigError("an entry without `avoid`", where, HOW)
    tier = check_tier(row.get("tier") or header["tier"], where)
    if row.get("beside") and (tier != CLUE or not row.get("source")):
        raise ConfigError("`beside` without a source term, or of another tier than clue", where, HOW)
    return Entry(
        rule=row.get("rule") or header["rule"],
        avoid=row["avoid"],
        prefer=tuple(part.strip() for part in row.get("prefer", "").split(" | ") if part.strip()),
        tier=tier,
        where=where,
        source=row.get("source", ""),
        source_lang=header.get("source-lang"),
        before=_context(row.get("before", ""), where),
        after=_context(row.get("after", ""), where),
        note=row.get("note", ""),
        severity=header.get("severity"),
        category=header.get("category"),
        beside=tuple(_beside(row.get("beside", ""), header, where)),
    )


def read_equivalent_names(path: Path) -> Iterator[Entry]:
    """Yield an entry for each name of a list of equivalent names; ``prefer`` holds the name of the entity.

    Raises ConfigError with ``file:line``.
    """
    _, rows = table(path, HEADER_KEYS, ("rule", "licence", "origin"))
    for where, row in rows:
        if not row.get("preferred") or not row.get("variants"):
            raise ConfigError("preferred and variants must be given", where, HOW)
        for name in dict.fromkeys([row["preferred"], *map(str.strip, row["variants"].split(" | "))]):
            if name:
                yield Entry(NAMES_RULE, name, (row["preferred"],), "hint", where)


def check_tier(tier: str, where: str) -> str:
    """Return the tier; raise ConfigError when there is none of that name."""
    if tier not in TIERS:
        raise ConfigError(f"no tier {tier!r}", where, nearest(tier, TIERS, f"tiers are {', '.join(TIERS)}"))
    return tier


def _items(cell: str, where: str) -> tuple[str, ...]:
    items = tuple(part.strip() for part in cell.split(",")) if cell else ()
    if not all(items):
        raise ConfigError("nothing between two commas of a context", where, "write <comma> for a comma")
    return items


def _beside(cell: str, header: dict[str, str], where: str) -> Iterator[str]:
    """Yield the words that an entry wants, or with ``!`` forbids, in the source sentence, those of a topic one by one."""
    for item in _items(cell, where):
        not_, name = item[: item.startswith("!")], item.removeprefix("!")
        if not name.startswith("<"):
            yield item
        elif words := header.get(TOPIC + name.strip("<>")):
            yield from (not_ + word for word in _items(words, where))
        else:
            raise ConfigError(f"no topic {name}", where, f"name its words on top: # {TOPIC}{name.strip('<>')}: ...")


def _context(cell: str, where: str) -> tuple[str, ...]:
    items = _items(cell, where)
    for item in items:
        name = item.removeprefix("!")
        if name.startswith("<") and name not in CONTEXT_CLASSES:
            raise ConfigError(f"no context class {name}", where, f"classes are {', '.join(CONTEXT_CLASSES)}")
    return items


def table(path: Path, keys: Iterable[str], required: Iterable[str]) -> tuple[dict[str, str], list[tuple[str, dict[str, str]]]]:
    """Return the header and the rows (``file:line``, column -> cell) of a TSV file with ``# key: value`` lines on top.

    Raises ConfigError with ``file:line``.
    """
    header: dict[str, str] = {}
    columns: list[str] = []
    rows: list[tuple[str, dict[str, str]]] = []
    for number, line in enumerate(_lines(path), 1):
        where = f"{path}:{number}"
        if line.startswith("#"):
            key, colon, value = line[1:].partition(":")
            if not columns and colon and ((key := key.strip()) in keys or key.startswith(TOPIC)):
                header[key] = value.strip()
            elif not columns and colon and " " not in key.strip():
                raise ConfigError(f"unknown header key {key.strip()!r}", where, nearest(key, keys, f"keys are {', '.join(sorted(keys))}"))
        elif line.strip() and not columns:
            columns = [cell.strip() for cell in line.split("\t")]
        elif line.strip():
            cells = [cell.strip() for cell in line.split("\t")]
            if len(cells) > len(columns):
                raise ConfigError(f"{len(cells)} cells, the header row has {len(columns)}", where, "separate the cells by single tabs")
            rows.append((where, dict(zip(columns, cells, strict=False))))
    if missing := [key for key in required if key not in header]:
        raise ConfigError(f"no {', '.join(f'`# {key}:`' for key in missing)} line{'s' * (len(missing) > 1)}", str(path), HOW)
    return header, rows


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise ConfigError(f"cannot read the file ({error.strerror})", str(path)) from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"not UTF-8 at byte {error.start}", str(path), "save the file as UTF-8") from None
