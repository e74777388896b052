"""What the ``.gitignore`` files leave out of a folder (gitignore(5)): those in it and, in a repository, those above it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mtcheck.core.globs import UNREADABLE, spec_of
from mtcheck.core.lazy import lazy
from mtcheck.core.tree import repository

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".gitignore"
INSIDE = lazy(r"/\*\*(?=/?\s*$)")


class Ignored:
    """Says of what lies below a folder whether it is left out. The folder itself was asked for: files above that leave it out are not heard."""

    def __init__(self, folder: str) -> None:
        self._patterns = lru_cache(_patterns)
        asked = _absolute(folder)
        self._top = repository(asked) or asked
        if self._left_out(asked, folder=True):
            self._top = asked

    def holds(self, path: str, *, folder: bool = False) -> bool:
        """Return whether a file or folder below is left out, provided that no folder on the way to it is."""
        return self._left_out(_absolute(path), folder=folder)

    def _left_out(self, path: Path, *, folder: bool) -> bool:
        """Return what the nearest file says of the path, of those that say anything."""
        for above in _up_to(self._top, path):
            patterns = self._patterns(above, folder)
            found = patterns.check_file(path.relative_to(above).as_posix() + "/" * folder).include if patterns else None
            if found is not None:
                return found
        return False


def _absolute(path: str) -> Path:
    return Path(os.path.normpath(Path(path).absolute()))


def _up_to(top: Path, path: Path) -> Iterator[Path]:
    """Yield the folders that a path lies in, the nearest first."""
    for folder in path.parents:
        if not folder.is_relative_to(top):
            return
        yield folder


def _patterns(folder: Path, for_folders: bool) -> GitIgnoreSpec | None:
    """Return the patterns of a folder's own file, for folders so that ``a/**`` stands for what is in a and not for a/ itself; None where there is none that can be read."""
    file = folder / NAME
    try:
        lines = file.read_text("utf-8-sig", "surrogateescape").splitlines() if file.is_file() else []
    except OSError:
        return None
    if not any(line.strip() for line in lines):
        return None
    return spec_of(INSIDE.sub("/*", line) if for_folders else line for line in lines if _is_pattern(line))


def _is_pattern(line: str) -> bool:
    """Return whether a line can be read; git passes over the others too."""
    try:
        spec_of([line])
    except UNREADABLE:
        return False
    return True
