"""Senders whose mail is set aside, and let in again."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client

from fiverings.channels.models import Arrival, Block, BlockedAlready, NoSender, NotBlocked
from fiverings.core.models import Entry
from fiverings.people.models import Person
from tests.world import World

from .mails import SUPPORT, arrived, written

Settle = Callable[[], None]
UNA = "Una Lind <una@nowhere.example>"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("sender", ["una@nowhere.example", "@nowhere.example", " UNA@Nowhere.example "])
def test_mail_of_a_blocked_sender_is_set_aside_and_comes_back_when_he_is_let_in(
    world: World, settle: Settle, sender: str
) -> None:
    block = Block.begin(sender, by=world.dana)
    kept_out = arrived(world.mailbox, written(from_=UNA))
    assert (kept_out.outcome, kept_out.reason, kept_out.block) == ("aside", "blocked", block)
    block.release(by=world.ben)
    settle()
    kept_out.refresh_from_db()
    assert (kept_out.outcome, kept_out.reason, kept_out.block) == ("filed", "", None)
    assert arrived(world.mailbox, written(from_=UNA, subject="Again")).outcome == "filed"
    told = Entry.objects.filter(subject_label="channels.block", subject_id=block.pk).order_by("id")
    assert list(told.values_list("kind", flat=True)) == ["channels.SenderBlocked", "channels.SenderReleased"]


def test_a_block_keeps_nobody_else_out(world: World) -> None:
    Block.begin("una@nowhere.example", by=world.dana)
    Block.begin("@where.example", by=world.dana)
    assert arrived(world.mailbox, written(from_="Una <una@sub.nowhere.example>")).outcome == "filed"
    assert arrived(world.mailbox, written(from_="Uno <uno@nowhere.example>")).outcome == "filed"
    assert arrived(world.mailbox, written()).outcome == "filed"


def test_one_mail_of_a_blocked_sender_can_be_filed_alone(world: World, settle: Settle) -> None:
    Block.begin("una@nowhere.example", by=world.dana)
    kept_out = arrived(world.mailbox, written(from_=UNA))
    kept_out.try_again(by=world.dana)
    settle()
    kept_out.refresh_from_db()
    assert kept_out.outcome == "filed"
    assert arrived(world.mailbox, written(from_=UNA, subject="Again")).reason == "blocked"


@pytest.mark.parametrize("sender", ["", "nobody", "a@b@c", SUPPORT, "@northbell.example", "ana@northbell.example"])
def test_what_is_no_sender_or_we_ourselves_is_not_blocked(world: World, sender: str) -> None:
    with pytest.raises(NoSender):
        Block.begin(sender, by=world.dana)


def test_a_sender_is_blocked_once_and_released_once(world: World) -> None:
    block = Block.begin("@nowhere.example", by=world.dana)
    with pytest.raises(BlockedAlready):
        Block.begin("@Nowhere.example", by=world.ben)
    block.release(by=world.dana)
    with pytest.raises(NotBlocked):
        block.release(by=world.dana)
    assert Block.begin("@nowhere.example", by=world.ben).pk != block.pk


def test_a_sender_is_blocked_and_released_where_one_looks_at_the_mail(world: World) -> None:
    dana, arrival = signed_in(world.dana), arrived(world.mailbox, written(from_=UNA))
    page = f"/mail/arrivals/{arrival.pk}/"
    assert "Block everybody at nowhere.example" in dana.get(page).content.decode()
    assert dana.post("/mail/blocks/", {"sender": "@nowhere.example", "back": page})["Location"] == page
    assert "Dana blocked @nowhere.example" in dana.get(page).content.decode()
    listed = dana.get("/mail/").content.decode()
    assert "Everybody at nowhere.example" in listed
    block = Block.objects.get()
    dana.post(f"/mail/blocks/{block.pk}/release/", {"back": "https://evil.example/"})
    block.refresh_from_db()
    assert block.released_by == world.dana


def test_a_contact_is_blocked_on_their_page_by_whoever_looks_after_the_mail(world: World) -> None:
    page = f"/contacts/{world.priya.pk}/"
    assert "Block priya@mapledental.example" in signed_in(world.dana).get(page).content.decode()
    assert "Block priya@mapledental.example" not in signed_in(world.ana).get(page).content.decode()
    assert signed_in(world.ana).post("/mail/blocks/", {"sender": "@nowhere.example"}).status_code == 403
    assert not Block.objects.exists()


class Rspamd(ThreadingHTTPServer):
    """Says the same of every mail, and remembers how it was asked."""

    answer: bytes = b"{}"
    asked: list[tuple[str, dict[str, str], bytes]]


@pytest.fixture
def rspamd(settings: Any) -> Iterator[Rspamd]:
    class Door(BaseHTTPRequestHandler):
        """One question."""

        def do_POST(self) -> None:
            server: Any = self.server
            words = self.rfile.read(int(self.headers["Content-Length"]))
            server.asked.append((self.path, dict(self.headers), words))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(server.answer)

        def log_message(self, *words: object) -> None: ...

    with Rspamd(("127.0.0.1", 0), Door) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        settings.RSPAMD_URL = f"http://127.0.0.1:{server.server_address[1]}"
        settings.RSPAMD_PASSWORD = "open"
        yield server
        server.shutdown()


def judged(server: Rspamd, world: World, action: str) -> Arrival:
    server.answer = json.dumps({"action": action, "score": 17.5, "symbols": {"BAYES_SPAM": {}}}).encode()
    return arrived(world.mailbox, written(from_=UNA), sender="una@nowhere.example", client=("9.9.9.9", "mx.example"))


@pytest.mark.parametrize("action", ["reject", "add header", "rewrite subject"])
def test_what_rspamd_takes_for_spam_is_set_aside(world: World, rspamd: Rspamd, action: str) -> None:
    arrival = judged(rspamd, world, action)
    assert (arrival.outcome, arrival.reason) == ("aside", "spam")
    assert arrival.spam_words == f"rspamd: {action}, 17.5: BAYES_SPAM"
    path, head, words = rspamd.asked[0]
    assert (path, head["Ip"], head["Helo"], head["From"]) == (
        "/checkv2",
        "9.9.9.9",
        "mx.example",
        "una@nowhere.example",
    )
    assert (head["Password"], words) == ("open", arrival.kept.read())


@pytest.mark.parametrize("action", ["no action", "greylist", "soft reject"])
def test_what_rspamd_does_not_take_for_spam_is_filed(world: World, rspamd: Rspamd, action: str) -> None:
    assert judged(rspamd, world, action).outcome == "filed"


@pytest.mark.parametrize("answer", [b"", b"[]", b"no json", b'{"action": null}'])
def test_an_rspamd_that_talks_nonsense_holds_nothing_up(world: World, rspamd: Rspamd, answer: bytes) -> None:
    rspamd.answer = answer
    assert arrived(world.mailbox, written(from_=UNA)).outcome == "filed"


def test_an_rspamd_that_is_away_holds_nothing_up(world: World, settings: Any) -> None:
    settings.RSPAMD_URL = "http://127.0.0.1:1"
    arrival = arrived(world.mailbox, written(from_=UNA))
    assert (arrival.outcome, arrival.spam_words) == ("filed", "rspamd could not be asked.")


def test_spam_that_one_of_us_takes_up_is_filed(world: World, rspamd: Rspamd, settle: Settle) -> None:
    arrival = judged(rspamd, world, "reject")
    arrival.try_again(by=world.dana)
    settle()
    arrival.refresh_from_db()
    assert arrival.outcome == "filed"


@pytest.mark.parametrize("mark", [{"X_Spam_Flag": "YES"}, {"X_Spam_Status": "Yes, score=9.1 required=5.0"}])
def test_the_mark_of_spam_counts_where_the_mailbox_believes_it(world: World, mark: dict[str, str]) -> None:
    assert arrived(world.mailbox, written(from_=UNA, **mark)).outcome == "filed"
    world.mailbox.change(believes_spam_marks=True, by=world.admin)
    assert arrived(world.mailbox, written(from_=UNA, subject="Again", **mark)).reason == "spam"
    assert arrived(world.mailbox, written(from_=UNA, subject="Good", x_spam_status="No, score=1")).outcome == "filed"
