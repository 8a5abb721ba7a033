"""Accounts and contacts for programs."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.core.paging import Paged, Paging
from fiverings.people.models import Person

from .models import Account, Contact, Entrustment

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


class EntrustmentOut(Schema):
    """An account was given its advocate and who stands in, and whom it had before."""

    id: int
    account: int = Field(alias="account_id")
    primary: int | None = Field(None, alias="primary_id")
    backup: int | None = Field(None, alias="backup_id")
    primary_before: int | None = Field(None, alias="primary_before_id")
    backup_before: int | None = Field(None, alias="backup_before_id")
    reason: str
    at: datetime
    undone_at: datetime | None


class EntrustmentsOut(Schema):
    """Each account of a colleague, as it was given away."""

    entrustments: list[EntrustmentOut]


class Reasoned(Schema):
    """What is only done for a reason, which only we read."""

    reason: Annotated[str, Field(min_length=1, max_length=400)]


class NewAdvocates(Reasoned):
    """Who is the voice of an account, who stands in, and why."""

    to: int | None = Field(None, description="The id of an advocate; null names nobody.")
    backup: int | None = Field(None, description="The id of another advocate.")


class NewVoice(Reasoned):
    """Who is the voice of all accounts of a colleague from now on, and why."""

    to: int | None = Field(None, description="The id of an advocate; null for who stands in for each.")


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
    return find(request, Account.objects.visible_to(request.person), pk=account)  # type: ignore[attr-defined]


@router.post("/accounts/{account}/advocates", response={201: EntrustmentOut}, summary="Give an account other advocates")
@door(scope="customers:write", right="customers.entrust")
def entrust(request: HttpRequest, account: int, given: NewAdvocates) -> Status:
    """Those with an open case read who looks after them; cases stay with whoever owns them."""
    seen = Account.objects.visible_to(request.person).select_related("primary_advocate", "backup_advocate")  # type: ignore[attr-defined]
    found = find(request, seen, pk=account)
    named = {"to": _advocate(request, given.to), "backup": _advocate(request, given.backup)}
    return Status(201, found.entrust(**named, reason=given.reason, by=request.person))  # type: ignore[attr-defined]


@router.post(
    "/people/{person}/accounts", response={201: EntrustmentsOut}, summary="Give all of a colleague's accounts away"
)
@door(scope="customers:write", right="customers.entrust")
def entrust_all(request: HttpRequest, person: int, given: NewVoice) -> Status:
    """Of those that you work for."""
    of = find(request, Person.objects.visible_to(request.person).staff(), pk=person)  # type: ignore[attr-defined]
    told = {"to": _advocate(request, given.to), "reason": given.reason, "by": request.person}  # type: ignore[attr-defined]
    return Status(201, {"entrustments": Account.entrust_all(of, **told)})


@router.post("/entrustments/{entrustment}/undo", response={201: EntrustmentOut}, summary="Take back who was named")
@door(scope="customers:write", right="customers.entrust")
def undo_entrustment(request: HttpRequest, entrustment: int) -> Status:
    """The account has the advocates again that it had."""
    seen = Entrustment.objects.visible_to(request.person).select_related("account", "primary_before", "backup_before")  # type: ignore[attr-defined]
    return Status(201, find(request, seen, pk=entrustment).undo(by=request.person))  # type: ignore[attr-defined]


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
    return find(request, _contacts(request), pk=contact)


def _contacts(request: HttpRequest) -> QuerySet[Contact]:
    ways: list[str | Prefetch[Any]] = ["addresses", "numbers"]
    return Contact.objects.visible_to(request.person).present().prefetch_related(*ways)  # type: ignore[attr-defined]


def _advocate(request: HttpRequest, id_: int | None) -> Person | None:
    found: Any = Person.objects.visible_to(request.person).active()  # type: ignore[attr-defined]
    return None if id_ is None else find(request, found, pk=id_)
