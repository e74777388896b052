"""Texts of others in tables and pages: no formula for a spreadsheet, no mark, link or mention for Markdown."""

from __future__ import annotations

import re
from html import escape

MARKS = re.compile(r"[\\`*_\[\]~|]")
CALLS = re.compile(r"([@#])(?=\w)")
"""What would mention somebody or link to something."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would take a cell that begins so for a formula (OWASP, CSV injection)."""


def cell(text: str) -> str:
    """Return the text as a cell: never a formula; half of a character (from a file name that is no UTF-8) is escaped."""
    text = text.encode("utf-8", "backslashreplace").decode()
    return f"'{text}" if text.startswith(FORMULA) else text


def markdown(text: str) -> str:
    """Return a text on one line, so written that it reads in Markdown as it is."""
    marked = MARKS.sub(r"\\\g<0>", escape(re.sub(r"\s+", " ", text), quote=False))
    return CALLS.sub(r"\1<!-- -->", marked)
