"""How a page about a case finds it, and how its acts are done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from fiverings.core.clock import now
from fiverings.core.doors import attempt, show
from fiverings.core.noting import noted
from fiverings.core.written import WrittenForReaders
from fiverings.people.models import Person

from ..models import Case, CollaborationRequest, Escalation, GoodwillApproval, Handoff
from .reading import Reading

Page = Callable[..., HttpResponse]


def about_a_case(page: Page) -> Page:
    """The page gets the case whose number stands in its address; 404 for whoever may not see it."""

    @wraps(page)
    def found(request: HttpRequest, number: str, **more: Any) -> HttpResponse:
        cases = _with_their_story if request.method == "GET" else _cases
        case: Case | None = cases.first(request.person, number, now())  # type: ignore[attr-defined]
        if case is None:
            raise Http404
        return page(request, _acquainted(noted(request, case)), **more)

    return found


@WrittenForReaders
def _cases(reader: Person, number: str, at: datetime) -> QuerySet[Case]:
    seen = Case.objects.visible_to(reader, at).filter(number=number)
    return seen.with_everybody().prefetch_related("contact__addresses")


@WrittenForReaders
def _with_their_story(reader: Person, number: str, at: datetime) -> QuerySet[Case]:
    return _cases.ask(reader, number, at).select_related("journey")


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
    **beside: Any,
) -> HttpResponse:
    """An act that takes words: back to the case when it was done, else its form, with what is wrong.

    The form is a sheet over the page of the case where scripts run, and a page of its own where they do not; `beside`
    is what its reader wants to know before they act.
    """
    if request.method == "POST" and attempt(form, verb, by=request.person):  # type: ignore[attr-defined]
        messages.success(request, str(done), extra_tags=undo)
        is_sheet = request.htmx  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(case.get_absolute_url()) if is_sheet else redirect(case)
    shown = {"case": case, "form": form, "title": title, "label": label or title, **beside}
    return show(request, "cases/act.html", fragment="sheet", **shown)


Asked = Handoff | CollaborationRequest | Escalation | GoodwillApproval


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
