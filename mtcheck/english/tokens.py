"""The tokens of a sentence, as the light chunker reads them."""

from __future__ import annotations

import re
from typing import NamedTuple

TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[-'’.&][^\W\d_]+)*|\d+(?:[.,:-]\w+)*|[^\w\s]|_")
POSSESSIVE = ("'s", "’s", "'S", "’S")


class Tokens(NamedTuple):
    """The tokens of a sentence: as written, in lower case, and where each starts in the text."""

    words: list[str]
    lower: list[str]
    starts: list[int]


def tokens(text: str, start: int, end: int) -> Tokens:
    """Return the tokens of ``text[start:end]``; "'s" is split off."""
    found = list(TOKEN.finditer(text, start, end))
    words, starts = [match.group() for match in found], [match.start() for match in found]
    for at in range(len(words) - 1, -1, -1) if any(mark in text[start:end] for mark in "'’") else ():
        if len(words[at]) > 2 and words[at].endswith(POSSESSIVE):
            starts.insert(at + 1, starts[at] + len(words[at]) - 2)
            words[at : at + 1] = words[at][:-2], "'s"
    return Tokens(words, [word.lower() for word in words], starts)
