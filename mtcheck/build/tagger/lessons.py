"""The articles of ``corpora/lessons``: raw translated English of our own, in which every fault is marked and mended where it stands.

An article begins with ``### id language density``; a fault is ``[[what stands there|what an editor writes|kind]]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Span

LESSONS = Path("corpora/lessons")
DENSITIES = ("light", "middle", "heavy")
KINDS = {
    "sense": "wrong-word",
    "style": "calque",
    "grammar": "grammar",
    "order": "word-order",
    "format": "number-format",
    "seam": "spacing",
    "left": "untranslated",
}
"""Kind of a mark -> its category; what is ``left`` and only to be deleted is ``site-residue``."""
FAULT = re.compile(r"\[\[([^|\[\]]*)\|([^|\[\]]*)\|([a-z]+)\]\]")
ARTICLE = re.compile(r"^### ", re.MULTILINE)
GAP, BEFORE_STOP = re.compile(r"  +"), re.compile(r" +(?=[,.;])")


class Lesson(NamedTuple):
    """An article as it was translated, with its faults and their categories, and as it was mended. ``density``: one of DENSITIES."""

    name: str
    language: str
    density: str
    text: str
    faults: tuple[tuple[Span, str], ...]
    mended: str


def lessons(folder: Path = LESSONS) -> Iterator[Lesson]:
    """Yield all articles; raise ConfigError with file and article for one that cannot be read."""
    for path in sorted(folder.glob("*.txt")):
        for article in ARTICLE.split(path.read_text("utf-8"))[1:]:
            head, _, body = article.partition("\n")
            try:
                name, language, density = head.split()
                yield read(name, language, density, body.strip())
            except ValueError as error:
                raise ConfigError(f"not an article of a lesson ({error})", f"{path}: {head}", "see corpora/README.md") from None


def read(name: str, language: str, density: str, body: str) -> Lesson:
    """Return an article; raise ValueError for a mark or a density that is none."""
    if density not in DENSITIES:
        raise ValueError(f"no density {density!r}")
    parts, faults, at, size = list[str](), list[tuple[Span, str]](), 0, 0
    for match in FAULT.finditer(body):
        stands, mended, kind = match.groups()
        if kind not in KINDS:
            raise ValueError(f"no kind {kind!r}")
        parts += [body[at : match.start()], stands]
        size, at = size + match.start() - at + len(stands), match.end()
        if stands:
            faults.append((Span(size - len(stands), size), KINDS[kind] if mended or kind != "left" else "site-residue"))
    text, right = "".join([*parts, body[at:]]), FAULT.sub(r"\2", body)
    if "[[" in text or "]]" in text:
        raise ValueError("brackets that mark nothing")
    return Lesson(name, language, density, text, tuple(faults), BEFORE_STOP.sub("", GAP.sub(" ", right)))
