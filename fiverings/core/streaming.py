"""The stream itself, as an ASGI application beside the pages."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import parse_qs

from django.db import DatabaseError

from fiverings.core.live import (
    BEATS_EVERY,
    LASTS,
    PATH,
    Application,
    Ear,
    Place,
    Receive,
    Send,
    from_database,
    read_with,
    who,
)

HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


def with_live_events(pages: Application) -> Application:
    """The pages, and the live events at /live/."""
    ear = Ear()

    async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live_through(receive, send)
        elif scope["type"] == "http" and scope["path"] == PATH:
            await _stream(ear, scope, receive, send)
        else:
            await pages(scope, receive, send)

    return application


async def _live_through(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _stream(ear: Ear, scope: dict[str, Any], receive: Receive, send: Send) -> None:
    headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
    cookies = headers.get("cookie", "")
    if refusal := await _refusal(cookies):
        status, words = refusal
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": words})
        return
    ear.start()
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    telling = asyncio.create_task(_tell(ear, _place(scope, headers), cookies, send))
    leaving = asyncio.create_task(_until_gone(receive))
    done, waiting = await asyncio.wait({telling, leaving}, timeout=LASTS, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    if leaving not in done:
        await send({"type": "http.response.body", "body": b""})


async def _refusal(cookies: str) -> tuple[int, bytes] | None:
    try:
        return None if await from_database(who, cookies) else (401, b"Sign in first.")
    except DatabaseError:
        return 503, b"The database does not answer just now."


def _place(scope: dict[str, Any], headers: dict[str, str]) -> Place | None:
    """Where this browser stands: what it heard last, or else the place that its page has seen."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("after", [""])[0]
    return Place.parse(headers.get("last-event-id", "")) or Place.parse(asked)


async def _tell(ear: Ear, place: Place | None, cookies: str, send: Send) -> None:
    """Send what changes until the session ends; who may see what is asked anew each time."""
    heard = ear.count
    while answer := await ear.ask(heard, read_with, cookies, place):
        reached, topics = answer
        if topics or place is None:
            await _send(send, f"id: {reached}\ndata: {json.dumps({'topics': topics})}\n\n")
        if reached != place and place is not None:
            place = reached
            continue
        place = reached
        before, heard = heard, await ear.wait(heard, BEATS_EVERY)
        if heard == before:
            await _send(send, ": still here\n\n")


async def _send(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
