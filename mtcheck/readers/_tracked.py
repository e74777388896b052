"""Changes of a Word document as a reviser would make them: what goes is struck out, what comes is inserted, and both say who and when (ECMA-376, 17.13.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import count

from mtcheck.readers._edits import Patch
from mtcheck.readers._options import Reviser

TEXT = re.compile(r"<((?:\w+:)?)t(?:\s[^>]*)?>")
NUMBER = re.compile(r"\w:id=\"(\d{1,9})\"")
KEPT = ' xml:space="preserve"'


def tracked(raw: str, changes: Iterable[Patch], reviser: Reviser) -> Iterator[Patch]:
    """Yield the changes of a part's XML so that Word shows them as revisions; one that stands in no run of text stays as it is."""
    numbers = count(1 + max(map(int, NUMBER.findall(raw)), default=0))
    for change in changes:
        found = TEXT.fullmatch(raw[max(0, raw.rfind("<", 0, change.start)) : raw.rfind(">", 0, change.start) + 1])
        run = _properties(raw, change.start, found[1]) if found else None
        yield change if found is None or run is None else _revised(raw, change, found[1], run, reviser, numbers)


def _revised(raw: str, change: Patch, prefix: str, properties: str, reviser: Reviser, numbers: Iterator[int]) -> Patch:
    """Return the change of a text as the end of its run, what is struck out and inserted, and the beginning of a run like it."""

    def revision(kind: str, element: str, text: str) -> str:
        said = f'{prefix}id="{next(numbers)}" {prefix}author="{_attribute(reviser.name)}" {prefix}date="{_attribute(reviser.at)}"'
        inner = f"<{prefix}r>{properties}<{prefix}{element}{KEPT}>{text}</{prefix}{element}></{prefix}r>"
        return f"<{prefix}{kind} {said}>{inner}</{prefix}{kind}>"

    old = raw[change.start : change.end]
    parts = [
        f"</{prefix}t></{prefix}r>",
        revision("del", "delText", old) if old else "",
        revision("ins", "t", change.text) if change.text else "",
        f"<{prefix}r>{properties}<{prefix}t{KEPT}>",
    ]
    return change._replace(text="".join(parts))


def _attribute(text: str) -> str:
    """Return a text as an attribute has it, in any encoding."""
    return escape(text).encode("ascii", "xmlcharrefreplace").decode()


def _properties(raw: str, at: int, prefix: str) -> str | None:
    """Return the properties of the run around a place, "" where it has none; None where there is no run."""
    begin = max(raw.rfind(f"<{prefix}r{sign}", 0, at) for sign in "> \n\t\r")
    if begin < 0 or raw.rfind(f"</{prefix}r>", begin, at) >= 0:
        return None
    inside = raw.index(">", begin) + 1
    depth = 0
    for tag in re.compile(rf"<(/?){prefix}rPr(?:\s[^<>]*?)?(/?)>").finditer(raw, inside, at):
        if depth == 0 and (tag[1] or raw[inside : tag.start()].strip()):
            return ""
        depth += 0 if tag[2] else -1 if tag[1] else 1
        if depth == 0:
            return raw[inside : tag.end()].strip()
    return ""
