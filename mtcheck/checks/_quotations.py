"""Where the quotation around some words begins and ends."""

from __future__ import annotations


def fills_quotation(text: str, start: int, end: int) -> bool:
    """Return whether the words are most of the quotation that they stand in."""
    opened, closed = quotation(text, start, end)
    return 2 * (end - start) > closed - opened


def quotation(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the quotation around the words begins and ends."""
    opened = max(text.rfind(mark, 0, start) for mark in '“«„"')
    closed = min((at for mark in '”»“"' if (at := text.find(mark, end)) >= 0), default=len(text))
    return max(0, opened), closed
