"""Makes the checker that a config asks for; for other programs ``checker``, which finds the config too (docs/api.md)."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mtcheck.config import Config, load_config
from mtcheck.core.errors import ConfigError, nearest
from mtcheck.folders import FolderChecker, selection_of
from mtcheck.glossary.entries import glossary_files
from mtcheck.pipeline import Checker
from mtcheck.placing import line_of
from mtcheck.ruleset import Ruleset, load
from mtcheck.suppression.suppressions import read_suppressions

if TYPE_CHECKING:
    from pathlib import Path

    from mtcheck.glossary.house_names import HouseName
    from mtcheck.glossary.terms import Term
    from mtcheck.scorers import Scorer


def checker(path: str | Path | None = None, **settings: Any) -> Checker:
    """Return a checker with the shipped rules, and with the settings that hold for ``path``, where one is given.

    ``settings`` are the keys of docs/settings.md with ``_`` for ``-``, and go before those of the file. No model reads along unless ``scorer`` asks for one.
    Raises ConfigError for a file or a value that cannot be used, TypeError for a setting that does not exist.
    """
    given: dict[str, Any] = {"scorer": "off"} | {name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()}
    config = replace(Config() if path is None else load_config((str(path),)), **given)
    ruleset = load(config.glossaries, config.rules, glossary=config.glossary)
    if config.scorer == "off":
        return checker_of(config, ruleset)
    from mtcheck.scorers.loading import scorer_for

    return checker_of(config, ruleset, scorer_for(config.scorer, keep=config.cache))


def checker_of(config: Config, ruleset: Ruleset, scorer: Scorer | None = None) -> Checker:
    """Return the checker of a config.

    Raises ConfigError for a rule that does not exist.
    """
    for name in config.rules_named():
        if name not in ruleset.rules:
            where = f"{config.origin}:{line_of(config.origin, name)}" if config.origin else None
            raise unknown_rule(name, ruleset, where)
    made = Checker(
        ruleset,
        selection_of(config, ruleset.rules.values()),
        config.source_lang,
        read_suppressions(config.suppressions, ruleset.rules, time.strftime("%Y-%m-%d")),
        scorer,
        _terms(config),
        _names(config),
        config.english,
        config.style,
    )
    return FolderChecker.of(made, config) if config.overrides else made


def unknown_rule(name: str, ruleset: Ruleset, where: str | None) -> ConfigError:
    """Return what is said of a rule that does not exist."""
    return ConfigError(f"no rule {name!r}", where, nearest(name, ruleset.rules, "`mtcheck rules list` names them"))


def _names(config: Config) -> tuple[HouseName, ...]:
    from mtcheck.glossary.house_names import holds_names, read_names

    among = (file for path in config.glossaries for file in (glossary_files(path) if path.is_dir() else [path]) if holds_names(file))
    return read_names((*config.names, *among)) if config.names or config.glossaries else ()


def _terms(config: Config) -> tuple[Term, ...]:
    if not config.terms:
        return ()
    from mtcheck.glossary.terms import read_terms

    return read_terms(config.terms)
