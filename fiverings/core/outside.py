"""Outside: what a stranger's address names is fetched from the open internet only, and never from our own network."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address
from typing import ClassVar
from urllib.parse import SplitResult, quote, urljoin, urlsplit

PATH = "/outside/"
"""Pages that wait for somebody else's server lie below it, and are answered by hands of their own."""
PORTS = {"http": 80, "https": 443}
OPEN_IPV6 = IPv6Network("2000::/3")
CLOSED_IPV4 = [IPv4Network(each) for each in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24")]
"""Open by their look only: a cloud's own machine within, of protocols, and where IPv6 was once wrapped."""
CLOSED_IPV6 = [IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
"""Within the open range: of protocols (Teredo too), of books, and what wraps IPv4."""
MOVED = {301, 302, 303, 307, 308}
PIECE = 64 * 1024
ADDRESSES = 4
"""So many of a name are tried."""
SAID_AS_IT_IS = "%/:=&?~#+!$,;'@()*[]-._"


class NotFetched(Exception):
    """It was not fetched, and the sentence says why; for us, and never for whoever named the address."""


def is_outside(address: str) -> bool:
    """Whether an address is somebody else's on the open internet; what wraps another address is not."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv4Address):
        is_open = ip.is_global and not (ip.is_multicast or ip.is_reserved)
        return is_open and not any(ip in each for each in CLOSED_IPV4)
    return ip in OPEN_IPV6 and not any(ip in each for each in CLOSED_IPV6)


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, whatever way a number is written in."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True)
class Fetched:
    """What a server handed over, and what it calls it."""

    content: bytes
    kind: str


@dataclass(frozen=True)
class Target:
    """Where a request goes: the addresses that were looked at, under the name that was asked for."""

    scheme: str
    host: str
    port: int
    rest: str
    addresses: tuple[str, ...]

    def connect(self, seconds: float) -> socket.socket:
        """A line to the first of the addresses that answers."""
        for address in self.addresses[:-1]:
            with suppress(OSError):
                return socket.create_connection((address, self.port), seconds / len(self.addresses))
        return socket.create_connection((self.addresses[-1], self.port), seconds)


class Line(http.client.HTTPConnection):
    """A line to exactly what was looked at, whatever the name means by now; it is cut when the time is over."""

    context: ClassVar[ssl.SSLContext] = ssl.create_default_context()

    def __init__(self, target: Target, until: float) -> None:
        super().__init__(target.host, target.port)
        self.target, self.until = target, until
        self.cutting = threading.Timer(until - time.monotonic(), self._cut)
        self.cutting.daemon = True

    def connect(self) -> None:
        self.sock = self.target.connect(self.until - time.monotonic())
        if self.target.scheme == "https":
            self.sock = self.context.wrap_socket(
                self.sock, server_hostname=self.target.host, do_handshake_on_connect=False
            )
        self.wire = self.sock  # which a connection forgets once its answer begins
        self.cutting.start()
        if isinstance(self.sock, ssl.SSLSocket):
            self.sock.do_handshake()

    def _cut(self) -> None:
        with suppress(OSError):
            socket.socket.shutdown(self.wire, socket.SHUT_RDWR)


@dataclass(frozen=True)
class Outside:
    """How something is fetched: from where, how much at most, and for how long."""

    may_reach: Callable[[str], bool] = is_outside
    resolve: Callable[[str, int], list[str]] = resolve
    ports: frozenset[int] = frozenset(PORTS.values())
    largest: int = 10_000_000
    seconds: float = 10
    redirects: int = 3

    def fetch(self, url: str) -> Fetched:
        """What lies there; NotFetched when it is not outside, too large, too slow, not there, or moved too often."""
        until = time.monotonic() + self.seconds
        for _step in range(self.redirects + 1):
            try:
                with self._asked(self.target(url), until) as answer:
                    if answer.status not in MOVED:
                        return self._read(answer, until)
                    url = urljoin(url, answer.headers.get("Location", ""))
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise NotFetched(f"{type(error).__name__}: {error}") from error
        raise NotFetched("It moved too often.")

    def target(self, url: str) -> Target:
        """Where an address leads, looked up once; NotFetched when that is not outside, or no page of the web."""
        parts = urlsplit(url.strip())
        if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
            raise NotFetched("It is no address of the web.")
        host, port = _ascii(parts.hostname), parts.port or PORTS[parts.scheme]
        if port not in self.ports:
            raise NotFetched(f"The port {port} is not one of the web.")
        found = self.resolve(host, port)
        if not found or not all(map(self.may_reach, found)):
            raise NotFetched("It is not outside.")
        return Target(parts.scheme, host, port, _rest(parts), tuple(found[:ADDRESSES]))

    @contextmanager
    def _asked(self, target: Target, until: float) -> Iterator[http.client.HTTPResponse]:
        """The answer of a server that is told nothing of us but that we ask."""
        line = Line(target, until)
        try:
            line.putrequest("GET", target.rest, skip_accept_encoding=True)
            for name, value in (("Accept", "image/*"), ("Accept-Encoding", "identity"), ("Connection", "close")):
                line.putheader(name, value)
            line.putheader("User-Agent", "Mozilla/5.0 (compatible; FiveRings)")
            line.endheaders()
            yield line.getresponse()
        finally:
            line.cutting.cancel()
            line.close()

    def _read(self, answer: http.client.HTTPResponse, until: float) -> Fetched:
        if answer.status != 200:
            raise NotFetched(f"The server says {answer.status}.")
        content = bytearray()
        while piece := answer.read(PIECE):
            content += piece
            if len(content) > self.largest:
                raise NotFetched("It is too large.")
        if time.monotonic() > until or answer.length:
            raise NotFetched("It took too long.")
        return Fetched(bytes(content), answer.headers.get_content_type())


def _ascii(host: str) -> str:
    """A name as it is asked for."""
    return host if re.fullmatch(r"[\w.:-]+", host, re.ASCII) else host.encode("idna").decode()


def _rest(parts: SplitResult) -> str:
    """What is asked of the server, with nothing in it that could be taken for more than one line."""
    path = quote(parts.path or "/", safe=SAID_AS_IT_IS)
    return f"{path}?{quote(parts.query, safe=SAID_AS_IT_IS)}" if parts.query else path
