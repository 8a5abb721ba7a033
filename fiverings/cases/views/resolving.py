"""A solution is proposed, asked about again, taken back; what the customer said is filed; what nobody asked ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.conversations.models import Call, Message
from fiverings.core.doors import door, press

from ..forms import DismissalForm, QuestionForm, ResolutionForm, TheirAnswerForm
from ..models import Answer, Case, Silence
from ..models.signs import words_of_an_outage
from .finding import about_a_case, act_on
from .reading import Reading


def ways_to_resolve(reading: Reading) -> Iterator[dict[str, Any]]:
    """The buttons that lead towards the end of a case."""
    case, may_propose = reading.case, reading.may_propose
    if may_propose and case.state in (case.State.ACTIVE, case.State.WAITING):
        href = _address("case-resolution", case)
        yield {"label": _("Propose the solution"), "icon": "check", "key": "e", "href": href}
    if may_propose and case.state == case.State.PROPOSED:
        yield {"label": _("Ask again"), "icon": "mail-out", "key": "e", "href": _address("case-question", case)}
    if reading.may("cases.close") and case.state == case.State.INTAKE and case.may_dismiss():
        yield {"label": _("Nobody needs anything"), "icon": "x", "href": _address("case-dismissal", case)}


def how_it_ends(reading: Reading) -> dict[str, Any]:
    """What the page shows of proposing and resolving: what is asked, what they said to it, what ended it."""
    case = reading.case
    proposed = next((each for each in reading.resolutions if each.is_open), None)
    rejected = next((each for each in reading.resolutions if each.answer == Answer.REJECTED), None)
    return {
        "proposed": proposed,
        "silence": Silence.about(proposed) if proposed else None,
        "said": [_quoted(each) for each in case.their_words_since(proposed)[:1]] if proposed else [],
        "rejected": rejected if rejected and case.is_open else None,
        "doubts_severity": case.doubts_severity() if rejected else False,
        "closure": case.closure() if case.is_closed else None,
        "thanks": case.thanks(),
        "may_file": reading.may_propose,
        "may_reopen": reading.may("cases.close") and case.may_reopen(),
    }


def _quoted(said: Message | Call) -> dict[str, Any]:
    """What they said, and how it is named when it is filed."""
    key, against = f"{said._meta.model_name}-{said.pk}", bool(words_of_an_outage(said.words))
    return {"key": key, "words": said.words, "contact": said.contact, "at": said.at, "against": against}


def _address(name: str, case: Case) -> str:
    return reverse(name, args=[case.number])


@door(right="cases.propose")
@about_a_case
def resolution(request: HttpRequest, case: Case) -> HttpResponse:
    """We think that it is solved, and ask; taken back together with the mail."""
    form = ResolutionForm(request.POST or None, case=case)
    undo = reverse("case-withdrawal", args=[case.number])
    done = _("They are asked whether it works.")
    words = {"title": _("Propose the solution"), "label": _("Ask them"), "done": done}
    return act_on(request, case, case.propose_resolution, form=form, undo=undo, **words)


@door(right="cases.propose")
@about_a_case
def question(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask once more."""
    form = QuestionForm(request.POST if request.method == "POST" else None)
    title, done = _("Ask again whether it works"), _("They are asked once more.")
    return act_on(request, case, case.ask_again, form=form, title=title, label=_("Ask them"), done=done)


@door(right="cases.propose")
@about_a_case
def answer(request: HttpRequest, case: Case) -> HttpResponse:
    """File what the customer said, with where they said it."""
    form = TheirAnswerForm(request.POST or None, case=case, resolution=case.proposed())
    verb = case.confirm if form.confirms else case.reject
    title, done = _("What did they say?"), _("Their answer is filed.")
    return act_on(request, case, verb, form=form, title=title, label=_("File it"), done=done)


@require_POST
@door(right="cases.propose")
@about_a_case
def withdrawal(request: HttpRequest, case: Case) -> HttpResponse:
    """It is not solved after all, and nobody has answered yet."""
    done = _("The question is taken back; {case} goes on.").format(case=case)
    press(request, case.withdraw_resolution, by=request.person, done=done)  # type: ignore[attr-defined]
    return redirect(case)


@door(right="cases.close")
@about_a_case
def dismissal(request: HttpRequest, case: Case) -> HttpResponse:
    """Advertising, a machine, a mistake: nobody asks us for anything."""
    form = DismissalForm(request.POST or None)
    undo = reverse("case-reopening", args=[case.number])
    done, title = _("{case} is ended.").format(case=case), _("Nobody needs anything from us")
    return act_on(request, case, case.dismiss, form=form, title=title, label=_("End it"), done=done, undo=undo)
