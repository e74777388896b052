"""Digits as any language writes them: of whatever script, with the marks of a locale, with a fraction behind them."""

from __future__ import annotations

import re
import unicodedata

SPACES = " \u00a0\u2009\u202f'’"
FRACTION = re.compile(r" ?([¼½¾⅓⅔⅛⅜⅝⅞])|[ -]([1-5])[/⁄]([2-8])(?![\d/⁄])")
"""What adds a fraction to the whole number before it."""

WELL_FORMED = re.compile(r"\d+(?:[.,](?!\d+000$)\d+)?|\d{1,3}(?:\D\d{3})+(?:[.,]\d+)?|\d{1,2}(?:,\d\d)*,\d{3}(?:\.\d+)?")
"""Digits grouped as some language has it, the Indian one too; no decimals that end in thousands."""


def well_formed(written: str) -> bool:
    """Return whether ASCII digits with marks are a number as any language writes it ("60.0000" is none)."""
    return WELL_FORMED.fullmatch(written) is not None


def plain(digits: str) -> str:
    """Return digits of any script in ASCII, their marks as they are."""
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in digits)


def worth(written: str, decimal: str) -> float:
    """Return the value of ASCII digits with marks, read as a language with this decimal mark reads them."""
    for space in SPACES + "\u066c":
        written = written.replace(space, "")
    written = written.replace("\u066b", ".")
    marks = [mark for mark in ".," if mark in written]
    if len(marks) == 2:
        head, _, tail = written.rpartition(max(marks, key=written.rfind))
        return float(f"{head.replace('.', '').replace(',', '')}.{tail}")
    if marks:
        head, _, tail = written.rpartition(marks[0])
        grouped = written.count(marks[0]) > 1 or (len(tail) == 3 and marks[0] != decimal and 0 < len(head) <= 3 and head != "0")
        written = written.replace(marks[0], "" if grouped else ".")
    return float(written)


def fraction(text: str, at: int) -> tuple[int, float]:
    """Return where a fraction right behind a number ends, and its value ("3½", "3 1/2")."""
    match = FRACTION.match(text, at)
    if match is None:
        return at, 0.0
    part = unicodedata.numeric(match[1]) if match[1] else int(match[2]) / int(match[3])
    return (match.end(), part) if part < 1 else (at, 0.0)
