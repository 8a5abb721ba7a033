"""Who is this? Those who appeared by themselves, each with one act that says to whom they belong."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import door, show
from fiverings.core.problems import Refused

from ..forms import AdoptionForm, SettlementForm
from ..models import Account, Contact, Settlement
from .lists import Page


@door()
def strangers(request: HttpRequest) -> HttpResponse:
    """Everybody about whom we ask: who is this?"""
    person = request.person  # type: ignore[attr-defined]
    asked = Account.objects.visible_to(person).provisional().prefetch_related("contacts__addresses")
    page = Page.of(asked, request)
    rows = [_row(account, person) for account in page.rows]
    return show(request, "customers/who_is_this.html", fragment="list", rows=rows, page=page)


def _row(account: Account, person: Any, **forms: Any) -> dict[str, Any]:
    contact = account.contacts.all()[0]
    addresses = contact.addresses.all()
    likely = Account.objects.visible_to(person).likely_for(addresses[0].address) if addresses else []
    return {"account": account, "contact": contact, "addresses": addresses, "likely": likely, **forms}


@require_POST
@door(right="customers.settle")
def adoption(request: HttpRequest, contact: int) -> HttpResponse:
    """Join somebody to the account they belong to."""
    person = request.person  # type: ignore[attr-defined]
    found = get_object_or_404(Contact.objects.visible_to(person).select_related("account"), pk=contact)
    form = AdoptionForm(request.POST, person=person)
    if not form.is_valid():
        rows = [_row(found.account, person, form=form)]
        return show(request, "customers/who_is_this.html", fragment="list", rows=rows, form=form)
    try:
        settlement = form.cleaned_data["account"].adopt(found, by=person)
    except Refused as refused:
        toasts.error(request, str(refused))
    else:
        _offer_undo(
            request, settlement, _("{contact} belongs to {account} now.").format(contact=found, account=settlement)
        )
    return redirect("who-is-this")


@require_POST
@door(right="customers.settle")
def settlement(request: HttpRequest, account: int) -> HttpResponse:
    """Make somebody who appeared an account of their own."""
    person = request.person  # type: ignore[attr-defined]
    found = get_object_or_404(Account.objects.visible_to(person), pk=account)
    form = SettlementForm(request.POST)
    if not form.is_valid():
        return show(request, "customers/who_is_this.html", fragment="list", rows=[_row(found, person)], form=form)
    advocate = person if person.has_role("advocate") else None
    try:
        settled = found.settle(by=person, advocate=advocate, **form.cleaned_data)
    except Refused as refused:
        toasts.error(request, str(refused))
    else:
        _offer_undo(request, settled, _("{account} is an account of its own now.").format(account=found))
    return redirect("who-is-this")


@require_POST
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
