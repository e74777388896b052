"""Serves the application, until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

from mtcheck.core.errors import ConfigError
from mtcheck.desk.review.exposing import Exposure

WAITING = 100


def listening(port: int, exposure: Exposure) -> socket.socket:
    """Return a socket that takes connections; port 0 is any that is free.

    Raises ConfigError where the port is in use, or nobody may listen there.
    """
    family, place = exposure.place(port)
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # so named, asyncio sends small answers at once
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(place)
        found.listen(WAITING)
    except OSError as error:
        found.close()
        raise ConfigError(
            f"cannot listen on port {port} ({error.strerror})", "--port", "choose another, or leave it out for any that is free"
        ) from None
    return found


def serve(app: Any, listener: socket.socket, ready: Callable[[], None], exposure: Exposure) -> None:
    """Answer requests until the process is interrupted or told to end; ``ready`` is called when it begins."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    certificate, key = exposure.certificate or (None, None)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        lifespan="off",
        proxy_headers=exposure.proxy is not None,
        forwarded_allow_ips=exposure.proxy,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )
    Server(config).run([listener])
