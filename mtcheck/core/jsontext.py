"""JSON as others wrote it: half of a character (an escaped surrogate without its other half), which no file could hold, becomes U+FFFD."""

from __future__ import annotations

import json
from typing import Any

from mtcheck.core.lazy import lazy

ESCAPED = lazy(r"\\u[dD][89a-fA-F]")
HALF = lazy("[\ud800-\udfff]")


def parsed(text: str) -> Any:
    """Return the value; texts keep their length. Raises ValueError, and RecursionError for what is nested too deep."""
    value = json.loads(text)
    return _whole(value) if ESCAPED.search(text) else value


def whole(text: str) -> str:
    """Return the text, of the same length, with no half of a character in it."""
    return HALF.sub("\ufffd", text)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value
