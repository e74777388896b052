"""Files as entries name them: relative to the folder of the list, with slashes; patterns with ``*``, ``?`` and ``**``."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from mtcheck.core.jsontext import whole
from mtcheck.core.lazy import lazy

MAGIC = lazy(r"[*?]")
PART = lazy(r"\*\*/|\*\*|[*?]")
MEANING = {"**/": r"(?:[^/]+/)*", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}


def relative(path: str, folder: Path) -> str:
    """Return a path as it stands from the folder; as it is where there is no way (another drive) and for standard input."""
    if path == "-":
        return path
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return Path(path).as_posix()


def is_pattern(name: str) -> bool:
    """Return whether a name stands for several files."""
    return MAGIC.search(name) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Any:
    """Return what a pattern means; by RE2, since the lists come from whoever wrote the repository."""
    import re2

    found, at = [], 0
    for part in PART.finditer(pattern):
        found += [re.escape(pattern[at : part.start()]), MEANING[part.group()]]
        at = part.end()
    return re2.compile("(?s)" + "".join([*found, re.escape(pattern[at:])]) + r"(?:/.*)?")


def concerns(pattern: str, name: str) -> bool:
    """Return whether a pattern names the file or a folder above it; an empty pattern names every file."""
    if not is_pattern(pattern):
        folder = pattern.removeprefix("./").rstrip("/")
        return not pattern or name == folder or name.startswith(f"{folder}/")
    return _compiled(whole(pattern.removeprefix("./").rstrip("/"))).fullmatch(whole(name)) is not None
