"""Everything a run checks with: rules, patterns and phrases, compiled once and cached until one of their files changes.

The phrases of the shipped glossaries and those of one's own are kept apart, so that an entry of one's own costs the compilation of one's own.
"""

from __future__ import annotations

import marshal
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from mtcheck import __version__
from mtcheck.checks import all_checks, bilingual
from mtcheck.core.errors import ConfigError, nearest
from mtcheck.core.files import part_of
from mtcheck.core.model import Example, Rule
from mtcheck.core.mqm import Severity
from mtcheck.core.resources import PACKAGE, RULES, cache_folder, glossaries
from mtcheck.glossary.entries import glossary_files, read_glossary
from mtcheck.glossary.house_names import holds_names
from mtcheck.glossary.matching import Phrases
from mtcheck.rules import patterns
from mtcheck.rules.patterns import Pattern, Patterns

CACHED_RULESETS = 8
COMPILERS = (
    "glossary/contexts",
    "glossary/entries",
    "glossary/phrase",
    "glossary/matching",
    "rules/beside",
    "rules/patterns",
    "rules/slots",
    "english/inflection",
    "ruleset",
)
"""Modules whose change makes what is cached stale."""


@dataclass(frozen=True)
class Ruleset:
    """The rules by id, the patterns and phrases, and a digest of all files that they came from."""

    rules: dict[str, Rule]
    patterns: Patterns
    phrases: Phrases
    digest: str
    glossary: bool

    @cached_property
    def facts(self) -> frozenset[str]:
        """The ids of the rules that hold the text against its source."""
        return frozenset(rule.id for rule in self.rules.values() if "source" in rule.needs)


Compiled = tuple[list[Any], list[Any], str]
"""Rules and patterns as plain rows, and the digest of all files."""


def load(extra_glossaries: Iterable[Path] = (), extra_rules: Iterable[Path] = (), *, glossary: bool = True) -> Ruleset:
    """Return the shipped rules and those of the extra files or folders; without the shipped glossaries when ``glossary`` is False.

    Raises ConfigError for the first file that does not follow its format.
    """
    shipped, of_rules = shipped_files()
    own = [file for path in extra_glossaries for file in _expand(path, ".tsv") if not holds_names(file)]
    rules_of_ones_own = [file for path in extra_rules for file in _expand(path, ".toml")]
    tsv, toml = shipped if glossary else [], [*of_rules, *rules_of_ones_own]
    shipped_state = f"rules-{_state([*tsv, *of_rules], glossary)}"
    state = f"house-{_state([*tsv, *toml, *own], glossary)}" if own or rules_of_ones_own else shipped_state
    rows, found, digest = _cached(state) or _compile([*tsv, *own], toml, state)
    by_id = {check.RULE.id: check.RULE for check in all_checks()} | {row[0]: _rule(row) for row in rows}
    phrases = _phrases(tsv, by_id, shipped_state)
    return Ruleset(by_id, Patterns(Pattern(*row) for row in found), phrases.over(_phrases(own, by_id, state)) if own else phrases, digest, glossary)


def shipped_files() -> tuple[list[Path], list[Path]]:
    """Return the files of the shipped glossaries and of the shipped rules."""
    return glossary_files(glossaries()), sorted(RULES.rglob("*.toml"))


def _expand(path: Path, suffix: str) -> list[Path]:
    if not path.exists():
        raise ConfigError("no such file or folder", str(path), "check the path in the config")
    return sorted(path.rglob(f"*{suffix}")) if path.is_dir() else [path]


def _state(files: list[Path], glossary: bool) -> str:
    """Return what changes when one of the files or the code that compiles them does: their names, sizes and times, as make has it."""
    parts = [f"{__version__} {sys.version_info[:2]} {glossary}"]
    for file in [*(PACKAGE / f"{module}.py" for module in COMPILERS), *bilingual.modules(), *files]:
        try:
            state = file.stat()
        except OSError as error:
            raise ConfigError(f"cannot read the file ({error.strerror})", str(file)) from None
        parts.append(f"{file} {state.st_size} {state.st_mtime_ns}")
    line = "\0".join(parts).encode(errors="surrogateescape")
    return f"{zlib.crc32(line):08x}{zlib.adler32(line):08x}"


