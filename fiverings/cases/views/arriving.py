"""One of us has arrived at a customer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fiverings.core.doors import door

from ..forms import ArrivalForm
from ..models import Case
from .finding import about_a_case, act_on


@door(right="cases.arrive")
@about_a_case
def arrival(request: HttpRequest, case: Case) -> HttpResponse:
    """Somebody is there, or came and met nobody; 404 where nobody waits for a visit, unless they just did."""
    if request.method == "GET" and not case.visits().exists():
        raise Http404
    form = ArrivalForm(request.POST or None, case=case, person=request.person)  # type: ignore[attr-defined]
    title, done = _("We have arrived"), _("It stands in the story.")
    return act_on(request, case, case.arrive, form=form, title=title, label=_("Say so"), done=done)
