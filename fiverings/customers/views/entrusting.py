"""Accounts are given another advocate: one, or all of a colleague's at once."""

from __future__ import annotations

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fiverings.core.doors import attempt, door, press, show
from fiverings.people.models import Person

from ..forms import AdvocatesForm, AllOfThemForm
from ..models import Account, Entrustment
from .accounts import visible


@door(right="customers.entrust")
def advocates(request: HttpRequest, account: int) -> HttpResponse:
    """Name the voice of an account, who stands in, and why; what was named last may be taken back."""
    found, person = visible(request, account), request.person  # type: ignore[attr-defined]
    named = {"to": found.primary_advocate, "backup": found.backup_advocate}
    form = AdvocatesForm(request.POST or None, person=person, initial=named)
    made: list[Entrustment] = []
    if attempt(form, lambda **given: made.append(found.entrust(**given)), by=person):
        undo = reverse("entrustment-undoing", args=[made[0].pk])
        toasts.success(request, _("{account} knows its advocates.").format(account=found), extra_tags=undo)
        return redirect("account", found.pk)
    seen = Entrustment.objects.visible_to(person).filter(account=found, undone_at=None)
    last = seen.select_related("primary", "backup", "primary_before", "backup_before").order_by("-id").first()
    return show(request, "customers/advocates.html", account=found, form=form, last=last, zone=person.zone)


@require_POST
@door(right="customers.entrust")
def undoing(request: HttpRequest, entrustment: int) -> HttpResponse:
    """Give an account back to whom it had."""
    person = request.person  # type: ignore[attr-defined]
    seen = Entrustment.objects.visible_to(person).select_related("account", "primary_before", "backup_before")
    found = get_object_or_404(seen, pk=entrustment)
    press(request, found.undo, by=person, done=_("{account} has the advocates it had.").format(account=found.account))
    return redirect("account", found.account_id)


@door(right="customers.entrust")
def all_of(request: HttpRequest, person: int) -> HttpResponse:
    """The accounts of a colleague, and the one act that gives them to another."""
    reader = request.person  # type: ignore[attr-defined]
    of = get_object_or_404(Person.objects.visible_to(reader).staff(), pk=person)
    form = AllOfThemForm(request.POST or None, person=reader, of=of)
    made: list[Entrustment] = []
    if attempt(form, lambda **given: made.extend(Account.entrust_all(of, **given)), by=reader):
        words = ngettext("{count} account has another advocate.", "{count} accounts have other advocates.", len(made))
        toasts.success(request, words.format(count=len(made)))
        return redirect("person", of.pk)
    accounts, unseen = Account.entrusted_to(of, reader)
    return show(request, "customers/entrusting.html", of=of, form=form, accounts=accounts, unseen=unseen)
