"""Visitors: one or eight at a time ask the web process, each waiting for an answer before asking again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from itertools import count
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from fiverings.people.models import Person

TOKEN = "b" * 32


class Visitor:
    """One browser or program with a line of its own that stays open."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self.line = HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Host": f"localhost:{port}", **headers}

    def get(self, path: str) -> None:
        """Open a page."""
        self._expect(200, "GET", path)

    def send(self, path: str, **words: str) -> None:
        """Send a form."""
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        self._expect(302, "POST", path, urlencode(words), form)

    def post(self, path: str, body: str) -> None:
        """Send JSON."""
        self._expect(201, "POST", path, body, {"Content-Type": "application/json"})

    def _expect(self, status: int, verb: str, path: str, body: str | None = None, more: dict[str, str] = {}) -> None:  # noqa: B006
        self.line.request(verb, path, body, self.headers | more)
        answer: HTTPResponse = self.line.getresponse()
        said = answer.read()
        if answer.status != status:
            raise RuntimeError(f"{verb} {path} was answered {answer.status}: {said[:300]!r}")


def browser(port: int, cookie: str) -> Visitor:
    """Somebody who is signed in."""
    headers = {"Cookie": f"{cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}", "X-CSRFToken": TOKEN}
    return Visitor(port, headers)


def cookie_of(person: Person) -> str:
    """What a browser holds in which this person is signed in."""
    client = Client()
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def ask(make: Callable[[], Visitor], act: Callable[[Visitor, int], None], *, visitors: int, times: int) -> list[float]:
    """Ask so many times in all; how long each answer took, in ms."""
    numbers: Iterator[int] = count()

    def visit(_visitor: int) -> list[float]:
        visitor = make()
        took = []
        for _ in range(times // visitors):
            number = next(numbers)
            began = time.perf_counter()
            act(visitor, number)
            took.append((time.perf_counter() - began) * 1000)
        return took

    with ThreadPoolExecutor(visitors) as hands:
        return [each for some in hands.map(visit, range(visitors)) for each in some]
