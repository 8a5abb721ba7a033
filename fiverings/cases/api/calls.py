"""Calls about a case, and waiting for its customer."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from fiverings.conversations.models import Call
from fiverings.core.doors import door
from fiverings.core.noting import find, noted
from fiverings.core.problems import Problem
from fiverings.customers.models import Contact
from fiverings.promises.models import Promise

from .finding import as_it_is_now, me, seen, the_case
from .shapes import CaseOut, Said, Words

router = Router()

Direction = Literal[tuple(Call.Direction.values)]  # type: ignore[valid-type]


class NewCall(Schema):
    """A call that ended: with whom, who called, whether they talked, and what about."""

    contact: int | None = Field(None, description="With whom; else the contact of the case.")
    direction: Direction = Call.Direction.OUT.value  # type: ignore[valid-type]
    talked: bool
    words: Words = Field("", description="What was said.")
    number: str = Field("", max_length=40, description="From which number they called, as +14165550142.")
    keeps: list[int] = Field([], max_length=50, description="The ids of the promises that it keeps.")


class Question(Schema):
    """What we must know from them."""

    words: Words


@router.post("/cases/{number}/calls", response={201: Said}, summary="Log a call")
@door(scope="cases:write", right="cases.reply")
def log_call(request: HttpRequest, number: str, given: NewCall) -> Status:
    """Talk keeps the promises named; a call of ours that nobody answers is an attempt, and keeps nothing."""
    found = the_case(request, number)
    contacts = seen(Contact, request).filter(account=found.account_id)
    contact = find(request, contacts, pk=given.contact) if given.contact is not None else None
    told: dict[str, Any] = given.dict(exclude={"contact", "keeps"})
    keeps = _kept(request, given.keeps)
    return Status(201, found.log_call(**told, contact=contact, keeps=keeps, by=me(request)))


def _kept(request: HttpRequest, ids: list[int]) -> list[Promise]:
    """The promises named; 422 where one of them is none that whoever logs the call sees."""
    found = {each.pk: noted(request, each) for each in seen(Promise, request).filter(pk__in=ids)}
    for each in ids:
        if each not in found:
            raise Problem(422, _("`keeps` names {id}, which is no promise that you see.").format(id=each))
    return list(found.values())


@router.post("/cases/{number}/calls/dropped", response={201: Said}, summary="Say that the call was lost")
@door(scope="cases:write", right="cases.open")
def drop_call(request: HttpRequest, number: str) -> Status:
    """Before anything was promised: its owner calls them again within two minutes, and owes that."""
    return Status(201, the_case(request, number).drop_call(by=me(request)))


@router.post("/cases/{number}/question", response={201: Said}, summary="Ask the customer, and wait for them")
@door(scope="cases:write", right="cases.reply")
def ask_customer(request: HttpRequest, number: str, given: Question) -> Status:
    """Once the question is told we wait for them, but never for somebody who waits for us."""
    return Status(201, the_case(request, number).ask_customer(given.words, by=me(request)))


@router.post("/cases/{number}/waiting/end", response={201: CaseOut}, summary="Wait no longer")
@door(scope="cases:write", right="cases.reply")
def end_waiting(request: HttpRequest, number: str) -> Status:
    """We are on it, whatever they answer."""
    found = the_case(request, number)
    found.end_waiting(by=me(request))
    return Status(201, as_it_is_now(found))
