"""How well we foresaw what broke: warnings and chances, over what really happened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from fiverings.core import clock
from fiverings.core.doors import door, show

from ..models import ENOUGH, Foresight


@door(right="promises.read_foresight")
def foresight(request: HttpRequest) -> HttpResponse:
    """For all kinds together and for each, with how many it stands on and since when."""
    whole, *kinds = Foresight.of_all(at=clock.now())
    return show(request, "promises/foresight.html", whole=whole, kinds=kinds, enough=ENOUGH)
