"""A case changes hands: its owner offers it, who was asked takes it or says why not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.doors import door

from ..forms import HandoffForm, ReadBackForm, ReasonForm
from ..models import Case, Handoff
from ..models.package import as_it_stands
from .finding import about_a_case, act_on, answer


@door(right="cases.hand_off")
@about_a_case
def handoff(request: HttpRequest, case: Case) -> HttpResponse:
    """The owner offers the case to a colleague."""
    person = request.person  # type: ignore[attr-defined]
    form = HandoffForm(request.POST or None, case=case, person=person)
    done = _("It is offered. Until it is accepted, it is yours.")
    if form.is_valid() and case.would_bounce(to := form.cleaned_data["to"]):
        done = _("It went to {to} and came back: it stays yours, {to} is asked to help, and your leads know.").format(
            to=to
        )
    title = _("Hand it to a colleague")
    return act_on(request, case, case.pass_on, form=form, title=title, label=_("Offer it"), done=done)


@door(right="cases.hand_off")
def acceptance(request: HttpRequest, handoff: int) -> HttpResponse:
    """Who was asked says what they take over, and owns the case from now on."""
    offer = _offer(request, handoff)
    page = {"title": _("Accept"), "done": _("{case} is yours.").format(case=offer.case)}
    return answer(request, offer, offer.accept, form=ReadBackForm(request.POST or None), body=PACKAGE, **page)


@door(right="cases.hand_off")
def declining(request: HttpRequest, handoff: int) -> HttpResponse:
    """Who was asked leaves the case where it is, and says why."""
    offer = _offer(request, handoff)
    done = _("{giver} keeps {case}.").format(giver=offer.giver, case=offer.case)
    form = ReasonForm(request.POST or None)
    return answer(request, offer, offer.decline, form=form, body=PACKAGE, title=_("Decline"), done=done)


PACKAGE = "cases/_package.html"


def _offer(request: HttpRequest, handoff: int) -> Handoff:
    offers = Handoff.objects.visible_to(request.person)  # type: ignore[attr-defined]
    offer: Handoff = get_object_or_404(offers.with_everybody(), pk=handoff)
    return as_it_stands(offer, at=clock.now())
