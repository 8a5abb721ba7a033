"""What a mail invites to stands beside its words, and is never changed by whoever reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from fiverings.cases.models import Case
from fiverings.channels.gateways.mail.parsing import ParsedMail
from fiverings.conversations.models import Message
from tests.world import World

from .mails import arrived

Settle = Callable[..., None]

OF_OUTLOOK = """BEGIN:VCALENDAR
METHOD:{method}
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Eastern Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:1@mapledental.example
ORGANIZER;CN=Priya:mailto:priya@mapledental.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:support@northbell.example
DTSTART;TZID=Eastern Standard Time:20260505T090000
DTEND;TZID=Eastern Standard Time:20260505T100000
SUMMARY:{title}
LOCATION:12 Main Street\\, Toronto
{more}END:VEVENT
END:VCALENDAR
"""
EAST = ";TZID=Eastern Standard Time"


def invited(calendar: str, *, words: str = "Please come.") -> ParsedMail:
    return ParsedMail.read(mail(calendar, words=words))


def mail(calendar: str, *, words: str = "Please come.") -> bytes:
    text = f"--b\nContent-Type: text/plain\n\n{words}\n" if words else ""
    return (
        "From: Priya <priya@mapledental.example>\nTo: support@northbell.example\nSubject: Visit\n"
        "Message-ID: <visit@mapledental.example>\nMIME-Version: 1.0\n"
        f"Content-Type: multipart/alternative; boundary=b\n\n{text}"
        f"--b\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\n\n{calendar}\n--b--\n"
    ).encode()


def outlook(method: str = "REQUEST", title: str = "See the PRI", more: str = "") -> str:
    return OF_OUTLOOK.format(method=method, title=title, more=more)


def test_an_invitation_says_what_when_where_and_who_asks() -> None:
    assert invited(outlook()).invitation == {
        "sort": "request",
        "title": "See the PRI",
        "begins": "2026-05-05T09:00:00-04:00",
        "ends": "2026-05-05T10:00:00-04:00",
        "all_day": False,
        "place": "12 Main Street, Toronto",
        "organiser": "priya@mapledental.example",
        "answer": "",
        "repeats": "",
    }


@pytest.mark.parametrize(
    ("calendar", "said"),
    [
        (outlook("CANCEL"), {"sort": "cancel"}),
        (outlook(more="STATUS:CANCELLED\n"), {"sort": "cancel"}),
        (outlook("REPLY"), {"sort": "reply", "answer": "accepted"}),
        (outlook("JUMP"), {"sort": "publish"}),
        (outlook(more="RRULE:FREQ=WEEKLY\n"), {"repeats": "weekly"}),
        (outlook(title="Pay\u202egnp.exe\x07now"), {"title": "Pay gnp.exe now"}),
        (outlook().replace(f"DTEND{EAST}:20260505T100000", "DURATION:PT30M"), {"ends": "2026-05-05T09:30:00-04:00"}),
        (outlook().replace(EAST, ""), {"begins": "2026-05-05T09:00:00"}),
        (
            outlook().replace(f"{EAST}:20260505T090000", ";VALUE=DATE:20260505"),
            {"begins": "2026-05-05", "all_day": True},
        ),
    ],
)
def test_what_else_calendars_say_is_understood(calendar: str, said: dict[str, Any]) -> None:
    found = invited(calendar).invitation
    assert found is not None
    assert {key: found[key] for key in said} == said


@pytest.mark.parametrize(
    "calendar",
    [
        "BEGIN:VCALENDAR",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:yesterday\n",
        "BEGIN:VCALENDAR\nEND:VCALENDAR",
        "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n" * 10_000 + "END:VCALENDAR",
        "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 5_000,
        "",
    ],
)
def test_a_calendar_that_cannot_be_read_stays_a_file(calendar: str) -> None:
    read = invited(calendar)
    assert read.invitation is None
    assert read.text == "Please come."


def test_an_invitation_without_words_is_an_event_all_the_same() -> None:
    read = invited(outlook(), words="")
    assert read.invitation and read.attachments[0].content_type == "text/calendar"


def test_the_story_shows_the_event_on_the_readers_clock(world: World, client: Client, settle: Settle) -> None:
    arrived(world.mailbox, mail(outlook()))
    settle()
    client.force_login(world.ana)
    page = client.get(f"/cases/{Case.objects.get().number}/").content.decode()
    event = page.split('<div class="event">')[1].split("</div>")[0]
    assert "Invitation: <bdi>See the PRI</bdi>" in event and "12 Main Street, Toronto" in event
    assert "Tue 5 May, 09:00 Toronto" in event and ">10:00<" in event


def test_what_was_invited_to_is_never_changed(world: World) -> None:
    message = arrived(world.mailbox, mail(outlook())).message
    for change in ({"title": "Something else"}, None):
        with pytest.raises(DatabaseError), transaction.atomic():
            Message.objects.filter(pk=message.pk).update(invitation=change)
