"""Plots as HTML and inline SVG. Shapes are SVG that stretches with the page, words are HTML that does not; colours come from the style.

All text is escaped here; a value is a number in the unit of its axis.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

TICKS = 4
"""Lines of a grid, about."""
LABELS = 8
"""Labels under a time line at most; every second one is left out on a phone."""


class Point(NamedTuple):
    """A point of a time line: where it stands in time (any unit), its value, its label, and what is said of it."""

    at: float
    value: float
    label: str
    said: str


class Part(NamedTuple):
    """A part of a bar: its value and the class that colours it."""

    value: float
    kind: str


def time_line(points: Sequence[Point], title: str) -> Iterator[str]:
    """Yield a line over time with its axes; each point says its figures when it is pointed at or focused."""
    ticks = _ticks(max(point.value for point in points))
    top, first = ticks[-1] or 1.0, points[0].at
    span = (points[-1].at - first) or 1.0
    places = [(100 * (point.at - first) / span if len(points) > 1 else 50.0, 100 - 100 * point.value / top) for point in points]
    yield f'<div class="plot" role="group" aria-label="{escape(title)}"><div class="scale" aria-hidden="true">'
    yield from (f'<span style="bottom:{100 * tick / top:.2f}%">{_figure(tick)}</span>' for tick in ticks)
    yield '</div><div class="field"><svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
    yield from (f'<line class="grid" x1="0" x2="100" y1="{100 - 100 * tick / top:.2f}" y2="{100 - 100 * tick / top:.2f}"/>' for tick in ticks)
    line = " ".join(f"{x:.2f},{y:.2f}" for x, y in places)
    if len(points) > 1:
        yield f'<polygon class="area" points="{places[0][0]:.2f},100 {line} {places[-1][0]:.2f},100"/><polyline class="line" points="{line}"/>'
    yield "</svg>"
    for (x, y), point in zip(places, points, strict=True):
        side = "left" if x < 50 else "right"
        yield f'<span class="dot {side}" tabindex="0" role="img" aria-label="{escape(point.said)}" data-said="{escape(point.said)}" style="left:{x:.2f}%;top:{y:.2f}%"></span>'
    yield '</div><div class="times" aria-hidden="true">'
    yield from _times(places, points)
    yield "</div></div>\n"


def _times(places: Sequence[tuple[float, float]], points: Sequence[Point]) -> Iterator[str]:
    step = max(1, math.ceil((len(points) - 1) / (LABELS - 1)))
    for n, at in enumerate(range(0, len(points), step)):
        x = places[at][0]
        edge = "first" if x < 4 else "last" if x > 96 else "middle"
        yield f'<span class="{edge}{" seldom" if n % 2 and at != len(points) - 1 else ""}" style="left:{x:.2f}%">{escape(points[at].label)}</span>'


def bar(parts: Iterable[Part], whole: float) -> str:
    """Return a bar of several parts; ``whole`` fills the width."""
    shown = [part for part in parts if part.value > 0]
    pieces = "".join(f'<i class="{part.kind}" style="width:{100 * part.value / (whole or 1):.2f}%"></i>' for part in shown)
    return f'<span class="bar" aria-hidden="true">{pieces}</span>'


def interval(share: float, low: float, high: float) -> str:
    """Return a mark at a share 0..1 with the interval around it, on a line from 0 to 1 with its middle marked."""
    return (
        '<svg class="interval" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true"><line class="rail" x1="0" x2="100" y1="6" y2="6"/>'
        f'<line class="half" x1="50" x2="50" y1="1" y2="11"/><line class="reach" x1="{100 * low:.1f}" x2="{100 * high:.1f}" y1="6" y2="6"/>'
        f'<line class="share" x1="{100 * share:.1f}" x2="{100 * share:.1f}" y1="1" y2="11"/></svg>'
    )


def _ticks(top: float) -> list[float]:
    """Return round figures from 0 to one at or above ``top``."""
    raw = max(top, 1e-9) / TICKS
    size = 10 ** math.floor(math.log10(raw))
    step = next(factor * size for factor in (1, 2, 2.5, 5, 10) if factor * size >= raw)
    return [step * n for n in range(math.ceil(max(top, 1e-9) / step) + 1)]


def _figure(value: float) -> str:
    return f"{value:,.10g}"
