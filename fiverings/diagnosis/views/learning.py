"""What became of the cases of a guide: how far each version may be trusted, and what cases would have otherwise."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core import clock, slots
from fiverings.core.doors import attempt, door, press, show

from ..forms.learning import AcceptingForm, DecliningForm
from ..models import Guide, LearningProposal, TrackRecord
from ..models.change import Change
from .figures import Figures, percent
from .finding import tabs, the_guide

DECIDED_SHOWN = 12


@door(right="diagnosis.read_guides")
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Of each version, the newest first: how often it was right, too mild or too grave, and its label."""
    guide = the_guide(request, code)
    seen = TrackRecord.objects.visible_to(request.person)  # type: ignore[attr-defined]
    found = seen.last_of_each().filter(version__guide=guide).in_order()
    rows = [Figures(each) for each in found]
    places = tabs(guide, "guide-record")
    return show(request, "diagnosis/record.html", guide=guide, live=guide.current, rows=rows, tabs=places)


@door(right="diagnosis.read_guides")
def learning(request: HttpRequest, code: str) -> HttpResponse:
    """What confirmed cases would change, what that would have done to them, and what was decided before."""
    return _page(request, the_guide(request, code))


@require_POST
@door(right="diagnosis.edit_guides")
def drawing_up(request: HttpRequest, code: str) -> HttpResponse:
    """Reckon what the confirmed cases say now."""
    draw = partial(LearningProposal.draw, the_guide(request, code), at=clock.now())
    press(request, draw, by=request.person, done=_("Nothing changed: decide below."))  # type: ignore[attr-defined]
    return redirect("guide-learning", code)


@require_POST
@door(right="diagnosis.launch_guides")
def acceptance(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What was chosen of it becomes the next version of the guide."""
    guide, proposal = _found(request, code, number)
    form = AcceptingForm(request.POST, proposal=proposal)
    if attempt(form, proposal.accept, by=request.person):  # type: ignore[attr-defined]
        messages.success(request, _("It is asked from now on. What is being asked goes on as it was begun."))
        return redirect("guide-versions", code)
    return _page(request, guide, form)


@require_POST
@door(right="diagnosis.launch_guides")
def declining(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The guide stays as it is."""
    guide, proposal = _found(request, code, number)
    form = DecliningForm(request.POST)
    if attempt(form, proposal.decline, by=request.person):  # type: ignore[attr-defined]
        messages.success(request, _("The guide stays as it is."))
        return redirect("guide-learning", code)
    return _page(request, guide, form)


def _page(request: HttpRequest, guide: Guide, form: Any = None) -> HttpResponse:
    person: Any = request.person  # type: ignore[attr-defined]
    seen = LearningProposal.objects.visible_to(person).filter(guide=guide).latest_first()
    waiting = seen.open().first()
    shown: dict[str, Any] = {"may_draw": person.may("diagnosis.edit_guides")}
    if waiting:
        asks = waiting.version.asks
        chosen = form.data.getlist("places") if form else None
        shown["rows"] = [_row(each, asks, chosen) for each in waiting.rows()]
        shown["effect"] = waiting.replayed()
        shown["panels"] = slots.panels(slots.panel, "diagnosis.proposal", request, waiting)
        shown["may_decide"] = person.may("diagnosis.launch_guides")
        form = form or DecliningForm()
    return show(
        request,
        "diagnosis/learning.html",
        guide=guide,
        live=guide.current,
        waiting=waiting,
        decided=list(seen.exclude(decided_at=None)[:DECIDED_SHOWN]),
        form=form,
        tabs=tabs(guide, "guide-learning"),
        **shown,
    )


def _found(request: HttpRequest, code: str, number: int) -> tuple[Guide, LearningProposal]:
    guide = the_guide(request, code)
    seen = LearningProposal.objects.visible_to(request.person)  # type: ignore[attr-defined]
    found = seen.filter(guide=guide, pk=number).select_related("version__guide").first()
    if found is None:
        raise Http404
    return guide, found


def _row(change: Change, asks: Any, chosen: list[str] | None) -> dict[str, Any]:
    names = change.names(asks)
    moved = [
        {"name": names[each.code], "before": percent(each.before), "after": percent(each.after), "n": round(each.n)}
        for each in change.numbers
    ]
    furthest = max(range(len(moved)), key=lambda at: abs(change.numbers[at].after - change.numbers[at].before))
    is_chosen = chosen is None or change.place in chosen
    row = {"place": change.place, "about": change.about(asks), "n": change.n, "chosen": is_chosen}
    return row | {"moved": moved, "most": moved[furthest]}
