"""The shell of a page that needs nothing but itself: a policy that lets nothing be loaded, one style for all of mtcheck's pages, light and dark."""

from __future__ import annotations

from html import escape
from pathlib import Path

STYLE = Path(__file__).with_suffix(".css")
TOP = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
"""
BOTTOM = """<script>
{script}</script>
</body>
</html>
"""


def top(title: str, style: Path) -> str:
    """Return the page up to its body, with the style of all pages and its own."""
    return TOP.format(title=escape(title), style=STYLE.read_text("utf-8") + style.read_text("utf-8"))


def bottom(script: Path) -> str:
    """Return the end of the page with its script."""
    return BOTTOM.format(script=script.read_text("utf-8"))
