"""Mailboxes at Microsoft 365 and Gmail: read by leave that somebody gave, renewed while it lasts, said when it ends."""

from __future__ import annotations

import urllib.error
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from fiverings.channels.gateways.cloud import asking
from fiverings.channels.models import Arrival, Cause, Mailbox, MailboxConsent, Outage, Pickup
from fiverings.core.models import Entry
from tests.world import World

from .dovecot import subjects
from .mails import written
from .providers import Provider

OPENED = datetime(2026, 5, 1, 8, tzinfo=UTC)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider().open() as provider:
        yield provider


@pytest.fixture(params=["graph", "gmail"])
def mailbox(world: World, provider: Provider, request: pytest.FixtureRequest) -> Mailbox:
    world.mailbox.change(way_in=request.param, reads_from=OPENED, by=world.admin)
    return world.mailbox


def client_of(world: World) -> Client:
    client = Client()
    client.force_login(world.admin)
    return client


def come_back(address: str) -> str:
    """What a browser is sent back to when its person has signed in there."""
    with pytest.raises(urllib.error.HTTPError) as sent:
        asking._opener.open(address)
    return str(sent.value.headers["Location"])


def sign_in(mailbox: Mailbox, world: World) -> None:
    client = client_of(world)
    sent = client.post(reverse("mailbox-sign-in", args=[mailbox.pk]))
    back = come_back(sent["Location"])
    page = client.get(f"/{back.split('/', 3)[3]}")
    assert page.status_code == 200 and not MailboxConsent.objects.filter(mailbox=mailbox, withdrawn_at=None).exists()
    query = dict(each.split("=", 1) for each in back.split("?")[1].split("&"))
    assert client.post(reverse("mailbox-consent"), query)["Location"] == reverse("mailbox", args=[mailbox.pk])


def test_after_one_sign_in_every_mail_is_taken_once_page_by_page(
    mailbox: Mailbox, provider: Provider, world: World
) -> None:
    provider.receive(written(subject="Before the mailbox was opened"), at=OPENED - timedelta(days=3))
    for number in range(5):
        provider.receive(written(subject=f"Mail {number}"), at=OPENED + timedelta(days=number))
    sign_in(mailbox, world)
    assert (mailbox.fetch(), mailbox.fetch()) == (5, 0)
    provider.receive(written(subject="Mail 5"))
    assert (mailbox.fetch(), mailbox.fetch()) == (1, 0)
    assert subjects(mailbox) == [f"Mail {number}" for number in range(6)]
    assert {each.via for each in mailbox.arrivals.all()} == {mailbox.way_in}
    assert Entry.objects.filter(kind="channels.MailboxConsentGiven").count() == 1


def test_what_gives_us_leave_lies_sealed(mailbox: Mailbox, provider: Provider, world: World) -> None:
    sign_in(mailbox, world)
    consent = MailboxConsent.objects.get()
    assert consent.account == provider.account and consent.access not in provider.access
    assert MailboxConsent.shown_for(mailbox) in provider.access


def test_after_a_long_outage_that_the_provider_does_not_remember_nothing_is_lost_or_doubled(
    mailbox: Mailbox, provider: Provider, world: World
) -> None:
    sign_in(mailbox, world)
    for number in range(3):
        provider.receive(written(subject=f"Mail {number}"))
    mailbox.fetch()
    provider.mails[0].gone = True
    provider.mails[1].raw = provider.mails[1].raw.replace(b"No calls", b"written anew by the server")
    provider.receive(written(subject="Mail 3"))
    provider.receive(written(subject="Mail 4"))
    provider.forgets_before = provider.number + 1
    assert mailbox.fetch() == 2
    provider.forgets_before = 0
    assert mailbox.fetch() == 0
    assert subjects(mailbox) == [f"Mail {number}" for number in range(5)]
    assert Pickup.objects.filter(mailbox=mailbox).count() == 4, "what is gone there is forgotten"


def test_access_that_is_over_is_renewed_and_nobody_notices(mailbox: Mailbox, provider: Provider, world: World) -> None:
    sign_in(mailbox, world)
    provider.receive(written(subject="First"))
    provider.forget_access()
    assert mailbox.fetch() == 1
    MailboxConsent.objects.update(lasts_until=OPENED)
    provider.receive(written(subject="Second"))
    assert mailbox.fetch() == 1
    assert provider.renewed == 3 and not Outage.objects.exists()


