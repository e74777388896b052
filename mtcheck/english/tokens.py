"""The tokens of a sentence, as the light chunker reads them."""

from __future__ import annotations

import re
from typing import NamedTuple

TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[-'’.&][^\W\d_]+)*|\d+(?:[.,:-]\w+)*|[^\w\s]|_")


class Tokens(NamedTuple):
    """The tokens of a sentence: as written, in lower case, and where each starts in the text."""

    words: list[str]
    lower: list[str]
    starts: list[int]


def tokens(text: str, start: int, end: int) -> Tokens:
    """Return the tokens of ``text[start:end]``; "'s" is split off."""
    words: list[str] = []
    starts: list[int] = []
    for match in TOKEN.finditer(text, start, end):
        word = match.group()
        words.append(word)
        starts.append(match.start())
        if len(word) > 2 and word[-1] in "sS" and word[-2] in "'’":
            words[-1] = word[:-2]
            words.append("'s")
            starts.append(match.end() - 2)
    return Tokens(words, [word.lower() for word in words], starts)
