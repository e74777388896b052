"""Loaded by our own worker processes first: Ctrl-C reaches every process of a terminal, and only the one that drives them has anything to say about it."""

import signal


def dask_setup(worker: object) -> None:
    """Leave Ctrl-C to the driver, which ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
