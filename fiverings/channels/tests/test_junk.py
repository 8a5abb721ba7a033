"""An rspamd that hangs is left alone for a while, and the self-check says so."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from fiverings.channels.checks import spam_is_looked_for
from fiverings.channels.gateways.mail import junk
from fiverings.channels.gateways.mail.junk import Judge
from fiverings.channels.gateways.mail.patience import LEFT_ALONE_FOR, MISSES_AT_MOST


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A server that takes what comes and never says a word."""
    monkeypatch.setattr(junk, "WITHIN", 0.05)
    monkeypatch.setattr(junk, "PATIENCE", {})
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def address(server: socket.socket) -> str:
    return f"http://127.0.0.1:{server.getsockname()[1]}"


def came(server: socket.socket) -> int:
    """How often it was called."""
    server.setblocking(False)
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def test_one_that_hangs_is_left_alone_after_three_mails_and_asked_again_later(silent: socket.socket) -> None:
    judge = Judge(address(silent))
    for _mail in range(MISSES_AT_MOST + 2):
        assert judge.opinion(b"Subject: hello\r\n\r\n") is None
    assert came(silent) == MISSES_AT_MOST
    junk.PATIENCE[judge.address].until -= LEFT_ALONE_FOR
    judge.opinion(b"Subject: hello\r\n\r\n")
    assert came(silent) == 1


def test_the_self_check_says_whether_spam_is_looked_for(silent: socket.socket, settings: Any) -> None:
    settings.RSPAMD_URL = ""
    assert spam_is_looked_for().ok
    settings.RSPAMD_URL = address(silent)
    found = spam_is_looked_for()
    assert (found.ok, found.sentence) == (False, "Mail is not looked at for spam: timed out.")
