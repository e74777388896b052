"""Checks a stream of documents, in this process or in several, in order and with a bounded number in flight."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from mtcheck.core.model import Document, Failure, Result
from mtcheck.pipeline import Checker

BATCH = 16
IN_FLIGHT_PER_JOB = 4
_worker: Checker | None = None


def check_all(checker: Checker, documents: Iterable[Document | Failure], jobs: int = 1) -> Iterator[Result]:
    """Yield a result for each document, in order; a Failure of a reader passes through."""
    stream = iter(documents)
    first = list(islice(stream, BATCH + 1)) if jobs > 1 else []
    documents = chain(first, stream)
    if len(first) <= BATCH:  # one process would check them all
        return (_checked(checker, item) for item in documents)
    return _in_processes(checker, documents, jobs)


def _checked(checker: Checker, item: Document | Failure) -> Result:
    return item if isinstance(item, Failure) else checker.check(item)


def _in_processes(checker: Checker, documents: Iterable[Document | Failure], jobs: int) -> Iterator[Result]:
    from concurrent.futures import Future, ProcessPoolExecutor

    stream = iter(documents)
    batches = iter(lambda: list(islice(stream, BATCH)), [])
    pool = ProcessPoolExecutor(jobs, initializer=_start, initargs=(checker,))
    try:
        pending: deque[Future[list[Result]]] = deque()
        for batch in batches:
            pending.append(pool.submit(_check_batch, batch))
            if len(pending) >= jobs * IN_FLIGHT_PER_JOB:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _start(checker: Checker) -> None:
    import signal

    global _worker
    _worker = checker
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches every process of the terminal; only the first one has anything to say about it


def _check_batch(batch: list[Document | Failure]) -> list[Result]:
    assert _worker is not None
    return [_checked(_worker, item) for item in batch]
