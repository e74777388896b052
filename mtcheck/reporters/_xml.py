"""What the reports in XML share (XML 1.0)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from mtcheck.core.escaping import visible

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NEVER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file may hold, not even as a reference (section 2.2): most control characters, halves of characters."""
IN_TEXT = {"\r": "&#13;"}
IN_ATTRIBUTES = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def text(value: str) -> str:
    """Return a value as the text of an element; what XML cannot hold is escaped as Python does it."""
    return _escaped(value, IN_TEXT)


def attributes(**values: str | int) -> str:
    """Return attributes as they stand in a tag, a space before each."""
    return "".join(f' {name}="{_escaped(str(value), IN_ATTRIBUTES)}"' for name, value in values.items())


def _escaped(value: str, others: Mapping[str, str]) -> str:
    return escape(NEVER.sub(lambda found: ascii(found[0])[1:-1], visible(value)), dict(others))
