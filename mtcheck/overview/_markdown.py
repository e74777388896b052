"""Markdown as code hosts show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#@!])")


def escaped(text: str) -> str:
    """Return the text on one line, with nothing in it that Markdown or HTML would read otherwise."""
    line = " ".join(text.split()).replace("&", "&amp;")
    return SPECIAL.sub(r"\\\1", line)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, left: int = 1) -> Iterator[str]:
    """Yield the lines of a table; the first ``left`` columns are flush left, the others right."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---' if at < left else '---:' for at in range(len(head)))}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
