"""Speaks HTTP with an OpenAI-compatible endpoint (``/v1/models``, ``/v1/chat/completions``), and with nobody else: redirects are not followed.

Every wait has an end, and every answer a largest size. Busy servers are asked again, after what they say or after longer and longer pauses.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from mtcheck.core.errors import ConfigError

OPTION = "--reviewer"
LARGEST = 4_000_000
"""Bytes of an answer that are read."""
CHUNK = 1 << 16
ATTEMPTS = 4
PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds before the second attempt, twice as many before each further one; and the most that a server may ask for."""
BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses that say: ask again."""
REFUSED_FORM = frozenset({400, 415, 422, 501})
"""Statuses of servers that do not know the form in which an answer is asked for."""
LASTING = frozenset({401, 402, 403, 404, 405})
"""Statuses that the next request would get as well."""
SHORT = 5.0
"""Seconds in which what a server says of an error is to be there."""
TOLD = 160
"""Characters of what a server says of an error that are passed on."""
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class EndpointError(Exception):
    """A request without a usable answer; ``lasting`` where the next one would fare no better, ``status`` of HTTP, 0 where there was none."""

    def __init__(self, message: str, *, status: int = 0, lasting: bool = False) -> None:
        super().__init__(message)
        self.status, self.lasting = status, lasting


class Reply(NamedTuple):
    """What a model said; ``cut`` where it had more to say. ``asked`` and ``answered`` are tokens as the server counts them, None where it does not."""

    content: str
    cut: bool = False
    asked: int | None = None
    answered: int | None = None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: Any) -> None:
        return None


class Endpoint:
    """One server. ``address`` is what the user gave; raises ConfigError where it is no address."""

    def __init__(self, address: str, key: str = "", timeout: float = 60.0) -> None:
        self.key, self.timeout = _usable(key), timeout
        self._parts = _parts(address)
        bypass = [urllib.request.ProxyHandler({})] if self.local else []  # a proxy would carry the text off this machine
        self._opener = urllib.request.build_opener(_NoRedirect, *bypass)

    @property
    def local(self) -> bool:
        """Whether the server is on this machine."""
        return self._parts.hostname in LOCAL

    @property
    def target(self) -> str:
        """The address that texts go to."""
        return self._at("chat/completions")

    def described(self) -> str:
        """Return where texts go, for a person."""
        shown = self.target.partition("?")[0]  # some servers want a key there
        if self.local:
            return f"{shown} (on this machine)"
        return shown if self._parts.scheme == "https" else f"{shown} (unencrypted)"

    def _at(self, name: str) -> str:
        base = self._parts.path.rstrip("/").removesuffix("/chat/completions") or "/v1"
        return self._parts._replace(path=f"{base}/{name}").geturl()

    def models(self) -> list[str]:
        """Return the names of the models that the server offers; raises EndpointError."""
        table = self._json(urllib.request.Request(self._at("models"), headers=self._headers()))
        rows = table.get("data") if isinstance(table, dict) else None
        names = [row.get("id") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        return [name for name in names if isinstance(name, str) and name]

    def complete(self, body: dict[str, Any], count: Callable[[], None] = lambda: None) -> Reply:
        """Return the answer to a chat request; ``count`` is called before each attempt, and may raise. Raises EndpointError."""
        sent = urllib.request.Request(self.target, json.dumps(body).encode(), {"Content-Type": "application/json", **self._headers()})
        for attempt in range(ATTEMPTS):
            count()
            try:
                return _reply(self._json(sent))
            except _BusyError as busy:
                if attempt + 1 == ATTEMPTS:
                    raise EndpointError(f"{busy}, asked {ATTEMPTS} times", status=busy.status) from None
                time.sleep(PAUSE * 2**attempt if busy.pause is None else busy.pause)
        raise AssertionError

    def _headers(self) -> dict[str, str]:
        return {"Accept": "application/json", "User-Agent": "mtcheck"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})

    def _json(self, request: urllib.request.Request) -> Any:
        """Return the JSON of a response; raise EndpointError, _BusyError where it is worth another attempt."""
        end = time.monotonic() + self.timeout
        try:
            with self._opener.open(request, timeout=self.timeout) as response:
                return json.loads(_read(response, end))
        except urllib.error.HTTPError as error:
            raise self._refusal(error) from None
        except (TimeoutError, urllib.error.URLError) as error:
            reason = error if isinstance(error, TimeoutError) else error.reason
            if isinstance(reason, TimeoutError):
                raise EndpointError(f"no answer within {self.timeout:g} seconds") from None
            if isinstance(reason, ConnectionResetError | BrokenPipeError):
                raise _BusyError(f"the connection broke ({_reason(reason)})") from None
            raise EndpointError(f"cannot be reached ({_reason(reason)})", lasting=True) from None
        except (http.client.HTTPException, ConnectionError) as error:
            raise _BusyError(f"the connection broke ({type(error).__name__})") from None
        except (ValueError, RecursionError):
            raise EndpointError("the response is no JSON") from None
        except OSError as error:
            raise EndpointError(f"the connection failed ({_reason(error)})") from None

    def _refusal(self, error: urllib.error.HTTPError) -> EndpointError:
        said = self._said(error)
        message = f"HTTP {error.code}{f' ({said})' if said else ''}"
        if 300 <= error.code < 400:
            return EndpointError(f"{message}: it sends elsewhere, which is not followed", status=error.code, lasting=True)
        if error.code in BUSY:
            return _BusyError(message, status=error.code, pause=_pause(error.headers.get("Retry-After")))
        return EndpointError(message, status=error.code, lasting=error.code in LASTING)

    def _said(self, error: urllib.error.HTTPError) -> str:
        """Return what the server says of an error, on one line and without the key, should it repeat that."""
        try:
            table = json.loads(_read(error, time.monotonic() + SHORT))
            told = table.get("error", table.get("detail", table.get("message", "")))
            text = str(told.get("message", "") if isinstance(told, dict) else told)
        except (ValueError, AttributeError, RecursionError, OSError, http.client.HTTPException):
            return ""
        text = text.replace(self.key, "…") if self.key else text
        return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:TOLD]


class _BusyError(EndpointError):
    """A server that may answer the next time, after ``pause`` seconds where it says so."""

    def __init__(self, message: str, *, status: int = 0, pause: float | None = None) -> None:
        super().__init__(message, status=status)
        self.pause = pause


def _parts(address: str) -> SplitResult:
    """Return the parts of an address; raise ConfigError with what to write instead."""
    hint = "such as http://localhost:8080/v1 or https://api.example.org/v1"
    try:
        parts = urlsplit(address)
        port_holds = parts.port is None or parts.port > 0
    except ValueError:
        raise ConfigError("no address", OPTION, hint) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_holds or not address.isprintable() or " " in address:
        raise ConfigError("no address of an HTTP server", OPTION, hint)
    if parts.username is not None or parts.password is not None:
        raise ConfigError("an address with a password in it", OPTION, "set MTCHECK_REVIEWER_KEY instead")
    return parts._replace(fragment="")


def _usable(key: str) -> str:
    """Return the key; raise ConfigError, without showing it, where it cannot stand in a header."""
    if key.strip() and not (key.strip().isascii() and key.strip().isprintable()):
        raise ConfigError("the key has characters that cannot be sent", "MTCHECK_REVIEWER_KEY", "copy it again")
    return key.strip()


def _read(response: Any, end: float) -> bytes:
    """Return the body; raise TimeoutError at the end of the time, however slowly it comes, and ValueError where it is too large."""
    parts, size = [], 0
    while chunk := response.read1(CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if time.monotonic() > end:
            raise TimeoutError
        if size > LARGEST:
            raise ValueError
    return b"".join(parts)


def _reply(table: Any) -> Reply:
    """Return what the model said in a response; raise EndpointError where it is none."""
    try:
        choice = table["choices"][0]
        content = choice["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise EndpointError("the response has no message") from None
    if not isinstance(content, str):
        raise EndpointError("the response has no message")
    usage = table["usage"] if isinstance(table.get("usage"), dict) else {}
    asked, answered = (value if isinstance(value := usage.get(name), int) and value >= 0 else None for name in ("prompt_tokens", "completion_tokens"))
    return Reply(content, choice.get("finish_reason") == "length", asked, answered)


def _pause(said: str | None) -> float | None:
    """Return the seconds of a Retry-After header, bounded; None where it says none, or a date."""
    return min(float(said), LONGEST_PAUSE) if said and said.isascii() and said.isdecimal() else None


def _reason(error: object) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
