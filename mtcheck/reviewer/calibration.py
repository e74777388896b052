"""How sure a reviewer's remarks are: measured on annotated articles for each model and prompt, kept in the cache folder (``mtcheck evaluate --calibrate``).

The share of right remarks, drawn towards a half by few of them: first that of all remarks of the model, then that of each dimension of MQM towards it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from mtcheck.core.errors import ConfigError

FILE = "reviewers.json"
UNMEASURED = 0.5
"""The confidence of remarks of a model that nobody measured here: reported at the balanced level, not at the safe one."""
WEIGHT = 10
"""Remarks that the share which a measured one is drawn towards counts for."""


class Count(NamedTuple):
    """Remarks that were right, of all."""

    right: int = 0
    all: int = 0

    def drawn(self, share: float) -> float:
        """Return the share of right ones, drawn towards another share."""
        return (self.right + WEIGHT * share) / (self.all + WEIGHT)


Measured = dict[str, Count]
"""Dimension of MQM ("Accuracy", "Style") -> its remarks."""


def dimension(category: str) -> str:
    """Return the dimension of an MQM path."""
    return category.partition("/")[0]


def total(measured: Measured) -> Count:
    """Return the remarks of all dimensions together."""
    return Count(sum(one.right for one in measured.values()), sum(one.all for one in measured.values()))


def confidence(measured: Measured, category: str) -> tuple[float, int]:
    """Return the confidence of a remark of a category, and on how many remarks of its dimension it was measured."""
    own = measured.get(dimension(category), Count())
    return round(own.drawn(total(measured).drawn(UNMEASURED)), 3), own.all


def read(folder: Path, name: str) -> Measured:
    """Return what was measured for a model and prompt; nothing where nothing was. Raises ConfigError for a file that is damaged."""
    try:
        table = _table(folder / FILE).get(name, {})
        return {str(key): Count(*(int(value) for value in pair)) for key, pair in table.items()}
    except (ValueError, TypeError, AttributeError):
        raise ConfigError("the measured confidences cannot be read", str(folder / FILE), "delete the file and measure again") from None


def keep(folder: Path, name: str, measured: Measured) -> None:
    """Keep what was measured for a model and prompt in place of what was; the file changes whole. Raises ConfigError where it cannot be written."""
    read(folder, name)
    table = _table(folder / FILE) | {name: {key: list(count) for key, count in sorted(measured.items())}}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{FILE}.part"
        part.write_text(json.dumps(dict(sorted(table.items())), indent=1, ensure_ascii=False) + "\n", "utf-8")
        part.replace(folder / FILE)
    except OSError as error:
        raise ConfigError(f"cannot keep what was measured ({error.strerror or error})", str(folder / FILE), "set MTCHECK_CACHE") from None


def _table(path: Path) -> dict[str, dict[str, list[int]]]:
    try:
        return dict(json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(f"cannot read the file ({error.strerror})", str(path)) from None