def test_leave_that_is_withdrawn_is_said_at_once_and_given_again_by_one_press(
    mailbox: Mailbox, provider: Provider, world: World
) -> None:
    sign_in(mailbox, world)
    provider.withdraw()
    provider.receive(written(subject="Meanwhile"))
    asked = len(provider.asked)
    assert mailbox.fetch() == mailbox.fetch() == 0
    assert len(provider.asked) <= asked + 2, "who was told no does not ask again and again"
    outage = Outage.objects.lasting().get()
    assert outage.cause == Cause.SIGN_IN and "Sign in anew" in outage.why and "revoked" in outage.why
    assert Entry.objects.filter(kind="channels.MailboxConsentWithdrawn").count() == 1
    sign_in(mailbox, world)
    assert mailbox.fetch() == 1
    assert not Outage.objects.lasting().exists()


def test_a_mailbox_nobody_signed_in_for_says_so(mailbox: Mailbox) -> None:
    mailbox.fetch()
    outage = Outage.objects.get()
    assert outage.cause == Cause.SIGN_IN and "Nobody has signed in yet" in outage.why


def test_a_provider_that_asks_for_patience_is_given_it(mailbox: Mailbox, provider: Provider, world: World) -> None:
    sign_in(mailbox, world)
    provider.receive(written(subject="In time"))
    provider.busy_for = 2
    assert mailbox.fetch() == 1 and not Outage.objects.exists()


def test_a_mail_that_the_provider_does_not_hand_over_holds_up_none_behind_it(
    mailbox: Mailbox, provider: Provider, world: World
) -> None:
    sign_in(mailbox, world)
    stuck = provider.receive(written(subject="Stuck"))
    provider.receive(written(subject="Behind"))
    provider.withholds.add(stuck.key)
    with patch.object(asking, "TRIES", 1):
        assert mailbox.fetch() == 1
        assert Pickup.objects.withheld().get().key == stuck.key
        provider.withholds.clear()
        assert mailbox.fetch() == 0, "it is asked for again after a while"
        Pickup.objects.withheld().update(due_at=OPENED)
        assert mailbox.fetch() == 1
    assert subjects(mailbox) == ["Behind", "Stuck"] and not Pickup.objects.withheld().exists()


def test_a_crash_between_two_mails_repeats_and_loses_none(mailbox: Mailbox, provider: Provider, world: World) -> None:
    sign_in(mailbox, world)
    for number in range(5):
        provider.receive(written(subject=f"Mail {number}"))
    real, calls = Pickup.settle, []

    def dies_at_the_fourth(mailbox: Mailbox, key: str, *, arrival: Arrival | None) -> None:
        calls.append(key)
        if len(calls) == 4:
            raise SystemExit
        real(mailbox, key, arrival=arrival)

    with patch.object(Pickup, "settle", dies_at_the_fourth), pytest.raises(SystemExit):
        mailbox.fetch()
    assert mailbox.fetch() == 2
    assert sorted(subjects(mailbox)) == [f"Mail {number}" for number in range(5)]


def test_a_shared_mailbox_is_read_by_who_may_read_it(world: World, provider: Provider) -> None:
    world.mailbox.change(way_in="graph", reads_from=OPENED, by=world.admin)
    provider.account = "dana@northbell.example"
    sign_in(world.mailbox, world)
    provider.receive(written(subject="To all of us"))
    assert world.mailbox.fetch() == 1
    assert any(path.startswith("/graph/users/support%40northbell.example/") for path in provider.asked)


def test_nobody_finishes_a_sign_in_that_they_did_not_begin(mailbox: Mailbox, provider: Provider, world: World) -> None:
    client = client_of(world)
    finish = reverse("mailbox-consent")
    assert client.get(finish, {"code": "x", "state": "y"})["Location"] == reverse("mail")
    sent = client.post(reverse("mailbox-sign-in", args=[mailbox.pk]))
    back = come_back(sent["Location"])
    other = client_of(world)
    query = dict(each.split("=", 1) for each in back.split("?")[1].split("&"))
    assert other.post(finish, query)["Location"] == reverse("mail")
    assert client.post(finish, query | {"state": "guessed"})["Location"] == reverse("mail")
    assert not MailboxConsent.objects.exists()
    lead = Client()
    lead.force_login(world.dana)
    assert lead.post(reverse("mailbox-sign-in", args=[mailbox.pk])).status_code == 403
