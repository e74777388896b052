"""How far a long run is, on standard error: files, documents a second, time left."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

from mtcheck.cli._notes import note
from mtcheck.core.model import Failure, Result

if TYPE_CHECKING:
    from rich.progress import Progress

DELAY = 1.0
"""Seconds that a run takes before it is a long one."""
EVERY = 0.1
"""Seconds between two drawings."""
SELDOM = 30.0
"""Seconds between two lines where nobody looks on, such as in a log."""


def shown(results: Iterable[Result], inputs: int, *, quiet: bool = False) -> Iterator[Result]:
    """Yield the results, and draw how far the run is where somebody looks at it; ``inputs`` is the number of files."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        return iter(results)
    return _drawn(results, inputs)


def _drawn(results: Iterable[Result], inputs: int) -> Iterator[Result]:
    """Yield the results; the line is away while a result is written to the same terminal, and gone in the end."""
    begun, drawn, line = monotonic(), 0.0, None
    shares = sys.stdout is not None and sys.stdout.isatty()
    files: set[str] = set()
    try:
        for count, result in enumerate(results):
            if line and shares:
                line.stop()
            yield result
            files.add(result.where if isinstance(result, Failure) else result.document.path)
            now = monotonic()
            if now - begun < DELAY or (now - drawn < EVERY and not shares):
                continue
            drawn, line = now, line or _line(inputs)
            speed = f"{(count + 1) / (now - begun):.1f} documents/s"
            left = _clock((now - begun) / len(files) * (inputs - len(files))) if inputs > 1 else ""
            line.update(line.task_ids[0], completed=len(files), speed=speed, left=left)
            line.start()
            line.refresh()
    finally:
        if line:
            line.stop()


class Phases:
    """How far each phase of a run over an archive is: a line that changes where somebody looks at it, else a line every ``SELDOM`` seconds."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet or sys.stderr is None
        self._looked = not self._quiet and sys.stderr.isatty()
        self._phase, self._begun, self._said, self._first = "", 0.0, 0.0, 0
        self._line: Progress | None = None

    def __enter__(self) -> Phases:
        return self

    def __exit__(self, *_: object) -> None:
        if self._line:
            self._line.stop()

    def tell(self, phase: str, done: int, total: int, documents: int) -> None:
        """Say that so many partitions of all are done, and so many documents in this run."""
        if self._quiet:
            return
        now = monotonic()
        if phase != self._phase:
            self._phase, self._begun, self._said, self._first = phase, now, now, done
        passed, new = now - self._begun, done - self._first
        speed = f"{documents / passed:.1f} documents/s" if documents and passed else ""
        left = _clock(passed / new * (total - done)) if new else ""
        if self._looked:
            self._line = self._line or _line(2, "partitions")
            self._line.update(self._line.task_ids[0], description=phase, completed=done, total=total, speed=speed, left=left)
            self._line.start()
            self._line.refresh()
        elif now - self._said >= SELDOM:
            self._said = now
            note(f"mtcheck: {', '.join(filter(None, (f'{phase} {done:,}/{total:,} partitions', speed, left)))}")


def _line(inputs: int, things: str = "files") -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn(things)) if inputs > 1 else ()
    line = Progress(
        TextColumn("{task.description}"),
        *columns,
        TextColumn("{task.fields[speed]}"),
        TextColumn("{task.fields[left]}"),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    line.add_task("checking", total=max(inputs, 1), speed="", left="")
    return line


def _clock(seconds: float) -> str:
    """Return a stretch of time as hours, minutes and seconds that are left."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02} left" if hours else f"{minutes}:{rest:02} left"
