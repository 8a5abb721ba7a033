"""Goodwill: granted on a case, allowed where it is more than a limit, taken back; and the ledger of it all."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import door, press, show
from fiverings.core.paging import Paging

from ..forms import AllowingForm, GoodwillForm, TakingBackForm
from ..models import Case, Goodwill, GoodwillApproval
from .finding import about_a_case, act_on, answer, back

BODY = "cases/_to_allow.html"


@door(right="cases.grant_goodwill")
@about_a_case
def granting(request: HttpRequest, case: Case) -> HttpResponse:
    """Granted at once within what is left, else asked of one person."""
    person = request.person  # type: ignore[attr-defined]
    form, told = GoodwillForm(request.POST or None, case=case, person=person), Told(case)
    return act_on(request, case, told.grant, form=form, title=_("Grant goodwill"), label=_("Grant it"), done=told)


class Told:
    """What is said when goodwill was granted, or asked to be allowed."""

    def __init__(self, case: Case) -> None:
        self.case, self.words = case, ""

    def grant(self, **given: Any) -> None:
        done = self.case.grant_goodwill(**given)
        if isinstance(done, GoodwillApproval):
            words = _("{holder} is asked to allow {amount}, and answers within a quarter of an hour.")
            self.words = words.format(holder=done.holder, amount=done)
        else:
            self.words = _("{amount} is granted, and the customer is told.").format(amount=done)

    def __str__(self) -> str:
        return self.words


@door(right="cases.grant_goodwill")
def taking_back(request: HttpRequest, goodwill: int) -> HttpResponse:
    """It does not stand any more; the ledger keeps both."""
    seen = Goodwill.objects.visible_to(request.person).with_everybody()  # type: ignore[attr-defined]
    found = get_object_or_404(seen, pk=goodwill)
    form, done = TakingBackForm(request.POST or None), _("It is taken back, and the customer is told.")
    title = _("Take back {amount}").format(amount=found)
    return act_on(request, found.case, found.take_back, form=form, title=title, label=_("Take it back"), done=done)


@door(right="cases.allow_goodwill")
def approval(request: HttpRequest, approval: int) -> HttpResponse:
    """Who is asked allows it; it is granted at once."""
    found, form = _asked(request, approval), AllowingForm(request.POST or None)
    done = _("It is granted, and the customer is told.")
    return answer(request, found, found.approve, form=form, body=BODY, title=_("Allow it"), done=done)


@door(right="cases.allow_goodwill")
def declining(request: HttpRequest, approval: int) -> HttpResponse:
    """Who is asked says why not."""
    found, form = _asked(request, approval), AllowingForm(request.POST or None)
    done = _("{person} reads why.").format(person=found.asked_by)
    return answer(request, found, found.decline, form=form, body=BODY, title=_("Do not allow it"), done=done)


@require_POST
@door(right="cases.grant_goodwill")
def withdrawal(request: HttpRequest, approval: int) -> HttpResponse:
    """It need not be allowed any more."""
    found = _asked(request, approval)
    done = _("{holder} is not asked any more.").format(holder=found.holder)
    press(request, found.withdraw, by=request.person, done=done)  # type: ignore[attr-defined]
    return back(request, found.case)


@door(right="cases.read_goodwill")
def ledger(request: HttpRequest) -> HttpResponse:
    """What was granted to accounts that the reader sees, the latest first."""
    person, after = request.person, request.GET.get("after", "")  # type: ignore[attr-defined]
    seen = Goodwill.objects.visible_to(person).with_everybody()
    page = Paging(after=after).page("goodwill", seen, by=("-at", "-id"))
    here, following = reverse("goodwill"), page["next"]
    ways = {"newer": here if after else "", "older": f"{here}?{urlencode({'after': following})}" if following else ""}
    return show(request, "cases/goodwill.html", goodwill=page["goodwill"], zone=person.zone, **ways)


def _asked(request: HttpRequest, approval: int) -> GoodwillApproval:
    seen = GoodwillApproval.objects.visible_to(request.person)  # type: ignore[attr-defined]
    found: GoodwillApproval = get_object_or_404(seen.with_everybody(), pk=approval)
    return found
