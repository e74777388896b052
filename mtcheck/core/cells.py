"""Cells of tables that spreadsheets open."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would take a cell that begins so for a formula (OWASP, CSV injection)."""


def cell(text: str) -> str:
    """Return the text as a cell: never a formula; half of a character (from a file name that is no UTF-8) is escaped."""
    text = text.encode("utf-8", "backslashreplace").decode()
    return f"'{text}" if text.startswith(FORMULA) else text
