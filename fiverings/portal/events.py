"""What can happen at the customer's front door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.customers.models import Contact

    from .models import PortalSession


@dataclass(frozen=True)
class PortalEntered(Event):
    """A contact signed in to the portal."""

    contact: Contact
    session: PortalSession
    sentence = _("{contact} signed in to the portal")


@dataclass(frozen=True)
class PortalLeft(Event):
    """A contact signed out of the portal."""

    contact: Contact
    session: PortalSession
    sentence = _("{contact} signed out of the portal")
