"""Where the shipped files stand, in a checkout, an editable install or a wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
FACTS = PACKAGE / "facts"
RULES = PACKAGE / "rules"
LANGUAGES = PACKAGE / "languages"


def glossaries() -> Path:
    """Return the folder of the shipped glossaries: inside the wheel, else beside the package."""
    inside = PACKAGE / "glossaries"
    return inside if inside.is_dir() else PACKAGE.parent / "glossaries"
