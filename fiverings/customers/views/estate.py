"""What an account has and what was agreed: writing it down, changing it, striking it out, restoring it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import attempt, door, show
from fiverings.core.problems import Refused

from ..forms import AgreementForm, AssetForm, SiteForm, TopologyForm
from ..models import Account, Agreement, Asset, Site, Topology
from . import accounts


@door(right="customers.edit")
def site_adding(request: HttpRequest, account: int) -> HttpResponse:
    """Write down where a customer is."""
    found = accounts.visible(request, account)
    form = SiteForm(request.POST or None)
    return _filled_in(request, found, form, found.add_site, title=_("A place of {account}").format(account=found))


@door(right="customers.edit")
def site(request: HttpRequest, record: int) -> HttpResponse:
    """Change what we know about a place."""
    found = _standing(request, Site, record)
    form = SiteForm(request.POST or None, initial=_known(found, SiteForm))
    return _filled_in(request, found.account, form, found.revise, title=str(found), record=found)


@door(right="customers.edit")
def asset_installing(request: HttpRequest, account: int) -> HttpResponse:
    """Write down a piece of a customer's equipment."""
    found = accounts.visible(request, account)
    form = AssetForm(request.POST or None, account=found)
    return _filled_in(request, found, form, found.install, title=_("Equipment of {account}").format(account=found))


@door(right="customers.edit")
def asset(request: HttpRequest, record: int) -> HttpResponse:
    """Change what we know about a piece of equipment."""
    found = _standing(request, Asset, record)
    form = AssetForm(request.POST or None, account=found.account, initial=_known(found, AssetForm))
    return _filled_in(request, found.account, form, found.revise, title=str(found), record=found)


@door(right="customers.edit")
def connecting(request: HttpRequest, account: int) -> HttpResponse:
    """Say what carries a service."""
    found = accounts.visible(request, account)
    form = TopologyForm(request.POST or None, account=found)
    title = _("How a service of {account} is connected").format(account=found)
    return _filled_in(request, found, form, found.connect, title=title)


@door(right="customers.edit")
def topology(request: HttpRequest, record: int) -> HttpResponse:
    """Say anew what carries a service."""
    found = _standing(request, Topology, record)
    known = {"service": found.service, "unit": found.unit, "primary": found.primary(), "failover": found.failover()}
    form = TopologyForm(request.POST or None, account=found.account, topology=found, initial=known)
    return _filled_in(request, found.account, form, found.account.connect, title=str(found), record=found)


@door(right="customers.edit")
def agreeing(request: HttpRequest, account: int) -> HttpResponse:
    """Write down what was agreed with a customer."""
    found = accounts.visible(request, account)
    form = AgreementForm(request.POST or None, person=request.person)  # type: ignore[attr-defined]
    return _filled_in(request, found, form, found.agree, title=_("An agreement with {account}").format(account=found))


@door(right="customers.edit")
def agreement(request: HttpRequest, record: int) -> HttpResponse:
    """Change what was agreed, and what it covers."""
    found = _standing(request, Agreement, record)
    form = AgreementForm(
        request.POST or None,
        person=request.person,  # type: ignore[attr-defined]
        agreement=found,
        initial=_known(found, AgreementForm),
    )
    return _filled_in(request, found.account, form, found.revise, title=str(found), record=found)


@require_POST
@door(right="customers.edit")
def striking(request: HttpRequest, record: int, noun: type[Any]) -> HttpResponse:
    """The account has it no longer."""
    found = _standing(request, noun, record)
    try:
        found.strike_out(by=request.person)  # type: ignore[attr-defined]
    except Refused as refused:
        toasts.error(request, str(refused))
    else:
        toasts.success(request, _("{what} is struck out.").format(what=found), extra_tags=_address(found, "restoring"))
    return redirect("account", found.account_id)


@require_POST
@door(right="customers.edit")
def restoring(request: HttpRequest, record: int, noun: type[Any]) -> HttpResponse:
    """The account has it after all."""
    found = get_object_or_404(noun.objects.visible_to(request.person), pk=record)  # type: ignore[attr-defined]
    try:
        found.restore(by=request.person)  # type: ignore[attr-defined]
    except Refused as refused:
        toasts.error(request, str(refused))
    return redirect("account", found.account_id)


def _standing(request: HttpRequest, noun: type[Any], record: int) -> Any:
    visible = noun.objects.visible_to(request.person)  # type: ignore[attr-defined]
    return get_object_or_404(visible.standing().select_related("account"), pk=record)


def _known(record: Any, form: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in form.base_fields}


def _address(record: Any, act: str) -> str:
    return reverse(f"{record._meta.model_name}-{act}", args=[record.pk])


def _filled_in(
    request: HttpRequest, account: Account, form: Any, verb: Callable[..., Any], *, title: str, record: Any = None
) -> HttpResponse:
    """Back to the account when it was done, with the way to undo it when it is new; else the form and what is wrong."""
    kept: list[Any] = []
    person = request.person  # type: ignore[attr-defined]
    if request.method == "POST" and attempt(form, lambda **given: kept.append(verb(**given)), by=person):
        new = kept[0] if record is None else None
        words = _("{what} is written down.") if new else _("What we know about {what} is changed.")
        undo = _address(new, "striking") if new else ""
        toasts.success(request, words.format(what=new or record), extra_tags=undo)
        return redirect("account", account.pk)
    strike = _address(record, "striking") if record else ""
    return show(request, "customers/estate_form.html", account=account, form=form, title=title, strike=strike)
