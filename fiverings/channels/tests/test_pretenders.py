"""Who pretends to be a customer is found, however slow the domains are that he owns; who only forwards is let in."""

from __future__ import annotations

from collections.abc import Iterator
from email.policy import SMTP
from typing import Any

import pytest

from fiverings.channels.gateways.mail import naming
from fiverings.channels.models import Arrival
from tests.world import World

from .mails import arrived, written
from .names import Signer, Zone, serving

MAPLE = "mapledental.example"
STRANGE = "9.9.9.9"
EVIL = "mallory.example"
LATER = "forwarder.example"


@pytest.fixture
def zone(settings: Any) -> Iterator[Zone]:
    with serving() as zone:
        settings.MAIL_DNS = zone.address
        zone.say(MAPLE, "TXT", "v=spf1 ip4:8.8.4.4 -all")
        zone.say(f"_dmarc.{MAPLE}", "TXT", "v=DMARC1; p=reject")
        zone.say(LATER, "TXT", f"v=spf1 ip4:{STRANGE} -all")
        yield zone


def brought(world: World, mail: bytes, *, sender: str, helo: str = "mx.else.example") -> Arrival:
    return arrived(world.mailbox, mail, client=(STRANGE, helo), sender=sender)


def raw(**more: str) -> bytes:
    return written(**more).as_bytes(policy=SMTP)


def test_slow_domains_on_the_envelope_and_in_signatures_hide_no_pretender(
    world: World, zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "ONE_WITHIN", 0.05)
    zone.silent |= {f"mail.{EVIL}", f"k._domainkey.{EVIL}", EVIL}
    arrival = brought(world, Signer(EVIL).sign(raw()), sender=f"x@mail.{EVIL}")
    assert (arrival.spf, arrival.dkim, arrival.dmarc, arrival.reason) == ("unknown", "unknown", "fail", "pretends")


def test_what_a_server_passes_on_under_its_own_name_is_let_in_by_the_sender_s_signature(
    world: World, zone: Zone
) -> None:
    maple = Signer(MAPLE)
    maple.publish(zone)
    passed_on = b"Received: from mx.maple by forwarder.example; Mon, 1 Jan 2024 10:00:00 +0000\r\n" + maple.sign(raw())
    arrival = brought(world, passed_on, sender=f"bounces+priya=maple@{LATER}")
    assert (arrival.spf, arrival.dkim, arrival.dmarc, arrival.outcome) == ("pass", "pass", "pass", "filed")


@pytest.mark.parametrize(("helo", "dmarc"), [(f"mx.{MAPLE}", "pass"), ("mx.else.example", "fail")])
def test_a_mail_whose_envelope_names_nobody_is_proven_by_the_server_s_own_name(
    world: World, zone: Zone, helo: str, dmarc: str
) -> None:
    zone.say(f"mx.{MAPLE}", "TXT", f"v=spf1 ip4:{STRANGE} -all")
    assert brought(world, raw(), sender="", helo=helo).dmarc == dmarc


@pytest.mark.parametrize("tried", ["p=quarantine; pct=0", "p=quarantine; pct=20", "p=quarantine; t=y"])
def test_a_domain_that_only_tries_its_policy_out_has_nothing_set_aside(world: World, zone: Zone, tried: str) -> None:
    zone.say(f"_dmarc.{MAPLE}", "TXT", f"v=DMARC1; {tried}")
    arrival = brought(world, raw(), sender=f"priya@{MAPLE}")
    assert (arrival.dmarc, arrival.outcome, arrival.message.doubt) == ("fail", "filed", "forged")
