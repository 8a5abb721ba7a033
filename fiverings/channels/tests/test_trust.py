"""Whether a mail comes from whom it says: what is found of it, by real signatures and a real DNS server."""

from __future__ import annotations

from collections.abc import Iterator
from email.policy import SMTP
from typing import Any

import pytest
from django.test import Client

from fiverings.channels.models import Arrival, Mailbox
from tests.world import World

from .mails import arrived, written
from .names import Signer, Zone, serving

MAPLE = "mapledental.example"
PRIYA = f"priya@{MAPLE}"
THEIRS, STRANGE = "8.8.4.4", "9.9.9.9"  # of the wide world: no packet goes there


@pytest.fixture
def zone(settings: Any) -> Iterator[Zone]:
    with serving() as zone:
        settings.MAIL_DNS = zone.address
        zone.say(MAPLE, "TXT", f"v=spf1 ip4:{THEIRS} -all")
        zone.say(f"_dmarc.{MAPLE}", "TXT", "v=DMARC1; p=reject")
        yield zone


@pytest.fixture
def maple(zone: Zone) -> Signer:
    signer = Signer(MAPLE)
    signer.publish(zone)
    return signer


def raw(**more: str) -> bytes:
    return written(**more).as_bytes(policy=SMTP)


def brought(world: World, mail: bytes, *, by: str = THEIRS, sender: str = PRIYA) -> Arrival:
    return arrived(world.mailbox, mail, client=(by, "mx.else.example"), sender=sender)


def found(arrival: Arrival) -> tuple[str, str, str]:
    return arrival.spf, arrival.dkim, arrival.dmarc


def test_a_mail_from_a_server_that_may_send_for_its_domain_is_proven(world: World, zone: Zone) -> None:
    arrival = brought(world, raw())
    assert (*found(arrival), arrival.outcome) == ("pass", "", "pass", "filed")
    assert "8.8.4.4 may send for mapledental.example." in arrival.trust_words
    assert not arrival.message.doubt


def test_a_mail_that_its_domain_signed_is_proven_whoever_brought_it(world: World, maple: Signer) -> None:
    arrival = brought(world, maple.sign(raw()), by=STRANGE)
    assert (*found(arrival), arrival.outcome) == ("fail", "pass", "pass", "filed")
    assert not arrival.message.doubt


@pytest.mark.parametrize("kind", ["rsa", "ed25519"])
@pytest.mark.parametrize("form", ["simple/simple", "relaxed/simple", "simple/relaxed"])
def test_a_signature_fits_in_each_form(world: World, zone: Zone, form: str, kind: str) -> None:
    signer = Signer(MAPLE, kind)
    signer.publish(zone)
    assert brought(world, signer.sign(raw(), form=form)).dkim == "pass"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda mail: mail.replace(b"Nobody can call", b"Everybody can call"), "the body was changed"),
        (lambda mail: mail.replace(b"No calls", b"New bank account"), "the head was changed"),
        (lambda mail: b"From: ceo@mapledental.example\r\n" + mail, "does not name its sender once"),
    ],
)
def test_a_signature_over_other_words_proves_nothing(world: World, maple: Signer, change: Any, why: str) -> None:
    arrival = brought(world, change(maple.sign(raw())), by=STRANGE)
    assert arrival.dkim == "fail"
    assert why in arrival.trust_words


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"more": "l=5; "}, "covers only a part"),
        ({"more": "x=1000; "}, "it had expired"),
        ({"more": "i=@other.example; "}, "another domain"),
        ({"named": "to:subject"}, "does not cover the sender"),
    ],
)
def test_a_signature_that_covers_too_little_proves_nothing(
    world: World, maple: Signer, more: dict[str, str], why: str
) -> None:
    arrival = brought(world, maple.sign(raw(), **more))
    assert arrival.dkim == "fail"
    assert why in arrival.trust_words


def test_a_short_or_withdrawn_key_proves_nothing(world: World, zone: Zone) -> None:
    short = Signer(MAPLE, size=1024)
    short.publish(zone, words="v=DKIM1; p=")
    assert "withdrawn" in brought(world, short.sign(raw())).trust_words
    zone.records.pop(("k._domainkey.mapledental.example", "TXT"))
    assert "shows no such key" in brought(world, short.sign(raw())).trust_words


def test_the_signature_of_another_domain_does_not_prove_the_sender(world: World, zone: Zone) -> None:
    other = Signer("mallory.example")
    other.publish(zone)
    arrival = brought(world, other.sign(raw()), by=STRANGE)
    assert (*found(arrival), arrival.outcome, arrival.reason) == ("fail", "pass", "fail", "aside", "pretends")


