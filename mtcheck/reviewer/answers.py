"""Reads what a model answered: JSON as asked for, or what can be made out where it stands among other words or was cut off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

LONGEST = 100_000
"""Characters of an answer that are looked at."""
MOST = 40
"""Entries of one answer that are looked at: one that marks every word helps nobody."""
THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)
"""What reasoning models say to themselves before they answer."""
OBJECT = re.compile(r"\{[^{}]*\}")
"""An object that holds no other: an entry stays readable in an answer that was cut off."""
STARTS = 20
"""Braces from which a whole answer is tried."""

Entry = dict[str, Any]


def entries(answer: str) -> list[Entry] | None:
    """Return the entries of an answer in their order; None where it is none. Nothing of what they hold has been looked at."""
    text = THOUGHT.sub("", answer[:LONGEST])
    for value in _values(text):
        if isinstance(value, dict) and isinstance(value.get("findings"), list):
            value = value["findings"]
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return value[:MOST]
    found = [value for match in OBJECT.finditer(text) if isinstance(value := _read(match[0]), dict) and "text" in value]
    return found[:MOST] or None


def _values(text: str) -> Iterator[Any]:
    """Yield the JSON values that stand in a text: all of it, else from one of its first braces on."""
    yield _read(text)
    for at in [match.start() for match in re.finditer(r"[\[{]", text)][:STARTS]:
        yield _read(text, at)


def _read(text: str, at: int = 0) -> Any:
    """Return the JSON value that begins there; None where there is none."""
    try:
        return json.JSONDecoder().raw_decode(text if at else text.strip(), at)[0]
    except (ValueError, RecursionError):  # also a whole number of thousands of digits
        return None