def digest_of(files: list[Path]) -> str:
    """Return what stands for the content of the files, wherever they are, in the signature of a run."""
    import hashlib

    digest = hashlib.blake2b(__version__.encode(), digest_size=12)
    for file in files:
        digest.update(file.name.encode(errors="surrogateescape") + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _compile(tsv: list[Path], toml: list[Path], state: str) -> Compiled:
    """Return what the files of rules hold, and keep it for the next run."""
    read = [patterns.read_rule(path) for path in toml]
    compiled = (
        [_plain(rule) for rule in (*(rule for rule, _ in read), *(check.RULE for check in bilingual.all_checks()))],
        [tuple(pattern) for _, found in read for pattern in found],
        digest_of([*tsv, *toml]),
    )
    table = marshal.dumps(compiled)

    def write() -> None:
        with _whole(_file(state, "bin")) as part:
            part.write_bytes(zlib.crc32(table).to_bytes(4, "big") + table)

    _keep(state, write)
    return compiled


def _phrases(tsv: list[Path], known: Iterable[str], state: str) -> Phrases:
    """Return the phrases of the glossaries, from the last run where it kept them; raise ConfigError for an entry of a rule that is not known."""
    files = _file(state, "literals"), _file(state, "rows")
    try:
        return Phrases.mapped(*files)
    except (OSError, RuntimeError):
        entries = [entry for path in tsv for entry in read_glossary(path)]
    for entry in entries:
        if entry.rule not in known:
            raise ConfigError(
                f"no rule {entry.rule!r}", entry.where.rpartition(":")[0], nearest(entry.rule, known, "`mtcheck rules list` names them")
            )
    phrases = Phrases.compiled(entries)

    def write() -> None:
        with _whole(files[0]) as literals, _whole(files[1]) as rows:
            phrases.save(literals, rows)

    _keep(state, write)
    return phrases


def _plain(rule: Rule) -> tuple[Any, ...]:
    """Return the rule as values that marshal takes; the reverse of ``_rule``."""
    examples = tuple(tuple(map(tuple, group)) for group in (rule.bad, rule.good))
    return (
        rule.id,
        rule.summary,
        rule.why,
        rule.category,
        str(rule.severity),
        tuple(rule.needs),
        rule.references,
        *examples,
        rule.preview,
        rule.profile,
    )


def _rule(row: tuple[Any, ...]) -> Rule:
    identity, summary, why, category, severity, needs, references, bad, good, preview, profile = row
    bad, good = (tuple(Example(*example) for example in group) for group in (bad, good))
    return Rule(identity, summary, why, category, Severity(severity), frozenset(needs), references, bad, good, preview, profile)


def _file(state: str, suffix: str) -> Path:
    return cache_folder() / f"{state}.{suffix}"


def _cached(state: str) -> Compiled | None:
    """Return what the files of rules hold; None where it is not kept or damaged."""
    try:
        content = _file(state, "bin").read_bytes()
        checksum, table = content[:4], content[4:]
        if zlib.crc32(table).to_bytes(4, "big") != checksum:
            return None
        rows, found, digest = marshal.loads(table)
        return rows, found, digest
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _keep(state: str, write: Callable[[], None]) -> None:
    """Write into the cache folder; of the shipped and of the house's each the oldest beyond CACHED_RULESETS go. Without a writable folder nothing is kept."""
    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
        write()
        for suffix in ("bin", "literals", "rows"):
            kept = sorted(cache_folder().glob(f"{state.partition('-')[0]}-*.{suffix}"), key=lambda path: path.stat().st_mtime)
            for old in kept[:-CACHED_RULESETS]:
                old.unlink(missing_ok=True)
    except OSError:
        return


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """Give a file to write that becomes the target when it is complete."""
    part = part_of(target)
    yield part
    part.replace(target)
