"""Serving: which team of ours serves a contact, under whose name they come in."""

from __future__ import annotations

from fiverings.customers.models import Contact
from fiverings.people.models import Team


def team_of(contact: Contact) -> Team | None:
    """The team of the first of their advocates who is in one."""
    teams = (person.team() for person in contact.account.advocates())
    return next((team for team in teams if team), None)
