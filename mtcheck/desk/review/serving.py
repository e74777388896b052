"""Serves the application on this machine alone, until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

from mtcheck.core.errors import ConfigError

LOOPBACK = "127.0.0.1"
WAITING = 100


def listening(port: int) -> socket.socket:
    """Return a socket that takes connections of this machine; port 0 is any that is free.

    Raises ConfigError where the port is in use.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # so named, asyncio sends small answers at once
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((LOOPBACK, port))
        found.listen(WAITING)
    except OSError as error:
        found.close()
        raise ConfigError(
            f"cannot listen on port {port} ({error.strerror})", "--port", "choose another, or leave it out for any that is free"
        ) from None
    return found


def names(port: int) -> frozenset[str]:
    """Return the names that a browser of this machine may call the server by."""
    return frozenset({f"{LOOPBACK}:{port}", f"localhost:{port}"})


def serve(app: Any, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Answer requests until the process is interrupted or told to end; ``ready`` is called when it begins."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3, lifespan="off")
    Server(config).run([listener])
