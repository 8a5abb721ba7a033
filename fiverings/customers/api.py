"""Accounts and contacts for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema

from fiverings.core.doors import door

from .models import Account, Contact

router = Router(tags=["customers"])

ROWS_AT_MOST = 200


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


class AccountsPage(Schema):
    """Some accounts in the order of their ids; `after` of the next page, if there is one."""

    accounts: list[AccountOut]
    after: int | None


class ContactsPage(Schema):
    """Some contacts in the order of their ids; `after` of the next page, if there is one."""

    contacts: list[ContactOut]
    after: int | None


@router.get("/accounts", response=AccountsPage)
@door(scope="customers:read")
def accounts(request: HttpRequest, after: int = 0, limit: int = 50) -> dict[str, Any]:
    """Accounts that the key's person may see."""
    seen = Account.objects.visible_to(request.person)  # type: ignore[attr-defined]
    rows, then = _page(seen, after, limit)
    return {"accounts": rows, "after": then}


@router.get("/accounts/{account}", response=AccountOut)
@door(scope="customers:read")
def account(request: HttpRequest, account: int) -> Account:
    """One account."""
    return get_object_or_404(Account.objects.visible_to(request.person), pk=account)  # type: ignore[attr-defined]


@router.get("/contacts", response=ContactsPage)
@door(scope="customers:read")
def contacts(request: HttpRequest, account: int | None = None, after: int = 0, limit: int = 50) -> dict[str, Any]:
    """Contacts that the key's person may see, of one account or of all."""
    seen = _contacts(request)
    rows, then = _page(seen if account is None else seen.filter(account=account), after, limit)
    return {"contacts": rows, "after": then}


@router.get("/contacts/{contact}", response=ContactOut)
@door(scope="customers:read")
def contact(request: HttpRequest, contact: int) -> Contact:
    """One contact."""
    return get_object_or_404(_contacts(request), pk=contact)


def _contacts(request: HttpRequest) -> QuerySet[Contact]:
    ways: list[str | Prefetch[Any]] = ["addresses", "numbers"]
    return Contact.objects.visible_to(request.person).present().prefetch_related(*ways)  # type: ignore[attr-defined]


def _page(records: QuerySet[Any], after: int, limit: int) -> tuple[list[Any], int | None]:
    size = max(1, min(limit, ROWS_AT_MOST))
    rows = list(records.filter(id__gt=after).order_by("id")[: size + 1])
    return rows[:size], rows[size - 1].pk if len(rows) > size else None
