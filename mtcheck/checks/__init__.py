"""Checks in code, one a module: ``RULE`` says what it is about, ``find(context)`` yields its findings.

The modules are found by name; one more check is one more module. They use every room of facts and the ``Context``. A check is a pure function of the
context: no state, no IO, no printing. ``settled(findings, context)``, where a check has it, drops findings of others that it makes pointless.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from mtcheck.context import Context
from mtcheck.core.model import Finding, Rule


class Check(Protocol):
    """A module of this package."""

    RULE: Rule

    def find(self, context: Context) -> Iterator[Finding]:
        """Yield the findings of the check."""
        ...


@cache
def all_checks() -> tuple[Check, ...]:
    """Return the checks, by module name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg and not module.name.startswith("_"))
    return tuple(cast(Check, import_module(f"{__name__}.{name}")) for name in names)
