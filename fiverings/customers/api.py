"""Accounts and contacts for programs."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from fiverings.core.doors import door
from fiverings.core.paging import Paged, Paging

from .models import Account, Contact

router = Router(tags=["customers"])


class AccountOut(Schema):
    """An account as programs see it; what is not listed here is not told."""

    id: int
    name: str
    state: str
    zone: str
    language: str
    impact_weight: int
    since: date | None
    primary_advocate: int | None = Field(None, alias="primary_advocate_id")
    backup_advocate: int | None = Field(None, alias="backup_advocate_id")


class ContactOut(Schema):
    """A contact as programs see it."""

    id: int
    account: int = Field(alias="account_id")
    name: str
    position: str
    language: str
    prefers: str
    addresses: list[str]
    numbers: list[str]

    @staticmethod
    def resolve_addresses(contact: Contact) -> list[str]:
        return [each.address for each in contact.addresses.all()]

    @staticmethod
    def resolve_numbers(contact: Contact) -> list[str]:
        return [each.number for each in contact.numbers.all()]


class AccountsPage(Paged):
    """Some accounts, in the order in which they came to us."""

    accounts: list[AccountOut]


class ContactsPage(Paged):
    """Some contacts, in the order in which they came to us."""

    contacts: list[ContactOut]


@router.get("/accounts", response=AccountsPage, summary="List accounts, a page at a time")
@door(scope="customers:read")
def accounts(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Accounts that you may see; what is money or stance is not told here."""
    return paging.page("accounts", Account.objects.visible_to(request.person))  # type: ignore[attr-defined]


@router.get("/accounts/{account}", response=AccountOut, summary="Read one account")
@door(scope="customers:read")
def account(request: HttpRequest, account: int) -> Account:
    """One account."""
    return get_object_or_404(Account.objects.visible_to(request.person), pk=account)  # type: ignore[attr-defined]


@router.get("/contacts", response=ContactsPage, summary="List contacts, a page at a time")
@door(scope="customers:read")
def contacts(request: HttpRequest, paging: Query[Paging], account: int | None = None) -> dict[str, Any]:
    """Contacts that you may see, of one account or of all; those found to be somebody else are left out."""
    seen = _contacts(request)
    return paging.page("contacts", seen if account is None else seen.filter(account=account))


@router.get("/contacts/{contact}", response=ContactOut, summary="Read one contact")
@door(scope="customers:read")
def contact(request: HttpRequest, contact: int) -> Contact:
    """One contact."""
    return get_object_or_404(_contacts(request), pk=contact)


def _contacts(request: HttpRequest) -> QuerySet[Contact]:
    ways: list[str | Prefetch[Any]] = ["addresses", "numbers"]
    return Contact.objects.visible_to(request.person).present().prefetch_related(*ways)  # type: ignore[attr-defined]
