"""Settings of their own for some folders: ``[[overrides]]`` of the config, later ones before earlier ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mtcheck.core import globs

KEYS = ("select", "ignore", "severity", "level", "min_confidence", "source_lang", "english", "style")
"""What may differ from folder to folder."""
ADDED = ("ignore", "severity")
"""What is added to what holds everywhere; the rest takes its place."""


@dataclass(frozen=True, slots=True)
class Override:
    """The settings of the files that ``paths`` mean, counted from the folder of the config; names and values as Config has them."""

    paths: tuple[str, ...]
    settings: tuple[tuple[str, Any], ...]

    def fits(self, path: str, folder: Path) -> bool:
        """Return whether the file has these settings."""
        return globs.fits(self.paths, path, folder)

    def without(self, names: Collection[str]) -> Override:
        """Return the override without the settings that something else decides."""
        return replace(self, settings=tuple((name, value) for name, value in self.settings if name not in names))


def together(overrides: Iterable[Override], base: dict[str, Any]) -> dict[str, Any]:
    """Return the settings that overrides change, in their order; ``base`` has those that hold everywhere, of the names in ``ADDED``."""
    made: dict[str, Any] = {}
    for override in overrides:
        for name, value in override.settings:
            made[name] = (*made.get(name, base[name]), *value) if name in ADDED else value
        named = dict(override.settings)
        if "level" in named and "min_confidence" not in named:
            made["min_confidence"] = None
    return made
