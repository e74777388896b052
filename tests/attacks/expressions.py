"""All regular expressions of the package: those that modules hold, those that functions write out, and those that are made while it runs."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import regex

import mtcheck
from mtcheck.core.lazy import Lazy

PACKAGE = Path(mtcheck.__file__).parent
FUNCTIONS = frozenset("compile search match fullmatch sub subn split findall finditer".split())
PLACED = frozenset({"match", "fullmatch"})
KINDS = (re.Pattern, regex.Pattern)
Expressions = dict[tuple[Any, ...], Any]
"""Expressions by where they were found first, and what they say."""


def modules() -> Iterator[Any]:
    """Yield the modules of the package, but those that make its facts and are not shipped."""
    for found in pkgutil.walk_packages([str(PACKAGE)], "mtcheck."):
        if not found.name.startswith("mtcheck.build") and not found.name.endswith(("__main__", ".migrations.env")):
            yield importlib.import_module(found.name)


class Found(NamedTuple):
    """An expression, where it was found, and whether it is only ever tried at one place, never looked for."""

    where: str
    expression: Any
    anchored: bool


def held() -> Iterator[Found]:
    """Yield the expressions that modules hold, in tables too."""
    tried = _anchored()
    for module in modules():
        for name, value in vars(module).items():
            yield from (Found(f"{module.__name__}.{name}", one, name in tried) for one in _inside(value, 3))


def _inside(value: Any, depth: int) -> Iterator[Any]:
    if isinstance(value, KINDS):
        yield value
    elif isinstance(value, Lazy):
        yield re.compile(value.pattern, value.flags)
    elif depth and isinstance(value, Mapping):
        for item in (*value.keys(), *value.values()):
            yield from _inside(item, depth - 1)
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from _inside(item, depth - 1)
    elif depth and isinstance(value, type):
        for item in vars(value).values():
            yield from _inside(item, 0) if isinstance(item, KINDS) else ()


def called() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield module, function and call of each use of ``re`` or ``regex`` within a function."""
    for file in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(["mtcheck", *file.relative_to(PACKAGE).with_suffix("").parts])
        if name.startswith("mtcheck.build"):
            continue
        for function in (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and _is_use(node):
                    yield name.removesuffix(".__init__"), function.name, node


def _is_use(node: ast.Call) -> bool:
    function = node.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr in FUNCTIONS
        and isinstance(function.value, ast.Name)
        and function.value.id in ("re", "regex")
    )


def written_out() -> Iterator[Found]:
    """Yield the expressions that stand in calls."""
    for module, function, call in called():
        if isinstance(call.args[0], ast.Constant):
            engine = regex if call.func.value.id == "regex" else re  # type: ignore[attr-defined]
            yield Found(f"{module}.{function}", engine.compile(call.args[0].value), call.func.attr in PLACED)  # type: ignore[attr-defined]


def made() -> set[tuple[str, str]]:
    """Return module and function of the calls whose expression is made while they run."""
    return {(module, function) for module, function, call in called() if not isinstance(call.args[0], ast.Constant)}


def _forget() -> None:
    """Clear what functions of the package remember, so that what they compile is compiled again."""
    for module in modules():
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@contextmanager
def recorded() -> Iterator[Expressions]:
    """Record the expressions that the package compiles, by the module and function that do."""
    found: Expressions = {}
    _forget()
    before = re._compile  # type: ignore[attr-defined]

    def compiled(pattern: Any, flags: Any) -> Any:
        result = before(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename.endswith(("re/__init__.py", "<genexpr>")):
            frame = frame.f_back
        while frame.f_back and frame.f_code.co_name.startswith("<"):
            frame = frame.f_back
        name = frame.f_globals.get("__name__", "")
        if name.startswith("mtcheck."):
            found.setdefault((name, frame.f_code.co_name, result.pattern, result.flags), result)
        return result

    re._compile = compiled  # type: ignore[attr-defined]
    try:
        yield found
    finally:
        re._compile = before  # type: ignore[attr-defined]


def _anchored() -> frozenset[str]:
    """Return the names of expressions that are only ever tried at one place."""
    tried: dict[str, set[str]] = {}
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in FUNCTIONS and isinstance(node.value, ast.Name):
                tried.setdefault(node.value.id, set()).add(node.attr)
    return frozenset(name for name, functions in tried.items() if functions <= PLACED)
