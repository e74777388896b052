"""Checks that need the source, one a module like those of ``mtcheck.checks``; imported only when a document has its source beside it.

They use ``bilingual`` and ``languages`` besides; one more check is one more module.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from mtcheck.checks import Check


@cache
def all_checks() -> tuple[Check, ...]:
    """Return the checks, by module name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(cast(Check, import_module(f"{__name__}.{name}")) for name in names)


def modules() -> list[Path]:
    """Return the files of the package: when one changes, so may its rules."""
    return sorted(Path(__file__).parent.glob("*.py"))
