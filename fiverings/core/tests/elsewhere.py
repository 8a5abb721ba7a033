"""Somebody else's server, on this machine, which a test takes for one outside."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from fiverings.core.outside import Outside

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """A server on this machine that remembers what it was asked."""

    def __init__(self, answer: Answer) -> None:
        asked = self.asked = list[BaseHTTPRequestHandler]()

        class Handler(BaseHTTPRequestHandler):
            """Answers as the test says."""

            def do_GET(self) -> None:
                asked.append(self)
                answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is what some tests want."""

    def url(self, path: str = "/", host: str = "pictures.example") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def outside(self, **more: Any) -> Outside:
        """As if this server were outside, and nothing else of this machine."""
        ports, here = frozenset({self.server_port}), {"resolve": lambda host, port: ["127.0.0.1"]}
        return Outside(may_reach="127.0.0.1".__eq__, ports=ports, **here | more)


@contextmanager
def serving(answer: Answer) -> Iterator[Server]:
    """The server, for as long as this lasts."""
    server = Server(answer)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def say(content: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(status)
        for name, value in headers.items():
            asked.send_header(name.replace("_", "-"), value)
        asked.send_header("Content-Length", str(len(content)))
        asked.end_headers()
        asked.wfile.write(content)

    return answer
