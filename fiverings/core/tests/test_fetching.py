"""Fetching from outside: told nothing of us, from the address that was looked at, not too much and not for too long."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

import pytest

from fiverings.core.outside import Fetched, NotFetched, Outside
from fiverings.core.tests.elsewhere import say, serving


def test_what_lies_outside_is_fetched_and_nothing_is_told_of_us() -> None:
    with serving(say(b"picture", Content_Type="image/png")) as server:
        assert server.outside().fetch(server.url("/a b?c=d&e=\u00e4")) == Fetched(b"picture", "image/png")
    (asked,) = server.asked
    assert asked.path == "/a%20b?c=d&e=%C3%A4"
    assert set(asked.headers) == {"Host", "Accept", "Accept-Encoding", "Connection", "User-Agent"}
    assert asked.headers["Host"] == f"pictures.example:{server.server_port}"


def test_a_name_is_looked_up_once_and_that_address_is_asked() -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with serving(say(b"picture")) as server:
        outside = server.outside(resolve=lambda host, port: next(answers))
        assert outside.fetch(server.url()).content == b"picture"
    assert len(server.asked) == 1 and next(answers) == ["10.0.0.1"]


def test_a_detour_that_leads_inward_is_not_followed() -> None:
    with serving(say(b"", 302, Location="http://inside.example/admin")) as server:
        addresses = {"pictures.example": ["127.0.0.1"], "inside.example": ["127.0.0.2"]}
        ports = frozenset({server.server_port, 80})
        outside = Outside("127.0.0.1".__eq__, lambda host, port: addresses[host], ports)
        with pytest.raises(NotFetched, match="not outside"):
            outside.fetch(server.url())
    assert len(server.asked) == 1


@pytest.mark.parametrize("location", ["file:///etc/passwd", "gopher://a.example/", "http://ana:b@pictures.example/"])
def test_a_detour_leads_to_the_web_only(location: str) -> None:
    with serving(say(b"", 301, Location=location)) as server, pytest.raises(NotFetched, match="no address of the web"):
        server.outside().fetch(server.url())


def test_three_detours_are_followed_and_no_more() -> None:
    def answer(asked: BaseHTTPRequestHandler) -> None:
        left = int(asked.path[1:])
        (say(b"", 307, Location=f"/{left - 1}") if left else say(b"picture"))(asked)

    with serving(answer) as server:
        assert server.outside().fetch(server.url("/3")).content == b"picture"
        with pytest.raises(NotFetched, match="too often"):
            server.outside().fetch(server.url("/4"))


def test_no_more_is_taken_than_is_allowed() -> None:
    with serving(say(b"x" * 200_000)) as server:
        assert len(server.outside(largest=200_000).fetch(server.url()).content) == 200_000
        with pytest.raises(NotFetched, match="too large"):
            server.outside(largest=199_999).fetch(server.url())


@pytest.mark.parametrize("status", [204, 206, 401, 403, 404, 500])
def test_what_is_not_there_is_not_fetched(status: int) -> None:
    with serving(say(b"", status)) as server, pytest.raises(NotFetched, match=f"says {status}"):
        server.outside().fetch(server.url())


@contextmanager
def dripping(*said: bytes) -> Iterator[int]:
    """A server that says something, and then one letter at a time for ever; its port."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def drip() -> None:
        line, _address = listening.accept()
        try:
            line.sendall(b"".join(said))
            while not over.wait(0.02):
                line.sendall(b"x")
        except OSError:
            pass
        line.close()

    threading.Thread(target=drip, daemon=True).start()
    yield listening.getsockname()[1]
    over.set()
    listening.close()


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.1 200 OK\r\nA: ", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["nothing", "headers", "a picture"]
)
def test_a_server_that_drips_is_left_when_the_time_is_over(said: bytes, scheme: str) -> None:
    with dripping(said) as port:
        outside = Outside("127.0.0.1".__eq__, lambda host, port: ["127.0.0.1"], frozenset({port}), seconds=0.3)
        before = time.monotonic()
        with pytest.raises(NotFetched):
            outside.fetch(f"{scheme}://pictures.example:{port}/")
        assert time.monotonic() - before < 10


def test_a_server_that_cannot_prove_its_name_is_not_asked() -> None:
    with serving(say(b"picture")) as server, pytest.raises(NotFetched):
        server.outside().fetch(server.url().replace("http:", "https:"))


def test_what_was_cut_short_is_not_fetched() -> None:
    def answer(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", "100")
        asked.end_headers()
        asked.wfile.write(b"half")

    with serving(answer) as server, pytest.raises(NotFetched):
        server.outside().fetch(server.url())
