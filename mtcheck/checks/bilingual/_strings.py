"""What the checks of the localisation profile share: they look at segments as wholes, not at sentences."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.context import Context
from mtcheck.core.model import Span


def segments(context: Context) -> Iterator[tuple[Span, Span]]:
    """Yield (source, target) of each unit, else of each linked pair of sentences."""
    units = context.document.units
    if units:
        yield from ((unit.source, unit.span) for unit in units if unit.source is not None and len(unit.span) and len(unit.source))
    else:
        yield from ((pair.source, pair.target) for pair in context.bitext.linked)
