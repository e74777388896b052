"""Checks a stream of documents, in this process or in several, in order and with a bounded number in flight; what is kept of earlier runs is not checked again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.core.errors import MtcheckError
from mtcheck.core.model import Document, Failure, Result
from mtcheck.kept import KeptResults
from mtcheck.pipeline import Checker, Found

if TYPE_CHECKING:
    from concurrent.futures import Future

BATCH = 16
IN_FLIGHT_PER_JOB = 4
_worker: Checker | None = None


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
    """Yield the results; processes are started when there is something to check for them. Raises MtcheckError where one of them was killed."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    stream = iter(documents)
    pending: deque[_Batch] = deque()
    pool = ProcessPoolExecutor(jobs, initializer=_start, initargs=(checker,))
    try:
        for items in iter(lambda: list(islice(stream, BATCH)), []):
            known = [kept.get(item) if kept and isinstance(item, Document) else None for item in items]
            missing = [item for item, found in zip(items, known, strict=True) if isinstance(item, Document) and found is None]
            pending.append(_Batch(items, known, pool.submit(_find, missing) if missing else None))
            if len(pending) >= jobs * IN_FLIGHT_PER_JOB:
                yield from pending.popleft().results(checker, kept)
        while pending:
            yield from pending.popleft().results(checker, kept)
    except BrokenProcessPool:
        raise MtcheckError("a process that checks was killed", hint="where memory is short, fewer --jobs need less of it") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _start(checker: Checker) -> None:
    import signal

    global _worker
    _worker = checker
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches every process of the terminal; only the first one has anything to say about it


def _find(documents: list[Document]) -> list[Found]:
    assert _worker is not None
    return [_worker.found(document) for document in documents]
