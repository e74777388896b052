"""The open texts and their findings: checked a moment after each change, in the background, rules first and the model when nobody types any more.

An edit ends the check of what was there before. Everything here runs in the event loop; checks run in two threads, one for what rules find, so that it is
never waited for behind a model, and one for the model.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

from mtcheck.core.model import DocumentReport
from mtcheck.desk.lsp.checking import Read, Stop, StoppedError, checked, read
from mtcheck.desk.lsp.positions import Placed
from mtcheck.desk.lsp.setups import Setup, Setups
from mtcheck.reporters._place import spot

QUIET, LONGEST_QUIET = 0.01, 1.0
"""Seconds without a change before a text is checked; where its check takes longer than four times that, a quarter of what it takes."""
MODEL_QUIET = 0.6
"""Seconds without a change, after what the rules found was shown, before the model reads the text."""
PATIENCE = 10.0
"""Seconds that a request waits for the check of what was typed last."""

Given = ParamSpec("Given")
Got = TypeVar("Got")


class Seen(NamedTuple):
    """What was found in a version of a text; nothing without usable settings."""

    version: int
    placed: Placed
    setup: Setup | None = None
    read: Read = Read()
    reports: tuple[DocumentReport, ...] = ()


@dataclass
class Buffer:
    """A text that is open; ``name`` is what it is read under (a path, where it is a file)."""

    uri: str
    name: str
    version: int
    placed: Placed
    seen: Seen | None = None
    quiet: float = QUIET
    stop: Stop = field(default_factory=Stop)
    task: asyncio.Task[None] | None = None
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    said: frozenset[str] = frozenset()
    astray: bool = False
    """Whether the client changed what is not there, so that its text is no longer known."""


@dataclass
class Desk:
    """The open texts. ``show`` is called with a buffer when there is something new to show of it (nothing, after it was closed), ``log`` with a line."""

    setups: Setups
    show: Callable[[Buffer], None]
    log: Callable[[str], None]
    root_of: Callable[[str], Path]
    buffers: dict[str, Buffer] = field(default_factory=dict)
    rules: Executor = field(default_factory=lambda: ThreadPoolExecutor(1, "rules"))
    model: Executor = field(default_factory=lambda: ThreadPoolExecutor(1, "model"))

    def open(self, buffer: Buffer) -> None:
        """Take a text on and check it now."""
        self.close(buffer.uri)
        self.buffers[buffer.uri] = buffer
        self.schedule(buffer, 0)

    def close(self, uri: str) -> None:
        """Forget a text and what was shown of it."""
        if buffer := self.buffers.pop(uri, None):
            _halt(buffer)
            buffer.seen = None
            buffer.ready.set()
            self.show(buffer)

    def schedule(self, buffer: Buffer, quiet: float | None = None) -> None:
        """Check a text after a moment of quiet (seconds); what is being checked of it stops."""
        _halt(buffer)
        buffer.ready.clear()
        buffer.stop = Stop()
        buffer.task = asyncio.ensure_future(self._check(buffer, buffer.quiet if quiet is None else quiet))

    def refresh(self) -> None:
        """Check all texts again: settings may have changed."""
        for buffer in self.buffers.values():
            self.schedule(buffer)

    def end(self) -> None:
        """Stop all checks; wait for the step that rules are at, and for no model."""
        for buffer in self.buffers.values():
            _halt(buffer)
        self.model.shutdown(wait=False, cancel_futures=True)
        self.rules.shutdown(cancel_futures=True)

    async def settled(self, uri: str) -> Seen | None:
        """Return what was found in the text as it is now, when that is known; None where there is no such text, or it takes too long."""
        try:
            async with asyncio.timeout(PATIENCE):
                while (buffer := self.buffers.get(uri)) and not buffer.ready.is_set():
                    await buffer.ready.wait()
        except TimeoutError:
            return None
        return buffer.seen if buffer else None

    async def run(self, work: Callable[Given, Got], *given: Given.args, **named: Given.kwargs) -> Got:
        """Return what a function returns that takes a moment; readers and rules are used in one thread alone."""
        return await asyncio.get_running_loop().run_in_executor(self.rules, partial(work, *given, **named))

    async def _check(self, buffer: Buffer, quiet: float) -> None:
        stop = buffer.stop
        await asyncio.sleep(quiet)
        try:
            seen = await self.run(self._by_rules, buffer, stop)
            self._found(buffer, seen)
            if seen.setup and seen.setup.prepared.scorer and seen.read.documents:
                await asyncio.sleep(MODEL_QUIET)
                by_model = partial(checked, seen.read.documents, seen.setup, stop.heed, model=True)
                reports = await asyncio.get_running_loop().run_in_executor(self.model, by_model)
                self._found(buffer, seen._replace(reports=reports))
        except StoppedError:
            return
        except Exception as error:  # noqa: BLE001  one text must not take the server with it
            self.log(f"{buffer.name}: something inside failed ({type(error).__name__}: {error}); please report it")
            self._found(buffer, Seen(buffer.version, buffer.placed))

    def _by_rules(self, buffer: Buffer, stop: Stop) -> Seen:
        """Return what rules find in a text, in the thread for that; note how long it took."""
        stop.heed()
        started, version, placed = time.monotonic(), buffer.version, buffer.placed
        setup = self.setups.of(buffer.name, self.root_of(buffer.name))
        if setup is None or buffer.astray:
            return Seen(version, placed)
        found = read(placed.text, buffer.name, setup)
        stop.heed()
        reports = checked(found.documents, setup, stop.heed)
        buffer.quiet = min(LONGEST_QUIET, max(QUIET, (time.monotonic() - started) / 4))
        return Seen(version, placed, setup, found, reports)

    def _found(self, buffer: Buffer, seen: Seen) -> None:
        if buffer.stop.asked:
            return
        buffer.seen = seen
        buffer.ready.set()
        lines = frozenset(_complaints(seen))
        for line in sorted(lines - buffer.said):
            self.log(line)
        buffer.said = lines
        self.show(buffer)


def _halt(buffer: Buffer) -> None:
    buffer.stop.asked = True
    if buffer.task is not None:
        buffer.task.cancel()


def _complaints(seen: Seen) -> Iterable[str]:
    """Yield what could not be read or checked; what has a line of the text is shown there."""
    yield from seen.read.complaints
    for report in seen.reports:
        yield from (f"{failure.where}: {failure.message}" for failure in report.failures if not spot(failure).line)
