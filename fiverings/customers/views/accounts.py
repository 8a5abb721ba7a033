"""Accounts: the list, one account with all we know of it, opening and changing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core import clock, slots
from fiverings.core.doors import door, show
from fiverings.core.models import Entry
from fiverings.core.numbers import number_in
from fiverings.core.payload import recall
from fiverings.core.problems import Refused

from ..forms import AccountForm, ConfidentialityForm
from ..models import Account, Estate
from .lists import Page

LINES_AT_FIRST = 30


def visible(request: HttpRequest, account: int) -> Account:
    """The account, if this person may see it."""
    found = Account.objects.visible_to(request.person).select_related("primary_advocate", "backup_advocate", "calendar")  # type: ignore[attr-defined]
    return get_object_or_404(found, pk=account)


@door()
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account this person may see, or only those whose voice they are; by name."""
    person = request.person  # type: ignore[attr-defined]
    mine = request.GET.get("of") == "me"
    words = request.GET.get("q", "").strip()
    seen = Account.objects.visible_to(person)
    found = seen.known().select_related("primary_advocate", "backup_advocate")
    found = found.of(person) if mine else found
    found = found.named(words) if words else found
    tabs = [
        {"label": _("All"), "href": "?", "current": not mine},
        {"label": _("Mine"), "href": "?of=me", "current": mine},
    ]
    strangers = seen.provisional().exists()
    page = Page.of(found, request)
    return show(
        request, "customers/accounts.html", fragment="list", page=page, tabs=tabs, words=words, strangers=strangers
    )


@door()
def names(request: HttpRequest) -> HttpResponse:
    """The names of a few accounts that hold these words, as options to choose from."""
    words = request.GET.get("account", "").strip()
    seen = Account.objects.visible_to(request.person).known()  # type: ignore[attr-defined]
    return show(request, "customers/_names.html", accounts=seen.named(words).in_order()[:12] if words else [])


@door()
def account(request: HttpRequest, account: int) -> HttpResponse:
    """One account: who they are, what they have, what was agreed, and what happened."""
    found = visible(request, account)
    contacts = found.contacts.present().prefetch_related("addresses", "numbers").in_order()[:50]
    context: dict[str, Any] = {
        "account": found,
        "contacts": contacts,
        "estate": Estate(found, on=found.today(clock.now()), wide=True),
        "panels": slots.panels(slots.panel, "customers.account", request, found),
        "beside": slots.panels(slots.panel, "customers.account.beside", request, found),
        **{f"may_{act}": request.person.may(f"customers.{act}") for act in ("edit", "entrust", "admit", "confide")},  # type: ignore[attr-defined]
        **timeline(request, found),
    }
    return show(request, "customers/account.html", fragment="timeline", **context)


def timeline(request: HttpRequest, record: Any) -> dict[str, Any]:
    """What the journal tells about a record, the newest first, as far as this person may see it."""
    before = number_in(request.GET.get("before", ""))
    lines = Entry.objects.visible_to(request.person).about(record).order_by("-id")  # type: ignore[attr-defined]
    page = list((lines if before is None else lines.filter(id__lt=before))[:LINES_AT_FIRST])
    events = recall(page, reader=request.person, known=[record])  # type: ignore[attr-defined]
    return {
        "events": [event for event in events if event.about],
        "earlier": page[-1].pk if len(page) == LINES_AT_FIRST else None,
    }


@door(right="customers.edit")
def opening(request: HttpRequest) -> HttpResponse:
    """Begin a relationship with a customer."""
    person = request.person  # type: ignore[attr-defined]
    form = AccountForm(request.POST or None, person=person)
    if form.is_valid():
        advocate = person if person.has_role("advocate") else None
        opened = Account.open(by=person, advocate=advocate, **form.cleaned_data)
        return redirect("account", opened.pk)
    return show(request, "customers/account_form.html", form=form)


@door(right="customers.edit")
def revision(request: HttpRequest, account: int) -> HttpResponse:
    """Change what we know about an account."""
    found, person = visible(request, account), request.person  # type: ignore[attr-defined]
    known = {name: getattr(found, name) for name in AccountForm.base_fields}
    form = AccountForm(request.POST or None, person=person, initial=known)
    if form.is_valid():
        found.revise(by=person, **form.cleaned_data)
        return redirect("account", found.pk)
    return show(request, "customers/account_form.html", account=found, form=form)


@door(right="customers.confide")
def confidentiality(request: HttpRequest, account: int) -> HttpResponse:
    """Make an account confidential, with a reason."""
    found, person = visible(request, account), request.person  # type: ignore[attr-defined]
    form = ConfidentialityForm(request.POST or None)
    if form.is_valid():
        try:
            found.make_confidential(by=person, **form.cleaned_data)
        except Refused as refused:
            toasts.error(request, str(refused))
        return redirect("account", found.pk)
    return show(request, "customers/account_form.html", account=found, form=form)


@require_POST
@door(right="customers.confide")
def lifting(request: HttpRequest, account: int) -> HttpResponse:
    """Let advocates and leads see an account again."""
    found = visible(request, account)
    found.lift_confidentiality(by=request.person)  # type: ignore[attr-defined]
    toasts.success(request, _("Advocates and leads see {account} again.").format(account=found))
    return redirect("account", found.pk)
