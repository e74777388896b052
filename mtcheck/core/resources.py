"""Where the shipped files stand, in a checkout, an editable install or a wheel."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
FACTS = PACKAGE / "english" / "facts"
RULES = PACKAGE / "rules"
LANGUAGES = PACKAGE / "languages"


def glossaries() -> Path:
    """Return the folder of the shipped glossaries: inside the wheel, else beside the package."""
    inside = PACKAGE / "glossaries"
    return inside if inside.is_dir() else PACKAGE.parent / "glossaries"


def cache_folder() -> Path:
    """Return the user's cache folder of mtcheck (platformdirs; ``MTCHECK_CACHE`` overrides it)."""
    if chosen := os.environ.get("MTCHECK_CACHE"):
        return Path(chosen)
    if sys.platform == "linux":  # as platformdirs has it (XDG Base Directory Specification), without its ten milliseconds of imports
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mtcheck"
    import platformdirs

    return Path(platformdirs.user_cache_dir("mtcheck", appauthor=False))


def models_folder() -> Path:
    """Return the folder of installed language models."""
    return cache_folder() / "models"


def models_there() -> bool:
    """Return whether there is a folder of models; where nobody may look for it there is none."""
    try:
        return models_folder().is_dir()
    except OSError:
        return False