def test_a_part_of_the_house_may_sign_for_the_house_unless_it_says_no(world: World, zone: Zone) -> None:
    signer = Signer(f"news.{MAPLE}")
    signer.publish(zone)
    assert brought(world, signer.sign(raw()), by=STRANGE).dmarc == "pass"
    zone.say(f"_dmarc.{MAPLE}", "TXT", "v=DMARC1; p=quarantine; adkim=s")
    assert brought(world, signer.sign(raw()), by=STRANGE).reason == "pretends"


def test_who_pretends_to_be_a_customer_is_set_aside_unless_the_mailbox_lets_it_in(world: World, zone: Zone) -> None:
    forged = brought(world, raw(), by=STRANGE)
    assert (forged.outcome, forged.reason, forged.dmarc_policy) == ("aside", "pretends", "reject")
    world.mailbox.change(sets_pretenders_aside=False, by=world.ana)
    let_in = brought(world, raw(), by=STRANGE)
    assert (let_in.outcome, let_in.message.doubt) == ("filed", "forged")
    assert any("may be forged" in each for each in let_in.message.seals_in_words)


def test_a_pretender_whom_one_of_us_takes_up_is_filed_and_marked(world: World, zone: Zone, settle: Any) -> None:
    forged = brought(world, raw(), by=STRANGE)
    forged.try_again(by=world.ana)
    settle()
    forged.refresh_from_db()
    assert (forged.outcome, forged.message.doubt) == ("filed", "forged")


def test_a_stranger_whom_nothing_proves_is_filed_and_marked(world: World, zone: Zone) -> None:
    zone.say("nowhere.example", "TXT", f"v=spf1 ip4:{THEIRS} -all")
    arrival = brought(world, raw(from_="Una <una@nowhere.example>"), by=STRANGE, sender="una@nowhere.example")
    assert (*found(arrival), arrival.outcome) == ("fail", "", "none", "filed")
    assert arrival.message.doubt == "unproven"


def test_a_dns_that_does_not_answer_holds_no_mail_up(world: World, zone: Zone, maple: Signer) -> None:
    zone.silent = {MAPLE, f"_dmarc.{MAPLE}", f"k._domainkey.{MAPLE}"}
    arrival = brought(world, maple.sign(raw()), by=STRANGE)
    assert (*found(arrival), arrival.outcome) == ("unknown", "unknown", "unknown", "filed")
    assert "did not answer" in arrival.trust_words
    assert not arrival.message.doubt


def test_a_server_at_home_only_passes_on_so_nobody_is_asked_about_it(world: World, zone: Zone) -> None:
    arrival = brought(world, raw(), by="127.0.0.1")
    assert (*found(arrival), arrival.outcome) == ("", "", "", "filed")
    assert not zone.asked


TOLD = (
    "mx.provider.example; spf={spf} smtp.mailfrom=priya@mapledental.example;"
    " dmarc={dmarc} (p=REJECT) header.from=mapledental.example"
)


def told(name: str = "mx.provider.example", **said: str) -> bytes:
    words = TOLD.format(**{"spf": "pass", "dmarc": "pass"} | said).replace("mx.provider.example", name, 1)
    return f"Authentication-Results: {words}\r\n".encode()


@pytest.fixture
def provider(world: World) -> Mailbox:
    world.mailbox.change(authserv_id="mx.provider.example", by=world.ana)
    return world.mailbox


def test_what_the_server_of_the_mailbox_found_is_believed(world: World, provider: Mailbox, zone: Zone) -> None:
    good = arrived(provider, told() + raw())
    assert found(good) == ("pass", "", "pass")
    bad = arrived(provider, told(spf="fail", dmarc="fail") + told() + raw())
    assert (*found(bad), bad.reason) == ("fail", "", "fail", "pretends")


@pytest.mark.parametrize("name", ["mx.mallory.example", "(mx.provider.example) mx.mallory.example", ""])
def test_what_a_sender_wrote_of_himself_is_not_believed(world: World, provider: Mailbox, zone: Zone, name: str) -> None:
    assert found(brought(world, told(name) + raw(), by=STRANGE)) == ("fail", "", "fail")
    world.mailbox.change(authserv_id="", by=world.ana)
    assert found(arrived(world.mailbox, told(name) + raw())) == ("", "", "")


def test_the_page_of_a_mail_tells_what_was_found(world: World, zone: Zone, client: Client) -> None:
    forged = brought(world, raw(), by=STRANGE)
    client.force_login(world.dana)
    page = client.get(f"/mail/arrivals/{forged.pk}/").content.decode()
    assert "9.9.9.9 may not send for mapledental.example." in page
    assert "Nothing proves that it comes from mapledental.example." in page
