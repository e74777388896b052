"""Characters that a wrong decoding or a doubled encoding made unreadable: HTML entities left in the text, and mojibake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.lazy import lazy
from mtcheck.core.model import Example, Finding, Rule
from mtcheck.core.mqm import Severity

RULE = Rule(
    id="encoding-damage",
    summary="A character that was written out as code or decoded wrongly",
    why="The text went through a system that encoded it twice or decoded it as another character set.",
    category="Design and markup/Character encoding",
    severity=Severity.MAJOR,
    references=("HTML Standard: character references", "MQM: Design and markup"),
    bad=(
        Example("It is the club&#39;s first title.", "&#39;", "'"),
        Example("He said &quot;no&quot; twice.", "&quot;", '"'),
        Example("The clubâ€™s president resigned.", "â€™", "’"),
        Example("The values\u200b\u200b of the club.", "\u200b\u200b", ""),
        Example("The cafÃ© on the corner closed.", "Ã©", "é"),
    ),
    good=(
        Example("AT&T and M&S; R&D at P&G &c."),
        Example("The café in São Paulo, the château and the Ångström unit."),
    ),
)
ENTITY = lazy(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z][A-Za-z0-9]{1,30});")
MOJIBAKE = lazy(r"[ÂÃâÐÑÄÅ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}")
REPLACEMENT = "\ufffd"
INVISIBLE = lazy("[\u200b\u2060\u00ad]+|(?<!^)\ufeff+")
"""Characters without width that copying out of a web page or a translation service leaves; searches and counts stumble over them."""


def find(context: Context) -> Iterator[Finding]:
    """Yield entities, characters decoded as Windows-1252, and replacement characters."""
    text = context.text
    for match in ENTITY.finditer(text) if "&" in text else ():
        meant = _unescaped(match.group())
        if meant != match.group():
            message = f"The code of a character stands in the text instead of {_shown(meant)}"
            yield context.mark(RULE, *match.span(), message, meant.replace("\u00a0", " "), confidence=0.97, kind="entity")
    if text.isascii():
        return
    for match in MOJIBAKE.finditer(text):
        if found := _repaired(match.group()):
            length, meant = found
            message = f"UTF-8 was read as Windows-1252 here; it should be {_shown(meant)}"
            yield context.mark(RULE, match.start(), match.start() + length, message, meant.replace("\u00a0", " "), confidence=0.95, kind="mojibake")
    for match in INVISIBLE.finditer(text):
        yield context.mark(RULE, *match.span(), "An invisible character", "", confidence=0.9, kind="invisible")
    for match in re.finditer(REPLACEMENT, text):
        yield context.mark(RULE, *match.span(), "A character that could not be decoded was lost here", confidence=0.9, kind="lost")


def _unescaped(entity: str) -> str:
    import html

    return html.unescape(entity)


def _repaired(run: str) -> tuple[int, str] | None:
    """Return how many characters of a run stand for one character, and that character; None where they are what they seem."""
    for length in range(len(run), 1, -1):
        for encoding in ("windows-1252", "latin-1"):
            try:
                meant = run[:length].encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            if len(meant) == 1:
                return length, meant
    return None


def _shown(meant: str) -> str:
    return f"“{meant}”" if meant.isprintable() and meant.strip() else "a space"
