"""What we send is signed for its domain, and nobody can change it unseen."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from fiverings.channels.gateways.mail import dkim
from fiverings.channels.gateways.mail.addresses import Address
from fiverings.channels.gateways.mail.attachments import Attached
from fiverings.channels.gateways.mail.composing import OutgoingMail
from fiverings.channels.gateways.mail.dkim_signing import Signing
from fiverings.channels.gateways.mail.verdicts import Verdict
from fiverings.channels.models import Delivery
from fiverings.conversations.models import Message
from fiverings.core.models import Entry
from tests.world import World

from .mails import arrived, written
from .servers import HOST, Postbox

DOMAIN = "northbell.example"
AT = datetime(2020, 2, 3, 12, 30, tzinfo=UTC)
LONG = "Störung – 停電 in allen Häusern am Rhein, und niemand weiß, wann es wieder geht " * 6  # noqa: RUF001


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Any) -> Path:
    settings.DKIM_KEYS = str(tmp_path / "dkim")
    return tmp_path / "dkim"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with Postbox().open() as postbox, override_settings(EMAIL_HOST=HOST, EMAIL_PORT=postbox.port):
        yield postbox


def signing() -> Signing:
    made = Signing.begin(DOMAIN)
    assert made is not None
    return made


def mail(**changes: Any) -> bytes:
    wished: dict[str, Any] = {"from_": Address("Ana, Northbell", f"support@{DOMAIN}"), "subject": LONG, "text": "Grüße"}
    wished |= {"to": [Address("Priya", "priya@maple.example")], "domain": DOMAIN, "date": AT}
    return bytes(OutgoingMail(**wished | changes).compose())


class Shown:
    """The DNS, in which the record that we show is published."""

    def __init__(self, key: Signing) -> None:
        self.key = key

    def texts(self, name: str) -> list[str]:
        return [self.key.record] if name == self.key.name else []


def fits(raw: bytes, key: Signing) -> bool:
    """As whoever receives it reads it."""
    return [each.verdict for each in dkim.check(raw, names=Shown(key), at=AT)] == [Verdict.PASS]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"text": "Line \n\n\t with  spaces  \n.\n..\n" + "x" * 3000 + "\n\n\n"},
        {"text": ""},
        {"in_reply_to": "a@b", "references": [f"{'x' * 150}{number}@y" for number in range(60)]},
        {"attachments": [Attached.of("Ünder " * 30 + ".pdf", "application/pdf", bytes(range(256)) * 300)]},
        {"cc": [Address(f"Jürgen {number}", f"j{number}@x.example") for number in range(30)], "automatic": True},
    ],
)
def test_others_find_the_signature_right_whatever_the_mail_holds(changes: dict[str, Any]) -> None:
    key, raw = signing(), mail(**changes)
    signed = key.sign(raw)
    assert signed.endswith(raw) and fits(signed, key)
    assert all(len(line) < 100 for line in signed.removesuffix(raw).splitlines())
    assert key.sign(raw) == signed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"Priya", b"Praya"),
        (b"Subject: ", b"Subject: URGENT "),
        (b"Date: ", b"Reply-To: evil@x.example\r\nDate: "),
        (b"From: ", b"From: evil@x.example\r\nFrom: "),
        (b"MIME-Version: 1.0", b"MIME-Version: 1.1"),
        (b"<p>", b"<p>Pay here: "),
    ],
)
def test_whoever_changes_a_signed_mail_is_found_out(before: bytes, after: bytes) -> None:
    key = signing()
    signed = key.sign(mail())
    assert before in signed and fits(signed, key)
    assert not fits(signed.replace(before, after, 1), key)


def test_the_key_is_a_file_that_only_we_read_and_stays_the_same(keys: Path) -> None:
    first = signing()
    assert stat.S_IMODE((keys / f"{DOMAIN}.pem").stat().st_mode) == 0o600
    again = Signing.begin(DOMAIN.upper())
    assert again is not None and again.record == first.record
    assert Signing.begin("../../etc") is None and Signing.begin("") is None


def test_a_file_that_is_no_key_stops_no_mail(keys: Path) -> None:
    keys.mkdir()
    (keys / f"{DOMAIN}.pem").write_text("no key")
    assert Signing.of(DOMAIN) is None and Signing.begin(DOMAIN) is None


def test_who_looks_after_mailboxes_has_their_mail_signed_and_sees_what_to_publish(world: World) -> None:
    client = Client()
    client.force_login(world.admin)
    page = reverse("mailbox", args=[world.mailbox.pk])
    assert "is not signed by us" in client.get(page).content.decode()
    act = reverse("mailbox-signing", args=[world.mailbox.pk])
    assert client.get(act).status_code == 405 and Signing.of(DOMAIN) is None
    for _each in range(2):
        assert client.post(act).status_code == 302
    found = Signing.of(DOMAIN)
    assert found is not None
    told = client.get(page).content.decode().replace("<wbr>", "")
    assert found.name in told and found.record in told
    assert Entry.objects.filter(kind="channels.SigningBegun").count() == 1
    client.force_login(world.ana)
    assert client.post(act).status_code == 403


def test_what_we_write_leaves_signed_and_says_from_whom_it_is(world: World, postbox: Postbox) -> None:
    key = world.mailbox.begin_signing(by=world.admin)
    thread = arrived(world.mailbox, written()).message.thread
    message = Message.write(to=world.priya, thread=thread, text="Grüße", by=world.ana)
    delivery = Delivery.begin(message)
    assert delivery is not None
    delivery.carry()
    (letter,) = postbox.letters
    assert f"d={DOMAIN}" in letter["DKIM-Signature"]
    assert fits(bytes(letter), key)
