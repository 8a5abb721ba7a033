"""Who may see an account beyond those who may anyway: the list, letting somebody in, ending it."""

from __future__ import annotations

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core import clock
from fiverings.core.doors import door, show

from ..forms import AccessForm
from ..models import AccountAccess
from . import accounts


@door(right="customers.admit")
def access(request: HttpRequest, account: int) -> HttpResponse:
    """Who may see the account, why and until when; and letting one more in."""
    found = accounts.visible(request, account)
    form = AccessForm(request.POST or None, person=request.person)  # type: ignore[attr-defined]
    if form.is_valid():
        given = form.cleaned_data
        granted = found.grant(to=given["person"], why=given["why"], until=given["until"], by=request.person)  # type: ignore[attr-defined]
        words = _("{person} sees {account} now.").format(person=granted.person, account=found)
        toasts.success(request, words, extra_tags=reverse("access-ending", args=[granted.pk]))
        return redirect("account-access", found.pk)
    accesses = found.accesses.live(clock.now()).select_related("person").order_by("granted_at")
    return show(request, "customers/access.html", account=found, accesses=accesses, form=form)


@require_POST
@door(right="customers.admit")
def ending(request: HttpRequest, access: int) -> HttpResponse:
    """No longer let somebody see an account."""
    visible = AccountAccess.objects.visible_to(request.person)  # type: ignore[attr-defined]
    found = get_object_or_404(visible.live(clock.now()), pk=access)
    found.end(by=request.person)  # type: ignore[attr-defined]
    toasts.success(request, _("The access of {person} has ended.").format(person=found.person))
    return redirect("account-access", found.account_id)
