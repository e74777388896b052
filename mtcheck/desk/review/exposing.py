"""Where the application may be reached, and under which names. Without accounts that is this machine; passwords never cross a network in the clear."""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
from typing import NamedTuple

from mtcheck.core.errors import ConfigError

LOOPBACK = "127.0.0.1"
HTTPS = 443
NAME = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
"""A name of a host or an address, with a port or without."""


class Exposure(NamedTuple):
    """Where the server listens and what stands before it.

    ``allowed``: further names that browsers may call it by. ``proxy``: address or network of a proxy that speaks https with browsers and is believed what it
    says of them. ``certificate``: files of the certificate and its key, with which the server speaks https itself.
    """

    host: str = LOOPBACK
    auth: bool = False
    allowed: tuple[str, ...] = ()
    proxy: str | None = None
    certificate: tuple[str, str] | None = None

    @property
    def secure(self) -> bool:
        """Return whether browsers reach the server by https."""
        return bool(self.proxy or self.certificate)

    def place(self, port: int) -> tuple[int, tuple[str, int]]:
        """Return the family and address to listen at.

        Raises ConfigError where that would show the review to strangers, or passwords to the network, and for what is written wrong.
        """
        self._consistent()
        try:
            family, *_, found = socket.getaddrinfo(self.host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        except (socket.gaierror, UnicodeError):
            raise ConfigError("no address of this machine", f"--host {self.host}", "write an address such as 127.0.0.1") from None
        address = ipaddress.ip_address(found[0])
        if not address.is_loopback and not self.auth:
            raise ConfigError("without accounts the review is for this machine alone", f"--host {self.host}", "add --auth, or leave --host out")
        if not address.is_loopback and not self.secure:
            hint = "give --certfile and --keyfile, or the --proxy that speaks https"
            raise ConfigError("passwords would cross the network in the clear", f"--host {self.host}", hint)
        if address.is_unspecified and not self.allowed:
            raise ConfigError("every address needs a name", f"--host {self.host}", "say with --allowed-host what browsers call it")
        return family, (str(found[0]), port)

    def _consistent(self) -> None:
        given = {"--allowed-host": self.allowed, "--proxy": self.proxy, "--certfile": self.certificate}
        if not self.auth and (alone := [name for name, value in given.items() if value]):
            raise ConfigError("it is for a review with accounts", alone[0], "add --auth")
        for name in self.allowed:
            if not NAME.fullmatch(name):
                raise ConfigError(
                    "no name of a host", f"--allowed-host {name}", "write review.example.org, with a port where it is not the usual one"
                )
        if self.proxy:
            try:
                ipaddress.ip_network(self.proxy, strict=False)
            except ValueError:
                raise ConfigError("no address", f"--proxy {self.proxy}", "write the address that the proxy connects from") from None
        if self.certificate:
            _usable(*self.certificate)

    def names(self, address: str, port: int) -> frozenset[str]:
        """Return what browsers may call a server by that listens at an address and port."""
        known = ipaddress.ip_address(address)
        own = set() if known.is_unspecified else {self.host, address}
        if known.is_loopback:
            own.add("localhost")
        own = {f"[{name}]" if ":" in name else name for name in own}
        given = {name for name in self.allowed if not re.search(r":\d+$", name)}
        found = {f"{name}:{port}" for name in own | given} | {*self.allowed}
        return frozenset(found | own if port == HTTPS else found)

    def url(self, address: str, port: int) -> str:
        """Return the address of the first page."""
        return f"{'https' if self.certificate else 'http'}://{f'[{address}]' if ':' in address else address}:{port}/"


def _usable(certificate: str, key: str) -> None:
    """Raise ConfigError where a certificate and its key cannot be used."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate, key, lambda: "")
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise ConfigError(f"cannot use the certificate with its key ({error})", certificate, "give PEM files; the key without a password") from None
