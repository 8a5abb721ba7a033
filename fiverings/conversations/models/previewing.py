"""Previewing: how prepared words would read to one customer, as HTML and plain, before anybody takes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fiverings.core.formatting import plain
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from .filling import NothingKnown, about_us, first_name
from .formatting import shown
from .template import Template


@dataclass(frozen=True)
class Preview:
    """A mail as it would read: its words, what stands below them, and what is missing."""

    words: str
    below: str
    missing: str = ""

    @classmethod
    def of(cls, template: Template, *, contact: Contact | None, by: Person) -> Preview:
        """For a contact, or for an example; what hangs on a case is an example always."""
        ours = about_us(by, by.team())
        if template.kind == Template.Kind.SIGNATURE:
            return cls("", template.signed(ours))
        below = Template.objects.signature_of(by, language=template.language)
        try:
            return cls(template.filled(example() | _about(contact) | ours), below)
        except NothingKnown as unknown:
            return cls(template.text, below, str(unknown))

    @property
    def html(self) -> SafeString:
        return shown(self.words)

    @property
    def html_below(self) -> SafeString:
        return shown(self.below)

    @property
    def plain(self) -> str:
        """As it is read where there is no HTML."""
        words, below = plain(self.words), plain(self.below)
        return "\n\n".join(filter(None, (words, f"-- \n{below}" if below else "")))


def example() -> dict[str, str]:
    """Somebody and something, so that one sees how it reads."""
    return {
        "customer.first_name": "Priya",
        "customer.name": "Priya Shah",
        "account.name": "Maple Dental",
        "case.number": "FR-1042",
        "promise.what": _("a call back"),
        "promise.time": "11:00",
    }


def _about(contact: Contact | None) -> dict[str, Any]:
    if contact is None:
        return {}
    name = "" if "@" in contact.name else contact.name
    account = str(contact.account)
    return {"customer.first_name": first_name(contact.name), "customer.name": name, "account.name": account}
