"""The workers: processes of this machine, or those of a Dask scheduler."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

import dask
from distributed import Client, LocalCluster

from mtcheck.archive import process
from mtcheck.archive.tasks import Job, Keeping
from mtcheck.core.errors import ConfigError

Closable = TypeVar("Closable", Client, LocalCluster)
WAIT = 60
"""Seconds to wait for the first worker."""
ANSWER = 10
"""Seconds to wait for the scheduler."""
SETTINGS = {
    "distributed.scheduler.allowed-failures": 0,
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.log-length": 600,
    "distributed.nanny.pre-spawn-environ.DASK_LOGGING__DISTRIBUTED": "critical",
    "distributed.nanny.pre-spawn-environ.ARROW_DEFAULT_MEMORY_POOL": "system",
    "distributed.nanny.pre-spawn-environ.MALLOC_ARENA_MAX": "2",
}
"""Of our own processes: a task whose worker died is told at once, and sent again by ``rounds``; no profile is kept, which takes 35 MB; memory that is free goes back; what ends is told by us alone."""


@contextmanager
def workers(job: Job, count: int, address: str | None) -> Iterator[Client]:
    """Give a client whose workers keep the job: of the scheduler at ``address``, else of ``count`` processes.

    Raises ConfigError where there is no scheduler, no worker, or one that would find something else.
    """
    with _client(count, address) as client:
        try:
            client.register_plugin(Keeping(job))
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError:
            raise ConfigError(f"no worker has joined the scheduler in {WAIT} seconds", address, f"start some: dask worker {address}") from None
        except Exception as error:  # noqa: BLE001  whatever keeps a worker from unpacking the job
            said = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise ConfigError(f"a worker cannot take the job ({said})", address, "install the same mtcheck[cluster] on all of them") from None
        try:
            yield client
        finally:
            with suppress(Exception):
                client.unregister_worker_plugin(job.name)


@contextmanager
def _client(count: int, address: str | None) -> Iterator[Client]:
    if address is not None:
        try:
            client = Client(address, timeout=ANSWER)
        except (OSError, ValueError, TimeoutError) as error:
            said = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise ConfigError(f"no Dask scheduler answers ({said})", address, "start one: dask scheduler") from None
        with _closed(client):
            yield client
        return
    with dask.config.set(SETTINGS), _closed(_local(count)) as cluster, _closed(Client(cluster)) as client:
        yield client
        with suppress(Exception):
            client.wait_for_workers(count, timeout=ANSWER)  # one that is just being started again would end with a traceback


@contextmanager
def _closed(opened: Closable) -> Iterator[Closable]:
    """Close it in the end; where that fails, as it may while a process that died is started again, nothing is lost: all that counts is written by then."""
    try:
        yield opened
    finally:
        with suppress(Exception):
            opened.close()


def _local(count: int) -> LocalCluster:
    given = dask.config.get("distributed.worker.preload") or []
    return LocalCluster(
        n_workers=count,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
        preload=[*([given] if isinstance(given, str) else given), process.__name__],
    )
