"""Live updates: from the commit of a change to the browsers that may know of it."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import Iterator
from http.client import HTTPConnection

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import transaction
from django.test import Client

from bench.figures import Figure
from bench.ground import Ground, wait_until
from fiverings.core.journal import announce
from fiverings.people.events import ProfileChanged
from fiverings.people.models import Person

STREAMS = 200
WAVES = 10


class Stream:
    """One browser that listens."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def open(cls, port: int, cookie: str) -> Stream:
        """Ask for the stream, and wait until it says where it stands."""
        stream = cls(*await asyncio.open_connection("127.0.0.1", port))
        asked = f"GET /live/ HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {cookie}\r\n\r\n"
        stream.writer.write(asked.encode())
        await stream.topics()
        return stream

    async def topics(self) -> list[str]:
        """What the next message says has changed."""
        while line := await self.reader.readline():
            if line.startswith(b"data: "):
                return list(json.loads(line[6:])["topics"])
        raise EOFError("The stream ended")

    async def changed_at(self) -> float:
        """When the next change was heard."""
        await self.topics()
        return time.perf_counter()


def measure(ground: Ground) -> Iterator[Figure]:
    """One browser alone, then two hundred of the twelve people of the cast."""
    cookies = [_cookie_of(person) for person in Person.objects.order_by("id")]
    with ground.running("web") as house:
        wait_until(lambda: _answers(house.port))
        for count in (1, ground.times(STREAMS)):
            waves = asyncio.run(_waves(house.port, [cookies[n % len(cookies)] for n in range(count)], ground.world.ana))
            yield Figure(
                f"commit until heard, {count} streams, the middle one", "ms", list(map(statistics.median, waves))
            )
            yield Figure(f"commit until heard, {count} streams, the last one", "ms", list(map(max, waves)))


async def _waves(port: int, cookies: list[str], person: Person) -> list[list[float]]:
    streams = [await Stream.open(port, cookie) for cookie in cookies]
    waves = []
    for _ in range(WAVES):
        heard = [asyncio.create_task(stream.changed_at()) for stream in streams]
        committed_at = await sync_to_async(_change)(person)
        waves.append([(moment - committed_at) * 1000 for moment in await asyncio.gather(*heard)])
        await asyncio.sleep(0.3)
    for stream in streams:
        stream.writer.close()
    return waves


def _change(person: Person) -> float:
    with transaction.atomic():
        announce(ProfileChanged(person=person, changed=["zone"]), by=person)
    return time.perf_counter()


def _cookie_of(person: Person) -> str:
    browser = Client()
    browser.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def _answers(port: int) -> bool:
    line = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/health")
        return line.getresponse().status in {200, 503}
    except OSError:
        return False
    finally:
        line.close()
