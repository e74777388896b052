"""The settings of a run: ``mtcheck.toml``, else ``[tool.mtcheck]`` of ``pyproject.toml``, nearest above the checked files; one file wins."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from mtcheck.baseline import NAME as BASELINE
from mtcheck.core.errors import ConfigError, nearest
from mtcheck.core.mqm import Severity
from mtcheck.resolve import BALANCED, LEVELS
from mtcheck.suppression.ignore_file import NAME as SUPPRESSIONS

FAIL_ON = (*(str(severity) for severity in Severity), "never")
LOCALISATION = "localisation"
PROFILES = ("prose", LOCALISATION)
AUTO = "auto"
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
"""ISO 639 code, with script or region or without ("pt-BR")."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings with their defaults; field names are the keys of the file with ``-`` for ``_``.

    Paths in a file count from the file's folder. ``origin`` is the file that the settings came from.
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
    origin: Path | None = None

    @property
    def failing(self) -> str:
        """Return the severity that fails a run: the one stated; else none where a threshold is stated, and minor where nothing is."""
        return self.fail_on or ("minor" if self.max_penalty is None and not self.max else "never")


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
        if shared.is_file() and "[tool.mtcheck" in _text(shared):
            return shared
    return None


def load_config(checked: Iterable[str], chosen: Path | None = None) -> Config:
    """Return the settings of the chosen file, else of the one that ``find_config`` finds, else the defaults.

    Raises ConfigError with ``file:line`` for an unknown key or a value of the wrong kind.
    """
    path = chosen or find_config(checked)
    config = read_config(path) if path else Config()
    folder = folder_of(config)
    return replace(config, suppressions=config.suppressions or _there(folder / SUPPRESSIONS), baseline=config.baseline or _there(folder / BASELINE))


def _there(path: Path) -> Path | None:
    return path if path.is_file() else None


def folder_of(config: Config) -> Path:
    """Return the folder of the lists that go with a config: that of its file, else the working folder."""
    return config.origin.parent if config.origin else Path.cwd()


def read_config(path: Path) -> Config:
    """Return the settings of one file; raise ConfigError with ``file:line``."""
    import tomllib

    text = _text(path)
    try:
        table: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ConfigError(f"no valid TOML ({error})", f"{path}:{line.group(1)}" if line else str(path)) from None
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("mtcheck", {})
    keys = {field.name.replace("_", "-"): field.name for field in fields(Config) if field.name != "origin"}
    values = {}
    for key, value in table.items():
        where = f"{path}:{_line(text, key)}"
        if key not in keys:
            raise ConfigError(f"unknown key `{key}`", where, nearest(key, keys, f"keys are {', '.join(keys)}"))
        values[keys[key]] = _value(keys[key], value, where, path.parent)
    return replace(Config(), origin=path, **values)


def _value(name: str, value: Any, where: str, folder: Path) -> Any:
    """Return the value as Config holds it; raise ConfigError when it is of the wrong kind."""

    def wanted(holds: bool, what: str) -> None:
        if not holds:
            raise ConfigError(f"`{name.replace('_', '-')}` must be {what}", where)

    match name:
        case "select" | "ignore" | "glossaries" | "rules" | "terms" | "names":
            value = [value] if name == "names" and isinstance(value, str) else value
            wanted(isinstance(value, list) and all(isinstance(item, str) for item in value), "a list of strings")
            return tuple(folder / item if name in ("glossaries", "rules", "terms", "names") else item for item in value)
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
        case "glossary":
            wanted(isinstance(value, bool), "true or false")
        case "fail_on":
            wanted(value in FAIL_ON, f"one of {', '.join(FAIL_ON)}")
        case "level":
            wanted(value in LEVELS, f"one of {', '.join(LEVELS)}")
        case "profile":
            wanted(value in PROFILES, f"one of {', '.join(PROFILES)}")
        case "source_lang":
            wanted(isinstance(value, str) and bool(LANGUAGE_CODE.fullmatch(value)), "a language code such as fr or pt-BR")
        case _:
            wanted(isinstance(value, str), "a string")
            return folder / value if name in ("suppressions", "baseline") else value
    return value


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot read the file ({error.strerror})", str(path)) from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"not UTF-8 at byte {error.start}", str(path), "save the file as UTF-8") from None


def line_of(path: Path, words: str) -> int:
    """Return the 1-based line of a config file on which the words stand between quotation marks, else the first."""
    text = _text(path)
    found = re.search(rf"[\"']{re.escape(words)}[\"']", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _line(text: str, key: str) -> int:
    """Return the 1-based line where a key of the table is set."""
    found = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?\s*[=.]", text, re.MULTILINE) or re.search(
        rf"^[ \t]*\[.*{re.escape(key)}", text, re.MULTILINE
    )
    return text.count("\n", 0, found.start()) + 1 if found else 1
