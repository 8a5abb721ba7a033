"""Reaching: by which channel, and at which number or address, a promise will reach a contact."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from fiverings.core.problems import Refused
from fiverings.customers.models import Contact

from .kind import SPOKEN_FIRST, Channel, Kind


class Unreachable(Refused):
    """We know no number or address at which the promise could reach them."""


def way_to(contact: Contact, kind: str, wanted: str = "", *, number: str = "") -> dict[str, str]:
    """The channel and the number or address, theirs or the one they named; who has none is written to. Unreachable."""
    if wanted == Channel.ON_SITE or (kind == Kind.VISIT and not wanted):
        return {"channel": Channel.ON_SITE, "address": ""}
    ways = {Channel.PHONE: number or contact.numbers.first(), Channel.MAIL: contact.addresses.first()}
    speaks_first = kind in SPOKEN_FIRST or contact.prefers == Contact.Way.PHONE
    order = [Channel(wanted)] if wanted else sorted(ways, key=lambda way: (way == Channel.PHONE) != speaks_first)
    for channel in order:
        if ways[channel] is not None:
            return {"channel": channel, "address": _spoken(str(ways[channel]), channel)}
    raise Unreachable(_("We know no number or address of {contact} for this.").format(contact=contact))


def in_writing_from(contact: Contact, *, due_at: datetime | None, at: datetime) -> datetime | None:
    """When what was said may stand in their mailbox: after their quiet hours, unless it is due before those end."""
    ends_at = contact.in_peace_until(at)
    return ends_at if ends_at and (due_at is None or ends_at < due_at) else None


def _spoken(address: str, channel: str) -> str:
    """A number in groups, as it is read aloud; an address as it is."""
    return address.replace("-", " ") if channel == Channel.PHONE else address
