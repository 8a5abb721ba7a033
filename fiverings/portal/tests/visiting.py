"""A contact who is signed in."""

from __future__ import annotations

from django.test import Client

from fiverings.customers.models import Contact
from fiverings.portal.middleware import COOKIE
from fiverings.portal.models import PortalSession


def visitor(contact: Contact) -> Client:
    """Their browser."""
    _session, token = PortalSession.begin(contact)
    client = Client()
    client.cookies[COOKIE] = token
    return client


def everything_shown_to(contact: Contact, *numbers: str) -> str:
    """Every page and the record that the portal has for them, and their pages of these cases."""
    client = visitor(contact)
    paths = ["/portal/", "/portal/needs/new/", "/portal/record.json", *(f"/portal/needs/{each}/" for each in numbers)]
    return "\n".join(client.get(path).content.decode() for path in paths)
