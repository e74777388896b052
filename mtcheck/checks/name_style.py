"""Names in another form than the publication's own list wants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.context import Context
from mtcheck.model import Example, Finding, Rule
from mtcheck.mqm import Severity

if TYPE_CHECKING:
    from mtcheck.housenames import HouseName

RULE = Rule(
    id="name-style",
    summary="A name in another form than the house style wants",
    why="A publication writes a name in one way, and at its first mention perhaps in full; see `names` in the config.",
    category="Terminology/Inconsistent with terminology resource",
    severity=Severity.MINOR,
    needs=frozenset({"names"}),
    references=("MQM: Inconsistent with terminology resource",),
    bad=(
        Example("The Northern Front (NF) attacked. Later the North Front withdrew.", "North Front", "NF"),
        Example("NF attacked on Monday.", "NF", "Northern Front (NF)"),
    ),
    good=(
        Example("The Northern Front (NF) attacked. Later NF withdrew."),
        Example("The northern front was quiet."),
    ),
)
"""The examples hold with the list ``NF``, not ``North Front``, at first ``Northern Front (NF)``."""
CONFIDENCE = 0.95


def find(context: Context) -> Iterator[Finding]:
    """Yield the mentions of listed names in a form that is not wanted there."""
    for name in context.house_names:
        yield from _mentions(context, name)


def _mentions(context: Context, name: HouseName) -> Iterator[Finding]:
    wanted = name.first or name.want
    for match in name.pattern().finditer(context.text):
        if match.group() != wanted:
            message = name.note or ("The first mention gives the name in full" if wanted == name.first else f"The house style writes “{wanted}”")
            yield context.mark(RULE, *match.span(), message, wanted, confidence=CONFIDENCE, list=name.where.rpartition("/")[2])
        wanted = name.want
