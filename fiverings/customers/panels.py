"""What customers show in the frame and in search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import slots
from fiverings.core.frame import rail

from .models import Account, Contact, number_in

FOUND_AT_MOST = 8
STRANGERS_AT_MOST = 5


@rail(order=30, label=_("Accounts"), icon="accounts")
def accounts() -> str:
    """The list of accounts."""
    return "accounts"


@slots.act("new-account", label=_("New account"), icon="plus", right="customers.edit")
def new_account() -> str:
    """Where an account is opened."""
    return reverse("account-opening")


@slots.act("who-is-this", label=_("Who is this?"), icon="people", right="customers.settle")
def who_is_this() -> str:
    """Where those who appeared by themselves wait."""
    return reverse("who-is-this")


@slots.home(order=40)
def strangers(request: Any) -> slots.Panel | None:
    """Those who wrote to us and belong to nobody we know, the latest first; nothing where nobody asks."""
    person = request.person
    if not person.may("customers.settle"):
        return None
    asked = Account.objects.visible_to(person).provisional().prefetch_related("contacts__addresses")
    rows = [_stranger(account) for account in asked.order_by("-id")[:STRANGERS_AT_MOST]]
    context = {"strangers": rows, "zone": person.zone}
    return slots.Panel(_("Who is this?"), "customers/_who_is_this.html", context) if rows else None


@slots.panel("people.profile", order=15)
def accounts_of_a_colleague(request: Any, person: Any) -> slots.Panel | None:
    """The accounts whose voice a colleague is, or for whom they stand in, of those that the reader may see."""
    seen = Account.objects.visible_to(request.person).of(person)
    found = list(seen.in_order()[:FOUND_AT_MOST])
    may_entrust = request.person.may("customers.entrust")
    context = {"person": person, "accounts": found, "may_entrust": may_entrust}
    return slots.Panel(_("Looks after"), "customers/_voice_of.html", context, count=seen.count()) if found else None


def _stranger(account: Account) -> dict[str, Any]:
    contact = account.contacts.all()[0]
    mail = next((each.address for each in contact.addresses.all()), "")
    name = contact.name if contact.name != mail else ""
    return {"name": name, "mail": mail, "href": f"{reverse('who-is-this')}#who-{contact.pk}"}


@slots.finding(order=10, label=_("Accounts"))
def accounts_found(person: Any, words: str) -> Iterator[slots.Found]:
    """Accounts by a piece of their name, or by one of their numbers."""
    seen = Account.objects.visible_to(person).known().select_related("primary_advocate")
    number = number_in(words)
    found = seen.with_number(number) if number else seen.named(words)
    for account in found.in_order()[:FOUND_AT_MOST]:
        voice = account.primary_advocate
        yield slots.Found(account.name, str(voice or ""), reverse("account", args=[account.pk]), "accounts")


@slots.finding(order=20, label=_("Contacts"))
def contacts_found(person: Any, words: str) -> Iterator[slots.Found]:
    """Contacts by a piece of their name, the beginning of an address, or a number."""
    seen = Contact.objects.visible_to(person).present().select_related("account")
    found = seen.matching(words)
    for contact in found.in_order()[:FOUND_AT_MOST]:
        yield slots.Found(contact.name, contact.account.name, reverse("contact", args=[contact.pk]), "people")
