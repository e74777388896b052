"""The settings of a run: ``mtcheck.toml``, else ``[tool.mtcheck]`` of ``pyproject.toml``, nearest above the checked files; one file wins."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from mtcheck.core import globs
from mtcheck.core.codes import unfit
from mtcheck.core.errors import ConfigError, nearest
from mtcheck.core.mqm import Severity
from mtcheck.core.tree import tree_of
from mtcheck.overrides import KEYS, Override, together
from mtcheck.placing import Place, keep_within, text_of
from mtcheck.resolve import BALANCED, LEVELS
from mtcheck.suppression import BASELINE
from mtcheck.suppression import IGNORED as SUPPRESSIONS

FAIL_ON = (*(str(severity) for severity in Severity), "never")
LOCALISATION = "localisation"
PROFILES = ("prose", LOCALISATION)
AUTO = "auto"
SCORERS = (AUTO, "off", "required")


@dataclass(frozen=True, slots=True)
class Config:
    """All settings with their defaults; field names are the keys of the file with ``-`` for ``_``.

    Paths in a file count from the file's folder. ``origin`` is the file that the settings came from. ``severity`` says of rules how grave their findings
    are, ``cache_size`` is the largest size of the kept results in megabytes. ``tree`` is what files that the settings name must lie in; None where somebody chose
    the config, who knows what it says.
    """

    source_lang: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    level: str = BALANCED
    min_confidence: float | None = None
    fail_on: str | None = None
    max_penalty: float | None = None
    max: tuple[tuple[str, int], ...] = ()
    glossary: bool = True
    glossaries: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    terms: tuple[Path, ...] = ()
    names: tuple[Path, ...] = ()
    suppressions: Path | None = None
    baseline: Path | None = None
    profile: str = "prose"
    pairs: str | None = None
    encoding: str | None = None
    target_column: str | None = None
    source_column: str | None = None
    id_column: str | None = None
    sheet: str | None = None
    jobs: int = 1
    scorer: str = AUTO
    exclude: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    english: str | None = None
    style: str | None = None
    cache: bool = True
    cache_size: int = 256
    overrides: tuple[Override, ...] = ()
    origin: Path | None = None
    tree: Path | None = field(default=None, compare=False)

    @property
    def failing(self) -> str:
        """Return the severity that fails a run: the one stated; else none where a threshold is stated, and minor where nothing is."""
        return self.fail_on or ("minor" if self.max_penalty is None and not self.max else "never")

    @property
    def folder(self) -> Path:
        """The folder that paths and patterns count from, and where the lists are that go with the config."""
        return self.origin.parent if self.origin else Path.cwd()

    def language_of(self, path: str) -> str | None:
        """Return the language that a file was translated from, as the settings have it."""
        return self.at(path).source_lang

    def rules_named(self) -> Iterator[str]:
        """Yield the rules that the settings name."""
        for settings in ({"select": self.select, "ignore": self.ignore, "severity": self.severity}, *(dict(one.settings) for one in self.overrides)):
            yield from (*(settings.get("select") or ()), *settings.get("ignore", ()), *dict(settings.get("severity", ())))

    def at(self, path: str) -> Config:
        """Return the settings of a file: these, changed by the overrides that fit it."""
        fitting = [override for override in self.overrides if override.fits(path, self.folder)]
        return replace(self, **together(fitting, {"ignore": self.ignore, "severity": self.severity})) if fitting else self


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def find_config(checked: Iterable[str]) -> Path | None:
    """Return the config file nearest above the checked paths (their common folder); None when there is none."""
    folders = [path if path.is_dir() else path.parent for path in (Path(name).absolute() for name in checked if name != "-")] or [Path.cwd()]
    common = folders[0]
    while not all(folder.is_relative_to(common) for folder in folders):
        common = common.parent
    for folder in (common, *common.parents):
        if (own := folder / "mtcheck.toml").is_file():
            return own
        shared = folder / "pyproject.toml"
        if shared.is_file() and "[tool.mtcheck" in text_of(shared):
            return shared
    return None


def load_config(checked: Iterable[str], chosen: Path | None = None) -> Config:
    """Return the settings of the chosen file, else of the one that ``find_config`` finds, else the defaults.

    Raises ConfigError with ``file:line`` for an unknown key or a value of the wrong kind.
    """
    path = chosen or find_config(checked)
    config = read_config(path, chosen=chosen is not None) if path else Config()
    return replace(config, suppressions=config.suppressions or _there(config, SUPPRESSIONS), baseline=config.baseline or _there(config, BASELINE))


def _there(config: Config, name: str) -> Path | None:
    """Return the list of that name beside the config; None where there is none."""
    path = config.folder / name
    if config.tree and path.is_symlink():
        keep_within(path, config.tree, str(path))
    return path if path.is_file() else None


def read_config(path: Path, *, chosen: bool = False) -> Config:
    """Return the settings of one file, ``chosen`` where somebody named it; raise ConfigError with ``file:line``."""
    import tomllib

    tree = None if chosen else tree_of(path.parent)
    if tree:
        keep_within(path, tree, str(path))
    text = text_of(path)
    try:
        table: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ConfigError(f"no valid TOML ({error})", f"{path}:{line.group(1)}" if line else str(path)) from None
    except RecursionError:
        raise ConfigError("tables or lists in it are nested too deep", str(path), "no setting needs more than two") from None
    if path.name == "pyproject.toml":
        table = _own(table.get("tool"), path)
    place = Place(path, text, max(0, text.find("[tool.mtcheck")) if path.name == "pyproject.toml" else 0, tree=tree)
    names = [one.name for one in fields(Config) if one.name not in ("origin", "tree")]
    return replace(Config(), origin=path, tree=tree, **_values(table, names, place))


def _own(tools: Any, path: Path) -> Mapping[str, Any]:
    """Return the table of mtcheck among those of other programs."""
    table = tools.get("mtcheck", {}) if isinstance(tools, dict) else {}
    if not isinstance(table, dict):
        raise ConfigError("`tool.mtcheck` must be a table", str(path))
    return table


def _values(table: Mapping[str, Any], names: Iterable[str], place: Place) -> dict[str, Any]:
    """Return the settings of a table as Config holds them; raise ConfigError for a key that is none of the names."""
    keys = {name.replace("_", "-"): name for name in names}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in keys:
            raise ConfigError(f"unknown key `{key}`", place.of(key), nearest(key, keys, f"keys are {', '.join(keys)}"))
        match keys[key]:
            case "severity":
                values["severity"] = _severities(value, place)
            case "overrides":
                values["overrides"] = _overrides(value, place)
            case name:
                values[name] = _value(name, value, place.of(key), place)
    return values


def _severities(value: Any, place: Place) -> tuple[tuple[str, Severity], ...]:
    """Return rule and severity of each line of the table."""
    grades = {str(severity): severity for severity in Severity}
    if not isinstance(value, dict):
        raise ConfigError(f"`severity` must be a table of rules, each {', '.join(grades)}", place.of("severity"))
    inner = place.inner("severity")
    for rule, grade in value.items():
        if not isinstance(grade, str) or grade not in grades:
            raise ConfigError(f"`{rule}` must be one of {', '.join(grades)}", inner.of(rule), nearest(str(grade), grades, "off? name it in `ignore`"))
    return tuple((rule, grades[grade]) for rule, grade in value.items())


def _overrides(value: Any, place: Place) -> tuple[Override, ...]:
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        raise ConfigError("`overrides` must be tables, each under [[overrides]]", place.of("overrides"))
    return tuple(_override(table, place.inner("overrides", number)) for number, table in enumerate(value))


def _override(table: Mapping[str, Any], place: Place) -> Override:
    values = _values(table, ("paths", *KEYS), place)
    if not values.get("paths"):
        raise ConfigError("an override needs `paths`", place.of("overrides"), 'such as paths = ["sport/**"]')
    return Override(values.pop("paths"), tuple(values.items()))


def _value(name: str, value: Any, where: str, place: Place) -> Any:
    """Return the value as Config holds it; raise ConfigError when it is of the wrong kind."""

    def file(item: str) -> Path:
        path = place.path.parent / item
        wanted("\0" not in item, "a path")
        if place.tree:
            keep_within(path, place.tree, where)
        return path

    def wanted(holds: bool, what: str) -> None:
        if not holds:
            raise ConfigError(f"`{name.replace('_', '-')}` must be {what}", where)

    def among(names: Iterable[str]) -> None:
        wanted(isinstance(value, str) and value in names, f"one of {', '.join(names)}")

    match name:
        case "paths" | "exclude":
            wanted(isinstance(value, list) and all(isinstance(item, str) for item in value), "a list of strings")
            for pattern in value:
                wanted(not globs.unreadable(pattern), f"patterns as .gitignore has them, which {pattern!r} is not")
            return tuple(value)
        case "select" | "ignore" | "glossaries" | "rules" | "terms" | "names":
            value = [value] if name == "names" and isinstance(value, str) else value
            wanted(isinstance(value, list) and all(isinstance(item, str) for item in value), "a list of strings")
            return tuple(file(item) if name in ("glossaries", "rules", "terms", "names") else item for item in value)
        case "min_confidence":
            wanted(isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1, "a number from 0 to 1")
            return float(value)
        case "max_penalty":
            wanted(isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf, "a number from 0 on")
            return float(value)
        case "max":
            held = isinstance(value, dict) and all(isinstance(most, int) and not isinstance(most, bool) and most >= 0 for most in value.values())
            wanted(held, 'a table of whole numbers, such as { "Accuracy/*" = 0 }')
            return tuple(value.items())
        case "jobs" if value == AUTO:
            return processors()
        case "jobs":
            wanted(isinstance(value, int) and not isinstance(value, bool) and value >= 1, f'a whole number from 1 on, or "{AUTO}"')
        case "cache_size":
            wanted(isinstance(value, int) and not isinstance(value, bool) and value >= 1, "a whole number of megabytes from 1 on")
        case "glossary" | "cache":
            wanted(isinstance(value, bool), "true or false")
        case "fail_on":
            among(FAIL_ON)
        case "level":
            among(LEVELS)
        case "profile":
            among(PROFILES)
        case "english":
            from mtcheck.english.british import ENGLISHES

            among(ENGLISHES)
        case "style":
            from mtcheck.quantities.styles import STYLES

            among(STYLES)
        case "scorer":
            wanted(isinstance(value, str), "auto, off, required, a folder, or a hub id")
            if value in SCORERS or (place.tree is None and not (place.path.parent / value).is_dir()):
                return value
            wanted((path := file(value)).is_dir(), f"{', '.join(SCORERS)}, or a folder that is there ({value!r} is none; --scorer takes a hub id)")
            return str(path)
        case "source_lang":
            wanted(isinstance(value, str), "a language code such as fr or pt-BR")
            wanted(not (reason := unfit(value)), f"a language code: {reason}")
        case _:
            wanted(isinstance(value, str), "a string")
            return file(value) if name in ("suppressions", "baseline") else value
    return value
