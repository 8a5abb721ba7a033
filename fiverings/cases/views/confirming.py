"""The page that a mailed question leads to: two buttons. Looking changes nothing; nobody needs to sign in."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from fiverings.core.doors import attempt, door, show

from ..forms import CustomersAnswerForm
from ..models import Case, LinkExpired, Question


@door(public=True)
@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The need, the solution and the number, and what they answered or may answer."""
    try:
        question = Question.of_token(token)
    except LinkExpired:
        gone = show(request, "cases/answer_expired.html")
        gone.status_code = 410
        return gone
    if question is None:
        raise Http404
    if request.person is not None:  # type: ignore[attr-defined]
        return _only_theirs(request, question.resolution.case)
    contact = question.asked
    language = (contact and (contact.language or contact.account.language)) or settings.LANGUAGE_CODE
    zone = contact.own_zone() if contact else question.resolution.case.account.zone
    with translation.override(language), timezone.override(zone):
        return _shown(request, question, token, zone)


def _only_theirs(request: HttpRequest, case: Case) -> HttpResponse:
    """What one of us sees who follows their link: where the case is, and no buttons."""
    seen = Case.objects.visible_to(request.person).filter(pk=case.pk).exists()  # type: ignore[attr-defined]
    refusal = show(request, "cases/answer_only_theirs.html", case=case if seen else None)
    refusal.status_code = 403
    return refusal


def _shown(request: HttpRequest, question: Question, token: str, zone: str) -> HttpResponse:
    resolution, contact = question.resolution, question.asked
    case = resolution.case
    form = CustomersAnswerForm(request.POST or None)
    verb = case.confirm if form.confirms else case.reject
    may_answer = request.method == "POST" and contact and resolution.is_open
    if may_answer and attempt(form, verb, contact=contact, asked=resolution, by=contact):
        return redirect("resolution-answer", token)
    team = case.owner.team()
    house = {"name": team.house} if team else None
    return show(request, "cases/answer.html", resolution=resolution, form=form, house=house, zone=zone)
