"""The pages as an ASGI application: one thread answers a request, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from fiverings.core.pages import Pages

WHOLE = {"type": "http.request", "body": b"need=", "more_body": True}, {"type": "http.request", "body": b"phones"}
GONE = ({"type": "http.disconnect"},)
FORM = (b"content-type", b"application/x-www-form-urlencoded")


@contextmanager
def pages_that(answer: Any) -> Iterator[Pages]:
    """Pages of which one does what a test wants to see, behind no other middleware."""
    pages = Pages()
    pages._middleware_chain = convert_exception_to_response(answer)  # type: ignore[attr-defined]
    with pages.hands:
        yield pages


async def ask(pages: Pages, *messages: dict[str, Any], path: str = "/") -> tuple[int, list[bytes]]:
    """Post a form as a server would; the status and the pieces of the answer, or 0 when there was none."""
    received, sent = iter(messages or WHOLE), []

    async def receive() -> dict[str, Any]:
        return next(received)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "headers": [FORM], "query_string": b""}
    await pages(scope, receive, send)
    return (sent[0]["status"] if sent else 0), [each["body"] for each in sent[1:] if each.get("body")]


def test_a_page_hears_what_was_sent_and_is_answered_in_a_thread_of_the_pages() -> None:
    def answer(request: HttpRequest) -> HttpResponseBase:
        return HttpResponse(f"{request.POST['need']} {threading.current_thread().name.partition('_')[0]}")

    with pages_that(answer) as pages:
        assert asyncio.run(ask(pages)) == (200, [b"phones pages"])


def test_what_waits_for_servers_of_others_has_hands_of_its_own() -> None:
    def answer(request: HttpRequest) -> HttpResponseBase:
        return HttpResponse(threading.current_thread().name.partition("_")[0])

    with pages_that(answer) as pages, pages.waiting_hands:
        assert asyncio.run(ask(pages, path="/outside/pictures/x")) == (200, [b"outside"])


def test_who_left_before_they_had_asked_is_not_answered() -> None:
    asked: list[HttpRequest] = []

    def answer(request: HttpRequest) -> HttpResponseBase:
        asked.append(request)
        return HttpResponse()

    with pages_that(answer) as pages:
        assert asyncio.run(ask(pages, WHOLE[0], *GONE)) == (0, [])
    assert not asked


def test_a_page_that_breaks_is_answered_too(settings: Any) -> None:
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False

    def break_(request: HttpRequest) -> HttpResponseBase:
        raise PermissionError("not found out by anybody")

    with pages_that(break_) as pages:
        status, pieces = asyncio.run(ask(pages))
    assert status == 500 and b"not found out" not in b"".join(pieces)


def test_a_file_is_sent_piece_by_piece_and_closed() -> None:
    with tempfile.TemporaryFile() as file, pages_that(lambda request: FileResponse(file)) as pages:
        file.write(b"x" * (3 * Pages.chunk_size))
        file.seek(0)
        status, pieces = asyncio.run(ask(pages))
        assert status == 200 and [len(each) for each in pieces] == [Pages.chunk_size] * 3
        assert file.closed


def test_no_answer_keeps_a_connection(db: None) -> None:
    taken: list[Any] = []
    together = threading.Barrier(2)

    def answer(request: HttpRequest) -> HttpResponseBase:
        connection.ensure_connection()
        taken.append(connection.connection)
        together.wait(60)
        return FileResponse(tempfile.TemporaryFile()) if request.path == "/file" else HttpResponse("words")

    async def two() -> None:
        await asyncio.gather(ask(pages, path="/file"), ask(pages, path="/words"))

    with pages_that(answer) as pages:
        asyncio.run(two())
    assert len(set(taken)) == 2 and all(each.closed for each in taken)
