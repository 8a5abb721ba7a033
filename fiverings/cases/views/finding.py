"""How a page about a case finds it, and how its acts are done."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django_htmx.http import HttpResponseClientRedirect

from fiverings.core.doors import attempt, show

from ..models import Case, CollaborationRequest, Escalation, Handoff
from .reading import Reading

Page = Callable[..., HttpResponse]


def about_a_case(page: Page) -> Page:
    """The page gets the case whose number stands in its address; 404 for whoever may not see it."""

    @wraps(page)
    def found(request: HttpRequest, number: str, **more: Any) -> HttpResponse:
        cases = Case.objects.visible_to(request.person).with_everybody()  # type: ignore[attr-defined]
        cases = cases.prefetch_related("contact__addresses")
        if request.method == "GET":
            cases = cases.select_related("journey")  # of which the story is told
        return page(request, _acquainted(get_object_or_404(cases, number=number)), **more)

    return found


def _acquainted(case: Case) -> Case:
    """Who stands in it twice was read once: its contact is mostly of its account, and the owner its advocate."""
    if case.contact is not None and case.contact.account_id == case.account_id:
        case.contact.account = case.account
    if case.account.primary_advocate_id == case.owner_id:
        case.account.primary_advocate = case.owner
    return case


def act_on(
    request: HttpRequest,
    case: Case,
    verb: Callable[..., object],
    *,
    form: Any,
    title: Any,
    done: Any,
    undo: str = "",
    label: Any = "",
) -> HttpResponse:
    """An act that takes words: back to the case when it was done, else its form, with what is wrong.

    The form is a sheet over the page of the case where scripts run, and a page of its own where they do not.
    """
    if request.method == "POST" and attempt(form, verb, by=request.person):  # type: ignore[attr-defined]
        messages.success(request, str(done), extra_tags=undo)
        is_sheet = request.htmx  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(case.get_absolute_url()) if is_sheet else redirect(case)
    return show(request, "cases/act.html", fragment="sheet", case=case, form=form, title=title, label=label or title)


Asked = Handoff | CollaborationRequest | Escalation


def answer(request: HttpRequest, asked: Asked, verb: Callable[..., object], **page: Any) -> HttpResponse:
    """What somebody says to what they were asked: done, else its form as a page that repeats what was asked.

    `page`: form, title, done, body (the template that repeats it, with what was promised and what they said last).
    """
    form, done = page["form"], page.pop("done")
    if request.method == "POST" and attempt(form, verb, by=request.person):  # type: ignore[attr-defined]
        messages.success(request, str(done))
        return back(request, asked.case)
    return show(request, "cases/asked.html", asked=asked, **so_far(request, asked.case), **page)


def so_far(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Enough of a case to answer what is asked about it: what they were promised, and what they said last."""
    owed = [due for _owed, due in Reading(request, case).owed]
    return {"case": case, "owed": owed, "tally": case.tally(), "said": case.last_said()}


def back(request: HttpRequest, case: Case) -> HttpResponse:
    """To the case, for whoever may see it; else home."""
    seen = Case.objects.visible_to(request.person).filter(pk=case.pk).exists()  # type: ignore[attr-defined]
    return redirect(case) if seen else redirect("home")
