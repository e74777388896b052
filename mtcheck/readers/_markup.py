"""How formats with tags write text."""

from __future__ import annotations


def escape(text: str) -> str:
    """Return the text as the content of an element writes it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
