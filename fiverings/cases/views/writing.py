"""The composer of a case page: an answer, a note for us alone, a call, a promise."""

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

from ..forms import CallForm, PromiseForm, ReplyForm, WordsForm
from ..models import Case
from .finding import about_a_case


def sheets_for(case: Case, person: Person, *, write: str = "") -> list[dict[str, Any]]:
    """What this person may write on this case, the answer first; `write` is the one that lies on top."""
    if case.state in (case.State.CLOSED, case.State.MERGED):
        return []
    sheets, listener = [], case.listener()
    if listener and person.may("cases.reply"):
        sheets.append(_answer(case, person, listener))
    if person.may("cases.note"):
        sheets.append(_note(case))
    if listener and person.may("cases.reply"):
        sheets.append(_call(case))
    if listener and case.is_open and person.may("promises.tell"):
        sheets.append(_promise(case, listener))
    for sheet in sheets:
        sheet["on_top"] = sheet["kind"] == write
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
        "text": case.without_promises(draft.text) if draft else "",
        "more": _("Add a promise"),
        "form": ReplyForm(case=case, auto_id="reply-%s") if case.is_open and person.may("promises.tell") else None,
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


def _call(case: Case) -> dict[str, Any]:
    return {
        "kind": "call",
        "label": _("Call log"),
        "key": "c",
        "act": _("Log the call"),
        "to": reverse("case-calls", args=[case.number]),
        "addressee": _("With {name}, on the telephone").format(name=case.listener()),
        "body": "cases/_call.html",
        "form": CallForm(case=case, auto_id="call-%s"),
    }


def _promise(case: Case, listener: Any) -> dict[str, Any]:
    return {
        "kind": "promise",
        "label": _("Promise"),
        "key": "p",
        "act": _("I have told them"),
        "to": reverse("case-promises", args=[case.number]),
        "addressee": _("To {name}").format(name=listener),
        "aside": _("They get the sentence in writing within the minute"),
        "body": "cases/_promise.html",
        "form": PromiseForm(case=case, auto_id="promise-%s"),
        "sentence": reverse("case-sentence", args=[case.number]),
    }


@require_POST
@door(right="cases.reply")
@about_a_case
def replies(request: HttpRequest, case: Case) -> HttpResponse:
    """Write to the customer; ten visible seconds later it is told."""
    form = ReplyForm(request.POST, case=case)
    if attempt(form, case.write, by=request.person):  # type: ignore[attr-defined]
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
