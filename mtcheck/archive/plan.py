"""Partitions of an archive: what one task checks. They follow from the input and the size of a partition alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mtcheck.archive.inputs import Input, Kind
from mtcheck.core.model import Failure

MOST_OF_PACKED = 64
"""Partitions of a packed file at most: each unpacks what stands before it, which costs a four-hundredth of checking it."""
BYTES = 32_000_000
"""Bytes of small files from which on a partition takes no more of them."""


class Cut(NamedTuple):
    """A stretch of a file: of rows for Parquet, of (unpacked) bytes for lines; ``before`` are the lines that stand before it."""

    start: int
    stop: int
    before: int = 0


class Cuts(NamedTuple):
    """The stretches of a file, and what of it cannot be read."""

    cuts: tuple[Cut, ...]
    failures: tuple[Failure, ...] = ()


class Partition(NamedTuple):
    """A stretch of one file, or several files that readers read."""

    number: int
    kind: Kind
    names: tuple[str, ...]
    cut: Cut = Cut(0, 0)


def joined(cuts: Sequence[Cut], most: int) -> tuple[Cut, ...]:
    """Return at most so many cuts, of neighbours put together."""
    step = -(-len(cuts) // most) if cuts else 1
    return tuple(Cut(group[0].start, group[-1].stop, group[0].before) for at in range(0, len(cuts), step) if (group := cuts[at : at + step]))


def partitions(inputs: Iterable[Input], cuts: dict[str, Cuts], size: int) -> list[Partition]:
    """Return the partitions in the order of the input; ``cuts`` are those of the files that have rows or lines, ``size`` is in documents."""
    found: list[tuple[Kind, tuple[str, ...], Cut]] = []
    for kind, group in _runs(inputs):
        if kind == "file":
            found.extend(("file", names, Cut(0, 0)) for names in _together(group, size))
        else:
            found.extend((kind, (one.name,), cut) for one in group for cut in cuts[one.name].cuts)
    return [Partition(number, *one) for number, one in enumerate(found)]


def _runs(inputs: Iterable[Input]) -> Iterator[tuple[Kind, list[Input]]]:
    from itertools import groupby

    for kind, group in groupby(inputs, key=lambda one: one.kind):
        yield kind, list(group)


def _together(files: Iterable[Input], size: int) -> Iterator[tuple[str, ...]]:
    """Yield the names of neighbouring files, so many or so large that they are enough for a partition."""
    names: list[str] = []
    held = 0
    for one in files:
        if names and (len(names) >= size or held + one.size > BYTES):
            yield tuple(names)
            names, held = [], 0
        names.append(one.name)
        held += one.size
    if names:
        yield tuple(names)


def written(found: Iterable[Partition], failures: Iterable[Failure]) -> bytes:
    """Return the plan as JSON."""
    rows = [[one.number, one.kind, one.names, one.cut] for one in found]
    return json.dumps({"partitions": rows, "failures": [[one.where, one.message] for one in failures]}).encode()


def read(content: bytes) -> tuple[list[Partition], list[Failure]]:
    """Return the plan that ``written`` made."""
    plan = json.loads(content)
    found = [Partition(number, kind, tuple(names), Cut(*cut)) for number, kind, names, cut in plan["partitions"]]
    return found, [Failure(*one) for one in plan["failures"]]
