"""Everything a run checks with: rules, patterns and phrases, compiled once and cached by the content of their files."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from mtcheck import __version__, patterns
from mtcheck.checks import all_checks
from mtcheck.errors import ConfigError
from mtcheck.glossary import glossary_files, read_glossary
from mtcheck.model import Example, Rule
from mtcheck.mqm import Severity
from mtcheck.patterns import Pattern, Patterns
from mtcheck.phrases import Phrases
from mtcheck.resources import RULES, cache_folder, glossaries

CACHED_RULESETS = 8


@dataclass(frozen=True)
class Ruleset:
    """The rules by id, the patterns and phrases, and a digest of all files that they came from."""

    rules: dict[str, Rule]
    patterns: Patterns
    phrases: Phrases
    digest: str
    glossary: bool


Compiled = tuple[list[Any], list[Any], Phrases]


def load(extra_glossaries: Iterable[Path] = (), extra_rules: Iterable[Path] = (), *, glossary: bool = True) -> Ruleset:
    """Return the shipped rules and those of the extra files or folders; without the shipped glossaries when ``glossary`` is False.

    Raises ConfigError for the first file that does not follow its format.
    """
    tsv = [*(glossary_files(glossaries()) if glossary else ()), *(file for path in extra_glossaries for file in _expand(path, ".tsv"))]
    toml = [*sorted(RULES.rglob("*.toml")), *(file for path in extra_rules for file in _expand(path, ".toml"))]
    digest = _digest([*tsv, *toml], glossary)
    rows, patterns, phrases = _cached(digest) or _compile(tsv, toml, digest)
    by_id = {check.RULE.id: check.RULE for check in all_checks()} | {row[0]: _rule(row) for row in rows}
    return Ruleset(by_id, Patterns(Pattern(*row) for row in patterns), phrases, digest, glossary)


def _expand(path: Path, suffix: str) -> list[Path]:
    if not path.exists():
        raise ConfigError("no such file or folder", str(path), "check the path in the config")
    return sorted(path.rglob(f"*{suffix}")) if path.is_dir() else [path]


def _digest(files: list[Path], glossary: bool) -> str:
    digest = hashlib.blake2b(f"{__version__} {sys.version_info[:2]} {glossary}".encode(), digest_size=12)
    for module in ("glossary", "phrase", "phrases", "patterns", "inflection", "ruleset"):
        digest.update(str((Path(__file__).parent / f"{module}.py").stat().st_mtime_ns).encode())
    for file in files:
        digest.update(os.fsencode(file) + b"\0")
        try:
            digest.update(file.read_bytes())
        except OSError as error:
            raise ConfigError(f"cannot read the file ({error.strerror})", str(file)) from None
    return digest.hexdigest()


def _compile(tsv: list[Path], toml: list[Path], digest: str) -> Compiled:
    """Return what the files hold, and keep it for the next run."""
    read = [patterns.read_rule(path) for path in toml]
    known = {rule.id for rule, _ in read} | {check.RULE.id for check in all_checks()}
    entries = [entry for path in tsv for entry in read_glossary(path)]
    for entry in entries:
        if entry.rule not in known:
            raise ConfigError(f"no rule {entry.rule!r}", entry.where.rpartition(":")[0], "`mtcheck rules list` names them")
    compiled = [_plain(rule) for rule, _ in read], [tuple(pattern) for _, found in read for pattern in found], Phrases.compiled(entries)
    _keep(digest, *compiled)
    return compiled


def _plain(rule: Rule) -> tuple[Any, ...]:
    """Return the rule as values that marshal takes; the reverse of ``_rule``."""
    examples = tuple(tuple(astuple(example) for example in group) for group in (rule.bad, rule.good))
    return (rule.id, rule.summary, rule.why, rule.category, str(rule.severity), tuple(rule.needs), rule.references, *examples, rule.preview)


def _rule(row: tuple[Any, ...]) -> Rule:
    identity, summary, why, category, severity, needs, references, bad, good, preview = row
    bad, good = (tuple(Example(*example) for example in group) for group in (bad, good))
    return Rule(identity, summary, why, category, Severity(severity), frozenset(needs), references, bad, good, preview)


def _file(digest: str, suffix: str) -> Path:
    return cache_folder() / f"rules-{digest}.{suffix}"


def _cached(digest: str) -> Compiled | None:
    """Return what the files of this digest hold; None where it is not kept or damaged."""
    try:
        content = _file(digest, "bin").read_bytes()
        checksum, table = content[:16], content[16:]
        if hashlib.blake2b(table, digest_size=16).digest() != checksum:
            return None
        rows, found = marshal.loads(table)
        return rows, found, Phrases.mapped(_file(digest, "literals"), _file(digest, "rows"))
    except (OSError, ValueError, EOFError, TypeError, RuntimeError):
        return None


def _keep(digest: str, rows: list[Any], found: list[Any], phrases: Phrases) -> None:
    """Write both files into the cache folder, whole or not at all; the oldest beyond CACHED_RULESETS go. Without a writable folder nothing is kept."""
    table = marshal.dumps((rows, found))
    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
        with _whole(_file(digest, "literals")) as literals, _whole(_file(digest, "rows")) as entries:
            phrases.save(literals, entries)
        with _whole(_file(digest, "bin")) as part:
            part.write_bytes(hashlib.blake2b(table, digest_size=16).digest() + table)
        for suffix in ("bin", "literals", "rows"):
            kept = sorted(cache_folder().glob(f"rules-*.{suffix}"), key=lambda path: path.stat().st_mtime)
            for old in kept[:-CACHED_RULESETS]:
                old.unlink(missing_ok=True)
    except OSError:
        return


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """Give a file to write that becomes the target when it is complete."""
    part = target.with_name(f".{target.name}.{os.getpid()}")
    yield part
    part.replace(target)
