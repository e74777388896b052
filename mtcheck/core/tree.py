"""How far files of others may lead: the repository that a folder is in, else the folder itself. Links count as what they lead to."""

from __future__ import annotations

import os
from pathlib import Path


def repository(folder: Path) -> Path | None:
    """Return the root of the repository that a folder is in; None where it is in none."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def tree_of(folder: Path) -> Path:
    """Return the repository around a folder, else the folder, without links on the way to it."""
    real = Path(os.path.realpath(folder))
    return repository(real) or real


def leaves(path: str | Path, tree: Path) -> bool:
    """Return whether a path leads out of a tree."""
    return not Path(os.path.realpath(path)).is_relative_to(tree)
