"""What is written with the composer of a case page: sent, or refused on the same page with all that was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import attempt, door

from ..forms import CallForm, PromiseForm, ReplyForm, WordsForm
from ..models import Case
from .case import page
from .finding import about_a_case
from .reading import Reading

Composed = Callable[[HttpRequest, Case], HttpResponse]


def _write(
    request: HttpRequest, case: Case, kind: str, form: Any, verb: Callable[..., object], *, done: str = ""
) -> HttpResponse:
    """Back to the case when it was done; else the sheet as it was, with what is wrong and the same ways on."""
    if not attempt(form, verb, by=request.person):  # type: ignore[attr-defined]
        return page(Reading(request, case, refused={kind: form}))
    if done:
        messages.success(request, done)
    return redirect(case)


def _or_turn_to(kind: str) -> Callable[[Composed], Composed]:
    """Looking never acts: who follows the address of a sheet finds the composer turned to it."""

    def turning(write: Composed) -> Composed:
        def written(request: HttpRequest, case: Case) -> HttpResponse:
            if request.method == "POST":
                return write(request, case)
            return redirect(f"{case.get_absolute_url()}?write={kind}#composer")

        return written

    return turning


@require_POST
@door(right="cases.reply")
@about_a_case
def replies(request: HttpRequest, case: Case) -> HttpResponse:
    """Write to the customer; ten visible seconds later it is told."""
    form = ReplyForm(request.POST, case=case, auto_id="reply-%s")
    return _write(request, case, "reply", form, case.write_later if request.POST.get("send_at") else case.write)


@require_POST
@door(right="cases.note")
@about_a_case
def notes(request: HttpRequest, case: Case) -> HttpResponse:
    """Write what only we see."""
    return _write(request, case, "note", WordsForm(request.POST), case.note)


@door(right="cases.reply")
@about_a_case
@_or_turn_to("call")
def calls(request: HttpRequest, case: Case) -> HttpResponse:
    """One call, and which promises it keeps."""
    form = CallForm(request.POST, case=case, auto_id="call-%s")
    return _write(request, case, "call", form, case.log_call, done=_("The call is logged."))


@door(right="promises.tell")
@about_a_case
@_or_turn_to("promise")
def promises(request: HttpRequest, case: Case) -> HttpResponse:
    """What was told them on the telephone, or is written to them now."""
    form = PromiseForm(request.POST, case=case, auto_id="promise-%s")
    if request.POST.get("how") == "written":
        return _write(request, case, "promise", form, case.write, done=_("It goes out in ten seconds."))
    done = _("It is promised. They get it in writing.")
    return _write(request, case, "promise", form, case.promise_spoken, done=done)
