"""The guide to escalating: its rules, a rule to set or to remove, and what that would have done last month."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core import clock
from fiverings.core.doors import attempt, door, press, show

from ..forms import EscalationRuleForm, PlaceForm, RemovalForm
from ..models import EscalationGuide, EscalationRule, GuideTrial

VERSIONS_SHOWN = 12
CASES_SHOWN = 40


@door(right="cases.read_guide")
def guide(request: HttpRequest) -> HttpResponse:
    """The rules that count now, and the latest versions."""
    person = request.person  # type: ignore[attr-defined]
    versions = list(EscalationGuide.objects.visible_to(person).latest_first()[:VERSIONS_SHOWN])
    shown = {"guide": versions[0], "versions": versions}
    return show(request, "cases/escalation_guide.html", may_set=person.may("cases.set_guide"), **shown)


@door(right="cases.set_guide")
def rule(request: HttpRequest, code: str = "") -> HttpResponse:
    """A rule, new or changed: looked at first, by what it would have done, then set."""
    now = EscalationGuide.current()
    found = _the_rule(now, code) if code else None
    form = EscalationRuleForm.about(found, request.POST or None, replaces=now.number)
    looks, trial = request.POST.get("act") != "set", None
    if not looks and attempt(form, EscalationGuide.change, by=request.person):  # type: ignore[attr-defined]
        return _set(request)
    if request.method == "POST" and form.is_valid():
        trial = _tried(request, now.with_rule(form.cleaned_data["rule"]))
    return show(request, "cases/escalation_rule.html", form=form, rule=found, trial=trial, rows=CASES_SHOWN)


@door(right="cases.set_guide")
def removal(request: HttpRequest, code: str) -> HttpResponse:
    """What the guide would have done without a rule; then it is removed."""
    now = EscalationGuide.current()
    found, form = _the_rule(now, code), RemovalForm(request.POST or None, initial={"replaces": now.number})
    drop = partial(EscalationGuide.drop, code=code)
    if request.method == "POST" and attempt(form, drop, by=request.person):  # type: ignore[attr-defined]
        return _set(request)
    trial = _tried(request, now.without(code))
    return show(request, "cases/escalation_removal.html", form=form, rule=found, trial=trial, rows=CASES_SHOWN)


@require_POST
@door(right="cases.set_guide")
def place(request: HttpRequest, code: str) -> HttpResponse:
    """A rule goes one row up or down: it is asked before, or after, its neighbour."""
    found, form = _the_rule(EscalationGuide.current(), code), PlaceForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    done = _("“{rule}” has another place in the order.").format(rule=found.name)
    press(request, partial(EscalationGuide.move, **form.cleaned_data), code=code, by=request.person, done=done)  # type: ignore[attr-defined]
    return redirect(f"{reverse('escalation-guide')}#{code}")


def _the_rule(guide: EscalationGuide, code: str) -> EscalationRule:
    found = guide.rule(code)
    if found is None:
        raise Http404
    return found


def _tried(request: HttpRequest, rules: Sequence[EscalationRule]) -> GuideTrial:
    return GuideTrial(request.person, rules, at=clock.now())  # type: ignore[attr-defined]


def _set(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("It counts from now on. What was escalated stands."))
    return redirect("escalation-guide")
