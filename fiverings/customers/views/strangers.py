"""Who is this? Those who appeared by themselves, each with one act that says to whom they belong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fiverings.core import slots
from fiverings.core.doors import door, show
from fiverings.core.problems import Refused

from ..forms import AdoptionForm, SettlementForm
from ..models import Account, Contact, Settlement
from .lists import Page


def answers_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A GET never acts: who reloads the address of an answer is led back to the questions."""

    @wraps(view)
    def answered(request: HttpRequest, *arguments: Any, **more: Any) -> HttpResponse:
        return view(request, *arguments, **more) if request.method == "POST" else redirect("who-is-this")

    return answered


@door()
def strangers(request: HttpRequest) -> HttpResponse:
    """Everybody about whom we ask: who is this?"""
    return _ask(request)


def _ask(request: HttpRequest, unanswered: Account | None = None, **forms: Any) -> HttpResponse:
    """The whole list; the forms with their errors stand beside the one whom the refused answer was about."""
    person = request.person  # type: ignore[attr-defined]
    asked = Account.objects.visible_to(person).provisional().prefetch_related("contacts__addresses")
    page = Page.of(asked, request)
    accounts = page.rows
    if unanswered is not None and unanswered.is_provisional and unanswered not in accounts:
        accounts = [unanswered, *accounts]
    rows = [_row(request, account, **(forms if account == unanswered else {})) for account in accounts]
    older = page.older and reverse("who-is-this") + page.older
    return show(request, "customers/who_is_this.html", fragment="list", rows=rows, older=older, **forms)


def _row(request: HttpRequest, account: Account, **forms: Any) -> dict[str, Any]:
    contact, person = account.contacts.all()[0], request.person  # type: ignore[attr-defined]
    addresses = contact.addresses.all()
    return {
        "account": account,
        "contact": contact,
        "addresses": addresses,
        "likely": Account.objects.visible_to(person).likely_for(addresses[0].address) if addresses else [],
        "panels": slots.panels(slots.panel, "customers.stranger", request, contact),
        **forms,
    }


@answers_only
@door(right="customers.settle")
def adoption(request: HttpRequest, contact: int) -> HttpResponse:
    """Join somebody to the account they belong to."""
    person = request.person  # type: ignore[attr-defined]
    found = get_object_or_404(Contact.objects.visible_to(person).select_related("account"), pk=contact)
    form = AdoptionForm(request.POST, person=person)
    if not form.is_valid():
        return _ask(request, found.account, joining=form)
    try:
        settlement = form.cleaned_data["account"].adopt(found, by=person)
    except Refused as refused:
        toasts.error(request, str(refused))
    else:
        _offer_undo(
            request, settlement, _("{contact} belongs to {account} now.").format(contact=found, account=settlement)
        )
    return redirect("who-is-this")


@answers_only
@door(right="customers.settle")
def settlement(request: HttpRequest, account: int) -> HttpResponse:
    """Make somebody who appeared an account of their own."""
    person = request.person  # type: ignore[attr-defined]
    found = get_object_or_404(Account.objects.visible_to(person), pk=account)
    form = SettlementForm(request.POST)
    if not form.is_valid():
        return _ask(request, found, opening=form)
    advocate = person if person.has_role("advocate") else None
    try:
        settled = found.settle(by=person, advocate=advocate, **form.cleaned_data)
    except Refused as refused:
        toasts.error(request, str(refused))
    else:
        _offer_undo(request, settled, _("{account} is an account of its own now.").format(account=found))
    return redirect("who-is-this")


@answers_only
@door(right="customers.settle")
def unsettling(request: HttpRequest, settlement: int) -> HttpResponse:
    """Take an answer back: who is this, after all?"""
    visible = Settlement.objects.visible_to(request.person)  # type: ignore[attr-defined]
    try:
        get_object_or_404(visible, pk=settlement).undo(by=request.person)  # type: ignore[attr-defined]
    except Refused as refused:
        toasts.error(request, str(refused))
    return redirect("who-is-this")


def _offer_undo(request: HttpRequest, settlement: Settlement, words: str) -> None:
    toasts.success(request, words, extra_tags=reverse("settlement-undoing", args=[settlement.pk]))
