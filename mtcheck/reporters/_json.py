"""What the reports in JSON share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def items(found: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the items of an array, without its brackets, one a line, so that a long one needs no memory."""
    separator = "\n"
    for item in found:
        yield separator + json.dumps(item)
        separator = ",\n"
