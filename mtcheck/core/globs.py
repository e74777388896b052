"""Patterns of paths as ``.gitignore`` writes them: ``sport/``, ``*.draft.md``, ``/legal/**``, ``!legal/keep.md``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

UNREADABLE = (ValueError, re.error)
"""What pathspec raises for a pattern that it cannot read."""


def fits(patterns: tuple[str, ...], path: str, folder: Path) -> bool:
    """Return whether a path is one of those that the patterns of a folder mean; nothing outside the folder is."""
    place = Path(os.path.normpath(Path(path).absolute()))
    top = Path(os.path.normpath(folder.absolute()))
    return bool(patterns) and place.is_relative_to(top) and _spec(patterns).match_file(place.relative_to(top).as_posix())


def unreadable(pattern: str) -> bool:
    """Return whether a pattern means nothing."""
    try:
        return not pattern.strip() or pattern.startswith("#") or not _spec((pattern,)).patterns
    except UNREADABLE:
        return True


@lru_cache
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    return spec_of(patterns)


def spec_of(patterns: Iterable[str]) -> GitIgnoreSpec:
    """Return what the patterns stand for; raise one of ``UNREADABLE`` where one cannot be read."""
    import warnings

    from pathspec import GitIgnoreSpec  # 45 milliseconds

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of sets that a later Python will read otherwise
        return GitIgnoreSpec.from_lines(patterns)
