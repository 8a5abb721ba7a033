"""What SPF records mean, down to their corners (RFC 7208)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fiverings.channels.gateways.mail import spf
from fiverings.channels.gateways.mail.naming import Names

from .names import Zone, serving

BIRCH = "birch.example"
CLIENT = "198.51.100.7"


@pytest.fixture(scope="module")
def zone() -> Iterator[Zone]:
    with serving() as zone:
        yield zone


def verdict(zone: Zone, record: str) -> str:
    zone.say(BIRCH, "TXT", f"v=spf1 {record}")
    found = spf.check(CLIENT, sender=f"oak@{BIRCH}", helo="mx.else.example", names=Names(zone.address))
    return str(found.verdict)


@pytest.mark.parametrize(
    ("record", "meaning"),
    [
        (f"ip4:{CLIENT} -all", "pass"),
        ("ip4:198.51.100.0/24 -all", "pass"),
        ("ip4:198.51.100.0/024 -all", "broken"),
        (f"a:{BIRCH}/08 -all", "broken"),
        ("ip4:203.0.113.0/24 ~all", "softfail"),
        ("note=%{d} -all", "fail"),
        ("note=%(d) -all", "broken"),
        ("exists:%{c}.birch.example -all", "broken"),
    ],
)
def test_a_record_means_what_the_standard_says(zone: Zone, record: str, meaning: str) -> None:
    assert verdict(zone, record) == meaning


def test_a_client_is_known_by_its_name_only_if_that_leads_back_to_it(zone: Zone) -> None:
    zone.say("7.100.51.198.in-addr.arpa", "PTR", "else.example.", f"mx.{BIRCH}.")
    zone.say("else.example", "A", CLIENT)
    zone.say(f"mx.{BIRCH}", "A", "203.0.113.9")
    assert verdict(zone, "ptr -all") == "fail"
    zone.say(f"mx.{BIRCH}", "A", CLIENT)
    assert verdict(zone, "ptr -all") == "pass"
    zone.say(f"mx.{BIRCH}.known.example", "A", "127.0.0.2")
    assert verdict(zone, "exists:%{p}.known.example -all") == "pass", "a name of the domain goes before others"
