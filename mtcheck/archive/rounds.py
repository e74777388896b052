"""Sends tasks to the workers, a few at a time, and again what failed: three times in all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from typing import Any, NamedTuple

from distributed import Client, Future, KilledWorker, as_completed

from mtcheck.core.errors import ConfigError

ROUNDS = 3
AHEAD = 2
"""Tasks for each thread of a worker that are on their way: one that runs, one that waits."""
GONE = "the cluster is gone", None, "start it again; the same command goes on where it was"


class Failed(NamedTuple):
    """What a task says that failed."""

    reason: str


def attempted(task: Callable[..., Any], *call: Any) -> Any:
    """Return what a task returns, or that it failed: exceptions do not travel, since some cannot be packed and the client would wait for ever."""
    try:
        return task(*call)
    except Exception as error:  # noqa: BLE001  the others go on
        return Failed(" ".join(f"{type(error).__name__}: {error}".split()))


def carried_out(client: Client, task: Callable[..., Any], calls: Mapping[int, tuple[Any, ...]], done: Callable[[int, Any], None]) -> dict[int, str]:
    """Call ``done`` with the result of each call; return what was said of those that failed in every round.

    What fails comes again when all else is done, in the last round alone, so that nothing suffers from its neighbour. Raises ConfigError where the cluster is gone.
    """
    failed: dict[int, str] = {}
    for turn in range(ROUNDS):
        left = {number: calls[number] for number in failed} if turn else dict(calls)
        failed = dict(_round(client, task, left, done, alone=turn == ROUNDS - 1))
        if not failed:
            break
    return failed


def _round(
    client: Client, task: Callable[..., Any], calls: Mapping[int, tuple[Any, ...]], done: Callable[[int, Any], None], *, alone: bool
) -> Iterator[tuple[int, str]]:
    """Yield what failed."""
    waiting = iter(calls.items())
    numbers: dict[Future, int] = {}
    running = as_completed()

    def send() -> None:
        room = 1 if alone else AHEAD * max(1, sum(client.nthreads().values()))
        while len(numbers) < room and (call := next(waiting, None)):
            future = client.submit(attempted, task, *call[1], pure=False)
            numbers[future] = call[0]
            running.add(future)

    try:
        send()
        for future in running:
            number = numbers.pop(future)
            result = _result(future)
            if isinstance(result, Failed):
                yield number, result.reason
            else:
                done(number, result)
            future.release()
            send()
    except (CancelledError, OSError) as error:
        raise ConfigError(*GONE) from error


def _result(future: Future) -> Any:
    """Return what a task returned, or that it failed; what a worker took with it that died is waited for. Raises CancelledError or OSError where the cluster is gone."""
    try:
        return future.result()
    except KilledWorker:
        return Failed("its worker died of it, perhaps for want of memory")
    except Exception as error:
        if future.status != "error":
            raise
        return Failed(" ".join(f"{type(error).__name__}: {error}".split()))
