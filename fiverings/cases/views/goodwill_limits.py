"""How much goodwill each role may grant unaided on one case: read, and set by the company."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from fiverings.core.doors import attempt, door, show

from ..forms import LimitForm
from ..models import GoodwillLimit

CHANGES_SHOWN = 12


@door(right="cases.read_goodwill")
def limits(request: HttpRequest) -> HttpResponse:
    """What counts now, and the latest changes."""
    person = request.person  # type: ignore[attr-defined]
    seen = GoodwillLimit.objects.visible_to(person)
    changes = seen.filter(set_by__isnull=False).latest_first()[:CHANGES_SHOWN]
    shown = {"limits": seen.current(), "changes": list(changes), "may_set": person.may("cases.set_goodwill")}
    return show(request, "cases/goodwill_limits.html", **shown)


@door(right="cases.set_goodwill")
def limit(request: HttpRequest) -> HttpResponse:
    """Let a role grant more, or less, from now on."""
    form = LimitForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and attempt(form, GoodwillLimit.set, by=request.person):  # type: ignore[attr-defined]
        messages.success(request, _("It counts from now on. What was granted stands."))
        return redirect("goodwill-limits")
    return show(request, "cases/goodwill_limit.html", form=form)
