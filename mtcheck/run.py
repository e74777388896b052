"""Checks a stream of documents, in this process or in several, in order and with a bounded number in flight; what is kept of earlier runs is not checked again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.core.errors import MtcheckError
from mtcheck.core.model import Document, Failure, Result
from mtcheck.kept import KeptResults
from mtcheck.pipeline import Checker, Found

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

BATCH = 16
IN_FLIGHT_PER_JOB = 4


def check_all(checker: Checker, documents: Iterable[Document | Failure], jobs: int = 1, kept: KeptResults | None = None) -> Iterator[Result]:
    """Yield a result for each document, in order; a Failure of a reader passes through.

    A single document is looked up in ``kept`` only where a model would read it: rules alone take no longer than looking.
    """
    stream = iter(documents)
    first = list(islice(stream, BATCH + 1 if jobs > 1 else 2 if kept else 0))
    if len(first) == 1 and checker.scorer is None and checker.reviewer is None:
        kept = None
    documents = chain(first, stream)
    alone = jobs == 1 or len(first) <= BATCH  # one process would check them all
    results = (_checked(checker, item, kept) for item in documents) if alone else _in_processes(checker, documents, jobs, kept)
    return _keeping(results, kept) if kept else results


def _keeping(results: Iterable[Result], kept: KeptResults) -> Iterator[Result]:
    try:
        yield from results
    finally:
        kept.close()


def _checked(checker: Checker, item: Document | Failure, kept: KeptResults | None) -> Result:
    if isinstance(item, Failure):
        return item
    found = kept.get(item) if kept else None
    if found is None:
        found = checker.found(item)
        if kept:
            kept.put(item, found)
    return checker.reported(item, found)


class _Batch(NamedTuple):
    """Some items, what is kept of each, and what the others will give, in order."""

    items: list[Document | Failure]
    known: list[Found | None]
    missing: Future[list[Found]] | None

    def results(self, checker: Checker, kept: KeptResults | None) -> Iterator[Result]:
        new = iter(self.missing.result() if self.missing else ())
        for item, found in zip(self.items, self.known, strict=True):
            if isinstance(item, Failure):
                yield item
                continue
            if found is None:
                found = next(new)
                if kept:
                    kept.put(item, found)
            yield checker.reported(item, found)


def _in_processes(checker: Checker, documents: Iterable[Document | Failure], jobs: int, kept: KeptResults | None) -> Iterator[Result]:
    """Yield the results; raises MtcheckError where a process was killed."""
    stream = iter(documents)
    pending: deque[_Batch] = deque()
    with _Processes(checker, jobs) as processes:
        for items in iter(lambda: list(islice(stream, BATCH)), []):
            known = [kept.get(item) if kept and isinstance(item, Document) else None for item in items]
            missing = [item for item, found in zip(items, known, strict=True) if isinstance(item, Document) and found is None]
            pending.append(_Batch(items, known, processes.submit(missing) if missing else None))
            if len(pending) >= jobs * IN_FLIGHT_PER_JOB:
                yield from pending.popleft().results(checker, kept)
        while pending:
            yield from pending.popleft().results(checker, kept)


class _Processes:
    """Processes that check, each with a pipe and a thread of its own.

    ``concurrent.futures.ProcessPoolExecutor`` has one pipe for all that they answer: a process killed in the middle of an answer leaves it waiting for
    the rest for ever. A pipe of its own ends with its process.
    """

    def __init__(self, checker: Checker, jobs: int) -> None:
        from concurrent.futures import ThreadPoolExecutor
        from queue import SimpleQueue

        self._checker = checker
        self._jobs = jobs
        self._started: list[BaseProcess] = []
        self._idle: SimpleQueue[Connection] = SimpleQueue()
        self._threads = ThreadPoolExecutor(jobs)

    def submit(self, documents: list[Document]) -> Future[list[Found]]:
        if not self._started:
            self._start()
        return self._threads.submit(self._asked, documents)

    def _start(self) -> None:
        from multiprocessing import Pipe, Process

        ours: list[Connection] = []
        for _ in range(self._jobs):
            here, there = Pipe()
            ours.append(here)
            process = Process(target=_serve, args=(self._checker, there, ours), daemon=True)
            process.start()
            there.close()
            self._started.append(process)
            self._idle.put(here)

    def _asked(self, documents: list[Document]) -> list[Found]:
        pipe = self._idle.get()
        try:
            pipe.send(documents)
            found: list[Found] | Exception = pipe.recv()
        except (EOFError, OSError):
            raise MtcheckError("a process that checks was killed", hint="where memory is short, fewer --jobs need less of it") from None
        finally:
            self._idle.put(pipe)
        if isinstance(found, Exception):
            raise found
        return found

    def __enter__(self) -> _Processes:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._started:
            process.terminate()
        self._threads.shutdown(cancel_futures=True)
        for process in self._started:
            process.join()


def _serve(checker: Checker, pipe: Connection, others: list[Connection]) -> None:
    """Answer documents with what is found in them until the other end of the pipe closes."""
    import signal
    from traceback import format_exc

    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches every process of the terminal; only the first one has anything to say about it
    for other in others:
        other.close()
    with suppress(EOFError, OSError):
        while True:
            documents = pipe.recv()
            try:
                found: list[Found] | Exception = [checker.found(document) for document in documents]
            except Exception as error:  # noqa: BLE001  it is raised where somebody waits for the results
                error.add_note(f"In a process that checks:\n{format_exc()}")
                found = error
            pipe.send(found)
