"""What machines said about an account's equipment, also what is over."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from fiverings.core.doors import door, show
from fiverings.core.paging import Paging
from fiverings.customers.models import Account

from ..models import TelemetryEvent


@door()
def alarms(request: HttpRequest, account: int) -> HttpResponse:
    """All alarms of an account that the reader sees, the latest first."""
    person, after = request.person, request.GET.get("after", "")  # type: ignore[attr-defined]
    found = get_object_or_404(Account.objects.visible_to(person), pk=account)
    seen = TelemetryEvent.objects.visible_to(person).of(found)
    page = Paging(after=after).page("alarms", seen, by=("-began_at", "-id"))
    here, following = reverse("account-alarms", args=[account]), page["next"]
    ways = {"newer": here if after else "", "older": f"{here}?{urlencode({'after': following})}" if following else ""}
    return show(request, "diagnosis/alarms.html", account=found, alarms=page["alarms"], zone=found.zone, **ways)
