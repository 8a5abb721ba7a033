"""Going live: a draft, in all new diagnoses or in a share of them; the end of a trial; and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from fiverings.core.doors import attempt, door, show

from ..forms import LaunchForm, ReasonForm, TrialForm
from ..models import GuideVersion, VersionTrial
from ..models.difference import differences
from .finding import the_draft, the_guide


@door(right="diagnosis.launch_guides")
def launch(request: HttpRequest, code: str) -> HttpResponse:
    """The draft goes live, with a reason, once its stories pass."""
    draft = the_draft(request, code)
    form = LaunchForm(request.POST or None, initial={"edition": draft.edition})
    done = _("It is asked from now on. What is being asked goes on as it was begun.")
    return _page(request, code, form, draft.go_live, done, draft=draft, title=_("Go live"))


@door(right="diagnosis.try_guides")
def trial(request: HttpRequest, code: str) -> HttpResponse:
    """The draft is tried in a share of new diagnoses."""
    draft = the_draft(request, code)
    form = TrialForm(request.POST or None, initial={"edition": draft.edition})
    done = _("It is on trial. What is being asked goes on as it was begun.")
    return _page(request, code, form, draft.try_out, done, draft=draft, title=_("Put it on trial"))


@door(right="diagnosis.launch_guides")
def trial_launch(request: HttpRequest, code: str) -> HttpResponse:
    """What is on trial goes live for all."""
    found, form = _the_trial(request, code), ReasonForm(request.POST or None)
    done = _("It is asked in all new diagnoses from now on.")
    return _page(request, code, form, found.go_live, done, trial=found, title=_("End the trial: go live"))


@door(right="diagnosis.try_guides")
def trial_end(request: HttpRequest, code: str) -> HttpResponse:
    """What is on trial is given up."""
    found, form = _the_trial(request, code), ReasonForm(request.POST or None)
    done = _("The trial is given up. What was begun by it goes on.")
    return _page(request, code, form, found.give_up, done, trial=found, title=_("End the trial: give it up"))


@door(right="diagnosis.launch_guides")
def way_back(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """An earlier version is asked again, as a new one that equals it."""
    guide = the_guide(request, code)
    seen = GuideVersion.objects.visible_to(request.person).filter(guide=guide, number=number)  # type: ignore[attr-defined]
    earlier, live = seen.first(), guide.current
    if earlier is None or live is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    done = _("Version {number} is asked again, under a new number.").format(number=number)
    title = _("Go back to version {number}").format(number=number)
    changes = differences(live.definition, earlier.definition)

    def go_back(**given: Any) -> None:
        guide.go_back(number=number, **given)

    return _page(request, code, form, go_back, done, title=title, changes=changes)


def _page(
    request: HttpRequest, code: str, form: ReasonForm, verb: Callable[..., object], done: str, **shown: Any
) -> HttpResponse:
    if request.method == "POST" and attempt(form, verb, by=request.person):  # type: ignore[attr-defined]
        messages.success(request, done)
        return redirect("guide-versions", code)
    return show(request, "diagnosis/launch.html", guide=the_guide(request, code), form=form, **shown)


def _the_trial(request: HttpRequest, code: str) -> VersionTrial:
    seen = VersionTrial.objects.visible_to(request.person).running()  # type: ignore[attr-defined]
    found: VersionTrial | None = seen.filter(guide__code=code).first()
    if found is None:
        raise Http404
    return found
