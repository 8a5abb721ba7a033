"""The composer of a case page: an answer, or a note for us alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.conversations.models import Draft
from fiverings.core.doors import attempt, door, show
from fiverings.people.models import Person

from ..forms import WordsForm
from ..models import Case
from .finding import about_a_case


def sheets_for(case: Case, person: Person) -> list[dict[str, Any]]:
    """What this person may write on this case, the answer first."""
    if case.is_closed:
        return []
    sheets = []
    if person.may("cases.reply") and (listener := case.listener()):
        sheets.append(_answer(case, person, listener))
    if person.may("cases.note"):
        sheets.append(_note(case))
    return sheets


def _answer(case: Case, person: Person, listener: Any) -> dict[str, Any]:
    thread = case.thread_begun()
    draft = Draft.objects.visible_to(person).filter(thread=thread).first() if thread else None
    return {
        "kind": "reply",
        "label": _("Reply"),
        "key": "r",
        "act": _("Send"),
        "to": reverse("case-replies", args=[case.number]),
        "addressee": _addressee(listener, case.copies(listener, thread) if thread else []),
        "aside": _("They read it as from {name}").format(name=person),
        "draft": reverse("draft", args=[thread.pk]) if thread else "",
        "text": draft.text if draft else "",
        "kept_at": draft.saved_at if draft else None,
        "version": draft.version if draft else 0,
    }


def _addressee(listener: Any, copies: list[str]) -> str:
    """Everybody who will read it: anybody who writes to us can put others in copy."""
    if not copies:
        return _("To {name} by mail").format(name=listener)
    return _("To {name} by mail, with a copy to {copies}").format(name=listener, copies=", ".join(copies))


def _note(case: Case) -> dict[str, Any]:
    return {
        "kind": "note",
        "label": _("Internal note"),
        "key": "i",
        "act": _("Keep the note"),
        "to": reverse("case-notes", args=[case.number]),
        "addressee": _("Only we see this"),
    }


@require_POST
@door(right="cases.reply")
@about_a_case
def replies(request: HttpRequest, case: Case) -> HttpResponse:
    """Write to the customer; ten visible seconds later it is told."""
    form = WordsForm(request.POST)
    if attempt(form, case.reply, by=request.person):  # type: ignore[attr-defined]
        return redirect(case)
    return show(request, "cases/act.html", case=case, form=form, title=_("Your reply"))


@require_POST
@door(right="cases.note")
@about_a_case
def notes(request: HttpRequest, case: Case) -> HttpResponse:
    """Write what only we see."""
    form = WordsForm(request.POST)
    if attempt(form, case.note, by=request.person):  # type: ignore[attr-defined]
        return redirect(case)
    return show(request, "cases/act.html", case=case, form=form, title=_("Your note"))
