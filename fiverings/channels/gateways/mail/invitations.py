"""Invitations (RFC 5545 and RFC 5546): what somebody asks us to, changes, answers or calls off, and for when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Component

from .attachments import Attached
from .seals import clean

LARGEST = 256 * 1024
"""An event with a few hundred guests is smaller; of what is larger only the file is kept."""
SORTS = ("request", "cancel", "reply", "counter", "declinecounter", "add", "refresh", "publish")
ANSWERS = ("accepted", "declined", "tentative", "delegated")
EVENT = re.compile(rb"^BEGIN:VEVENT[ \t]*\r?$", re.I | re.M)


def found(files: Iterable[Attached]) -> dict[str, Any] | None:
    """The first event among the files of a mail, as JSON; None where there is none that can be read."""
    for file in files:
        is_calendar = file.content_type in ("text/calendar", "application/ics") or file.name.lower().endswith(".ics")
        if is_calendar and len(file.content) <= LARGEST and EVENT.search(file.content):
            try:
                return _event(Calendar.from_ical(file.content))
            except Exception:  # whatever it is, it stays a file
                continue
    return None


def _event(calendar: Component) -> dict[str, Any] | None:
    events = calendar.walk("VEVENT")
    event = next((each for each in events if "RECURRENCE-ID" not in each), next(iter(events), None))
    if event is None:
        return None
    sort = clean(calendar.get("METHOD", "PUBLISH")).lower()
    called_off = clean(event.get("STATUS", "")).lower() == "cancelled"
    begins, ends = _times(event)
    return {
        "sort": "cancel" if called_off else sort if sort in SORTS else "publish",
        "title": clean(event.get("SUMMARY", "")),
        "begins": begins.isoformat() if begins else "",
        "ends": ends.isoformat() if ends else "",
        "all_day": begins is not None and not isinstance(begins, datetime),
        "place": clean(event.get("LOCATION", "")),
        "organiser": _address(event.get("ORGANIZER", "")),
        "answer": _answer(event) if sort == "reply" else "",
        "repeats": clean((event.get("RRULE") or {}).get("FREQ", [""])[0]).lower(),
    }


def _times(event: Component) -> tuple[date | None, date | None]:
    """From when to when; a day as a day, a time without a zone as it was written."""
    begins = event.get("DTSTART").dt if event.get("DTSTART") else None
    ends = event.get("DTEND").dt if event.get("DTEND") else None
    lasts = event.get("DURATION").dt if event.get("DURATION") else None
    if begins is not None and ends is None and isinstance(lasts, timedelta):
        ends = begins + lasts
    return begins, ends


def _answer(event: Component) -> str:
    attendees = event.get("ATTENDEE", [])
    first = attendees[0] if isinstance(attendees, list) and attendees else attendees
    said = clean(getattr(first, "params", {}).get("PARTSTAT", "")).lower()
    return said if said in ANSWERS else ""


def _address(said: object) -> str:
    return re.sub(r"^mailto:", "", clean(said), flags=re.I)
