"""What every request passes: the right host, a bounded body, nothing from another site; and what every answer says about what a page may do."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
KEPT = "private, max-age=31536000, immutable"
"""For what pages load: its address changes with its content."""
READS = frozenset({"GET", "HEAD"})
LARGEST = 200_000
"""Bytes of the longest form."""


class Guard:
    """Stands before the application. ``hosts`` are the names, with port, that the server answers to; ``secure``: a proxy before it speaks https."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], *, secure: bool = False) -> None:
        self.app, self.hosts, self.secure = app, frozenset(host.lower() for host in hosts), secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do so."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        if self.secure:
            scope["scheme"] = "https"

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", KEPT if scope["path"].startswith("/static/") and message["status"] == 200 else "no-store")
            await send(message)

        if refused := self._refusal(scope["method"], Headers(scope=scope)):
            status, why = refused
            await PlainTextResponse(f"{why}\n", status)(scope, receive, sending)
        else:
            await self.app(scope, receive, sending)

    def _refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """Return status and reason where a request is refused."""
        host = headers.get("host", "").lower()
        if host not in self.hosts:
            return 421, "This review is not served under that name."
        if method in READS:
            return None
        if method != "POST":
            return 405, "Only GET and POST."
        origin = headers.get("origin")
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none") or (origin and origin.lower().partition("://")[2] != host):
            return 403, "This comes from another site."
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdecimal() or int(length) > LARGEST:
            return 413, "Too much for a form."
        return None
