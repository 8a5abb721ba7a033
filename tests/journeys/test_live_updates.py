"""Live updates: what changes is told to every browser that may know it, late commits and lost connections included."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.journeys.installing import Installation

POOL = 12
LINE = (
    "INSERT INTO core_entry (kind, payload, subject_label, subject_id, actor_label, mark, depth, at)"
    " VALUES ('test.Waved', '{}', 'people.person', (SELECT min(id) FROM people_person), '', '', 0, now())"
)
HEARD = "SELECT pg_notify('fiverings_journal', '')"


@pytest.fixture(scope="module")
def cookie(installation: Installation) -> str:
    return installation.cookie_of("ana@northbell.example")


class Stream:
    """One browser's stream."""

    def __init__(self, installation: Installation, cookie: str, *, after: str = "") -> None:
        self.line = http.client.HTTPConnection(urlsplit(installation.address).netloc, timeout=60)
        self.line.request("GET", "/live/", headers={"Cookie": cookie, "Last-Event-ID": after})
        self.answer = self.line.getresponse()
        self.place = after

    def next(self) -> list[str]:
        """The topics of the next message, beats of the heart passed over."""
        while raw := self.answer.readline():
            line = raw.decode().rstrip("\n")
            if line.startswith("id: "):
                self.place = line[4:]
            if line.startswith("data: "):
                return list(json.loads(line[6:])["topics"])
        raise EOFError

    def close(self) -> None:
        self.line.close()


@contextmanager
def streaming(installation: Installation, cookie: str, *, after: str = "") -> Iterator[Stream]:
    with closing(Stream(installation, cookie, after=after)) as stream:
        assert stream.answer.status == 200
        yield stream


def wave(installation: Installation) -> None:
    installation.ask(LINE)
    installation.ask(HEARD)


def test_a_stranger_hears_nothing(installation: Installation) -> None:
    with closing(Stream(installation, "sessionid=forged")) as stream:
        assert stream.answer.status == 401


def test_what_changes_is_told_by_topic(installation: Installation, cookie: str) -> None:
    with streaming(installation, cookie) as stream:
        assert stream.next() == []
        wave(installation)
        assert "people" in stream.next()


def test_a_line_that_commits_late_is_still_told(installation: Installation, cookie: str) -> None:
    with streaming(installation, cookie) as stream, psycopg.connect(installation.database_url) as slow:
        stream.next()
        slow.execute(LINE)
        wave(installation)
        time.sleep(0.5)
        slow.commit()
        installation.ask(HEARD)
        assert "people" in stream.next()
        place = stream.place
    ((xact, line),) = installation.ask("SELECT xact, id FROM core_entry ORDER BY xact DESC, id DESC LIMIT 1")
    assert place == f"{xact}-{line}"


def test_a_browser_that_comes_back_hears_what_it_missed(installation: Installation, cookie: str) -> None:
    with streaming(installation, cookie) as stream:
        stream.next()
        place = stream.place
    wave(installation)
    with streaming(installation, cookie, after=place) as stream:
        assert "people" in stream.next()


def test_the_ear_reconnects_when_the_database_hangs_up(installation: Installation, cookie: str) -> None:
    with streaming(installation, cookie) as stream:
        stream.next()
        installation.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%'")
        wave(installation)
        assert "people" in stream.next()


def test_a_stream_ends_when_its_person_signs_out(installation: Installation) -> None:
    cookie = installation.cookie_of("ben@northbell.example")
    with streaming(installation, cookie) as stream:
        assert stream.next() == []
        installation.ask("DELETE FROM django_session WHERE session_key = %s", cookie.partition("=")[2])
        wave(installation)
        with pytest.raises(EOFError):
            stream.next()


def test_more_streams_than_the_pool_has_connections_leave_the_pages_open(
    installation: Installation, cookie: str
) -> None:
    streams = [Stream(installation, cookie) for _ in range(POOL + 18)]
    try:
        assert [stream.answer.status for stream in streams] == [200] * len(streams)
        heard: list[bool] = []
        listening = [
            threading.Thread(target=lambda each=each: heard.append(each.next() == [] and "people" in each.next()))
            for each in streams
        ]
        for each in listening:
            each.start()
        time.sleep(1)
        page = http.client.HTTPConnection(urlsplit(installation.address).netloc, timeout=60)
        page.request("GET", "/health")
        assert page.getresponse().status in {200, 503}
        wave(installation)
        for each in listening:
            each.join(60)
        assert heard == [True] * len(streams)
    finally:
        for stream in streams:
            stream.close()
