"""The pages as an ASGI application: one of a few threads answers a request, from its first middleware to its last.

Django's own begins a new thread for each request and comes back to the event loop before the view and after it, for the
sake of views that do not block. All of ours do.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any

from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.urls import set_script_prefix

from fiverings.core.outside import PATH as OUTSIDE
from fiverings.core.room import with_room

AT_ONCE = 6
"""Enough to keep one interpreter busy while some wait for the database; fewer than the pool has connections."""
OUTSIDE_AT_ONCE = 8
"""They wait for servers of others, and meanwhile hold nothing that a page could need."""


class Pages(ASGIHandler):
    """Every page and endpoint; what is sent to a browser that left is sent to nobody."""

    def __init__(self) -> None:
        BaseHandler.__init__(self)
        self.load_middleware()
        self.hands = ThreadPoolExecutor(AT_ONCE, "pages")
        self.waiting_hands = ThreadPoolExecutor(OUTSIDE_AT_ONCE, "outside")

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        with suppress(RequestAborted), await self.read_body(receive) as body:
            hands = self.waiting_hands if scope["path"].startswith(OUTSIDE) else self.hands
            response = await self._in_thread(self._answer, scope, body, hands=hands)
            try:
                await self.send_response(response, send)
            finally:
                if response.streaming:
                    await self._in_thread(response.close)

    def _answer(self, scope: dict[str, Any], body: IO[bytes]) -> Any:
        """The thread is free afterwards, and its connection too; only a file is still open, until it was sent."""
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=type(self), scope=scope)
        request, refusal = self.create_request(scope, body)
        response: Any = self.get_response(request) if request else refusal
        if response.streaming:
            response.block_size, response.streaming_content = self.chunk_size, self._pieces(iter(response))
            close_old_connections()
        else:
            response.close()
        return response

    async def _pieces(self, content: Iterator[bytes]) -> AsyncIterator[bytes]:
        while piece := await self._in_thread(next, content, b""):
            yield piece

    async def _in_thread(self, act: Callable[..., Any], *given: Any, hands: ThreadPoolExecutor | None = None) -> Any:
        return await asyncio.get_running_loop().run_in_executor(hands or self.hands, with_room, act, *given)
