"""Contacts: one person, introducing and changing one, merging two that are one."""

from __future__ import annotations

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core import slots
from fiverings.core.doors import door, show
from fiverings.core.problems import Refused

from ..forms import ContactForm, MergeForm
from ..models import Contact, Merge
from . import accounts


def visible(request: HttpRequest, contact: int) -> Contact:
    """The contact, if this person may see their account."""
    found = Contact.objects.visible_to(request.person).select_related("account", "merged_into")  # type: ignore[attr-defined]
    return get_object_or_404(found, pk=contact)


@door()
def contact(request: HttpRequest, contact: int) -> HttpResponse:
    """One person: how to reach them, and what happened with them."""
    found = visible(request, contact)
    return show(
        request,
        "customers/contact.html",
        contact=found,
        merge=found.merges.filter(undone_at=None).first(),
        merged=found.merged.filter(undone_at=None).select_related("contact"),
        merging=MergeForm(person=request.person, contact=found),  # type: ignore[attr-defined]
        panels=slots.panels(slots.panel, "customers.contact", request, found),
        **accounts.timeline(request, found),
    )


@door(right="customers.edit")
def introduction(request: HttpRequest, account: int) -> HttpResponse:
    """Write down a person at an account."""
    found = accounts.visible(request, account)
    form = ContactForm(request.POST or None)
    if form.is_valid():
        try:
            introduced = Contact.introduce(account=found, by=request.person, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refused:
            form.add_error("address", str(refused))
        else:
            return redirect("contact", introduced.pk)
    return show(request, "customers/contact_form.html", account=found, form=form)


@door(right="customers.edit")
def revision(request: HttpRequest, contact: int) -> HttpResponse:
    """Change what we know about a person; an address or number given here is added."""
    found = visible(request, contact)
    known = {name: getattr(found, name, "") for name in ContactForm.base_fields if name not in {"address", "number"}}
    form = ContactForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            found.revise(by=request.person, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refused:
            form.add_error("address", str(refused))
        else:
            return redirect("contact", found.pk)
    return show(request, "customers/contact_form.html", account=found.account, contact=found, form=form)


@require_POST
@door(right="customers.settle")
def merging(request: HttpRequest, contact: int) -> HttpResponse:
    """Merge this contact into another, who is the same person."""
    found = visible(request, contact)
    form = MergeForm(request.POST, person=request.person, contact=found)  # type: ignore[attr-defined]
    if not form.is_valid():
        context = accounts.timeline(request, found)
        return show(request, "customers/contact.html", contact=found, merging=form, **context)
    try:
        merge = found.merge_into(form.cleaned_data["other"], by=request.person)  # type: ignore[attr-defined]
    except Refused as refused:
        toasts.error(request, str(refused))
        return redirect("contact", found.pk)
    words = _("{contact} and {into} are one.").format(contact=merge.contact, into=merge.into)
    toasts.success(request, words, extra_tags=reverse("merge-parting", args=[merge.pk]))
    return redirect("contact", merge.into.pk)


@require_POST
@door(right="customers.settle")
def parting(request: HttpRequest, merge: int) -> HttpResponse:
    """Undo a merge: two people after all."""
    found = get_object_or_404(Merge.objects.visible_to(request.person), pk=merge)  # type: ignore[attr-defined]
    try:
        found.undo(by=request.person)  # type: ignore[attr-defined]
    except Refused as refused:
        toasts.error(request, str(refused))
    return redirect("contact", found.contact_id)
