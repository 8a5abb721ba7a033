"""One need as its contact sees it; what they write about it, whether it works; and a need that is new."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.cases.models import Case
from fiverings.core.doors import attempt, door
from fiverings.portal.forms import AnswerForm, NeedForm, QuestionForm, WordsForm
from fiverings.portal.middleware import for_contacts
from fiverings.portal.models import Requests

from .front import front

Page = Callable[..., HttpResponse]


def about_a_need(page: Page) -> Page:
    """The page gets a case of the contact who asks; whatever is not theirs is not there.

    The number of one that became part of another of theirs leads there.
    """

    @wraps(page)
    def found(request: HttpRequest, number: str) -> HttpResponse:
        requests = Requests(request.contact)  # type: ignore[attr-defined]
        case = requests.case(number) or requests.became_part_of(number)
        if case is None:
            raise Http404
        if case.number != number and request.method == "GET":
            return redirect("portal-need", case.number)
        return page(request, requests, case)

    return found


@door(public=True)
@for_contacts
@about_a_need
def need(request: HttpRequest, requests: Requests, case: Case) -> HttpResponse:
    """Who cares for it, what comes next, what has happened, what was said, what it costs."""
    return _shown(request, requests, case, form=WordsForm(), answer=AnswerForm(auto_id="answer-%s"))


@require_POST
@door(public=True)
@for_contacts
@about_a_need
def words(request: HttpRequest, requests: Requests, case: Case) -> HttpResponse:
    """A message to their advocate, in the same conversation."""
    form = WordsForm(request.POST)
    if attempt(form, lambda words: requests.write(case, words)):
        messages.success(request, _("Your message is with {owner}.").format(owner=case.survivor().owner))
        return redirect("portal-need", case.number)
    return _shown(request, requests, case, form=form, answer=AnswerForm(auto_id="answer-%s"))


@require_POST
@door(public=True)
@for_contacts
@about_a_need
def answer(request: HttpRequest, requests: Requests, case: Case) -> HttpResponse:
    """Whether it works: only they can say so, about what we asked them."""
    where, asks = case.survivor(), requests.of(case)
    proposed = where.resolutions.filter(pk=asks.asked).first()
    if proposed is None:
        raise Http404
    form = AnswerForm(request.POST, auto_id="answer-%s", asked=proposed.pk)
    verb = where.confirm if form.confirms else where.reject
    contact = request.contact  # type: ignore[attr-defined]
    if attempt(form, verb, contact=contact, asked=proposed, by=contact):
        return redirect("portal-need", case.number)
    return _shown(request, requests, case, form=WordsForm(), answer=form)


@door(public=True)
@for_contacts
def new(request: HttpRequest) -> HttpResponse:
    """A need that we do not know yet: what it is and where to reach them; a few plain questions follow."""
    form, opened = NeedForm(request.POST or None), []
    requests = Requests(request.contact)  # type: ignore[attr-defined]
    if request.method == "POST" and attempt(form, lambda **given: opened.append(requests.tell(**given))):
        return _on(requests, opened[0])
    return front(request, "portal/new.html", form=form)


@door(public=True)
@for_contacts
@about_a_need
def question(request: HttpRequest, requests: Requests, case: Case) -> HttpResponse:
    """One plain question about what they told us; how severe it is we find out from their answers."""
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and attempt(form, lambda **given: requests.answer_question(case, **given)):
        return _on(requests, case)
    asked = requests.asked_now(case)
    if asked is None:
        return redirect("portal-need", case.number)
    return front(request, "portal/question.html", form=form, asked=asked, case=case)


def _on(requests: Requests, case: Case) -> HttpResponse:
    """To the next question, or to how it stands."""
    return redirect("portal-question" if requests.asked_now(case) else "portal-need", case.number)


def _shown(
    request: HttpRequest, requests: Requests, case: Case, *, form: WordsForm, answer: AnswerForm
) -> HttpResponse:
    part = "happened" if request.GET.get("part") == "happened" else "standing"
    each = requests.of(case)
    asked = requests.asked_now(case) if part == "standing" else None
    return front(request, "portal/request.html", fragment=part, each=each, form=form, answer=answer, asked=asked)
