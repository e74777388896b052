"""Texts of others in tables, pages and terminals: no formula for a spreadsheet, no mark, link or mention for Markdown, no command for a terminal."""

from __future__ import annotations

import re

from mtcheck.core.lazy import lazy

MARKS = lazy(r"[\\`*_\[\]~|]")
CALLS = lazy(r"([@#])(?=\w)")
"""What would mention somebody or link to something."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A spreadsheet would take a cell that begins so for a formula (OWASP, CSV injection)."""

HIDDEN = {
    number: ascii(chr(number))[1:-1]
    for number in (*range(9), *range(11, 13), *range(14, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
"""Control characters but tab and line ends, which drive a terminal (ECMA-48), and those that turn the direction of what follows (Unicode Standard Annex 9)."""
ENDS = {ord("\n"): "\\n", ord("\r"): "\\r"}
COMMANDS = ("::", "##[")
"""How a line begins that a runner of GitHub or Azure takes for a command."""


def visible(text: str) -> str:
    """Return the text with what would do something to a terminal, instead of standing there, escaped as Python does it."""
    return text.translate(HIDDEN)


def is_command(text: str) -> bool:
    """Return whether a runner would take a line for a command."""
    return text.lstrip().startswith(COMMANDS)


def line(text: str) -> str:
    """Return a line for a terminal, or for a log that a runner reads: ``visible``, one line, and no command."""
    return f"{chr(92) * is_command(text)}{visible(text).translate(ENDS)}"


def cell(text: str) -> str:
    """Return the text as a cell: never a formula, no bare carriage return, which would end its row; half of a character (of a file name that is no UTF-8) is escaped."""
    text = re.sub(r"\r\n?", "\n", visible(text.encode("utf-8", "backslashreplace").decode()))
    return f"'{text}" if text.startswith(FORMULA) else text


def markdown(text: str) -> str:
    """Return a text on one line, so written that it reads in Markdown as it is."""
    from html import escape

    marked = MARKS.sub(r"\\\g<0>", escape(visible(re.sub(r"\s+", " ", text)), quote=False))
    return CALLS.sub(r"\1<!-- -->", marked)
