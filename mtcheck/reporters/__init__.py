"""Reporters: results -> a report. A module of this package is a format: it has ``render``.

``render(signature: str, results: Iterable[Result], rules: Mapping[str, Rule]) -> Iterator[str]`` yields the report in chunks, so that a long run
needs no memory for it. Uses ``core`` alone. One more format is one more module, and one file in ``tests/reporters/golden``.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def names() -> list[str]:
    """Return the names of the formats."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def load(name: str) -> ModuleType:
    """Return the module of a format."""
    return importlib.import_module(f"{__name__}.{name}")
