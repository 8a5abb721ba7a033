"""What was promised about a case, and what one of us does about it: tell, change with consent, let go, keep."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core import clock
from fiverings.core.doors import door, press, show
from fiverings.core.problems import Refused
from fiverings.people.models import Person
from fiverings.promises.models import Expectation, Outstanding, Promise
from fiverings.promises.models import Kind as Promised

from ..forms import PromiseForm, ReleaseForm, RenegotiationForm
from ..models import DONE, Case, Due, ThreeMarks, in_short, why_owed_all_the_same
from .finding import about_a_case, act_on
from .reading import Reading

TALKED = (Promised.CALL_BACK, Promised.RECOVERY, Promised.CHECK_IN)


def what_is_promised(reading: Reading) -> dict[str, Any]:
    """What stands, the next first; how many were kept and broken; how often they chased us."""
    case, may_settle = reading.case, reading.may("promises.settle")
    may_call = reading.listener is not None and reading.may("cases.reply")
    may = {"may_settle": may_settle, "may_call": may_call, "may_arrive": reading.may("cases.arrive")}
    comes = reading.who_comes
    rows = [
        _row(each, due, case, heard=reading.heard, comes=comes.get(each.promise_id), **may)
        for each, due in reading.owed
    ]
    decided_elsewhere = {each.promise_id for each in (reading.escalation, reading.approval) if each}
    for row in rows:
        row["is_done"] &= row["promise"].pk not in decided_elsewhere
    return {
        "promises": rows,
        "unmet": _expected_in_vain(reading),
        "first_gap": next((row["promise"].pk for row in rows if row["gap"]), None),
        **case.tally(),
        "chases": reading.chases[:1],
        "cost": reading.costs[0] if reading.costs else None,
        "may_tell": reading.may("promises.tell") and case.is_open and reading.listener is not None,
    }


def _expected_in_vain(reading: Reading) -> Expectation | None:
    """What they expect by a time, while nothing that they were promised stands or waits to be made right."""
    heard = reading.heard
    promised = any(due.is_broken or not owed.promise.is_internal for owed, due in reading.owed)
    return None if promised or heard is None or heard.asks_by(clock.now()) is None else heard


def _row(
    owed: Outstanding,
    due: Due,
    case: Case,
    *,
    heard: Expectation | None,
    comes: Person | None,
    may_settle: bool,
    may_call: bool,
    may_arrive: bool,
) -> dict[str, Any]:
    promise, at = owed.promise, clock.now()
    gap = promise.gap(heard)
    return {
        "promise": promise,
        "due": due,
        "sentence": _in_words(owed, case, comes=comes),
        "three": None if due.promise.is_internal else ThreeMarks(due.promise, heard=heard, at=at),
        "gap": gap,
        "agreed": None if gap or due.is_broken else promise.agreed_in_spite_of(heard),
        "may_tighten": may_settle and gap is not None and gap.may_close(at),
        "calls": may_call and promise.kind in TALKED,
        "arrives": may_arrive and may_be_arrived_for(owed, due, case),
        "is_done": may_settle and promise.kind in DONE,
        "may_change": may_settle and not promise.is_internal,
        "may_release": may_settle and not why_owed_all_the_same(promise),
    }


def may_be_arrived_for(owed: Outstanding, due: Due, case: Case) -> bool:
    """Whether somebody is waited for: a visit that is owed, or one that broke and was not made yet."""
    is_visit = due.promise.kind == Promised.VISIT
    return is_visit and (owed.promise.recovers_id is None or case.visits().filter(pk=due.promise.pk).exists())


def _in_words(owed: Outstanding, case: Case, *, comes: Person | None = None) -> str:
    if owed.promise.recovers is not None:
        return _("{who} makes right what was promised").format(who=owed.person)
    return in_short(owed.promise, owed.person, case, comes=comes)


@door(right="promises.tell")
@about_a_case
def sentence(request: HttpRequest, case: Case) -> HttpResponse:
    """The sentence of a promise before it is told, or why it cannot be."""
    form = PromiseForm(request.GET or None, case=case)
    words = partial(case.wording_of, **form.cleaned_data) if form.is_valid() else None
    return _aloud(request, case, words, beside="reply" if request.GET.get("beside") == "reply" else "")


@door(right="promises.settle")
@about_a_case
def sentence_instead(request: HttpRequest, case: Case, promise: int) -> HttpResponse:
    """The sentence of another time, and of which it takes the place, before they agree; or why it cannot be."""
    owed = promise_owed(case, promise)
    form = RenegotiationForm(request.GET or None, promise=owed)
    form.fields = {name: form.fields[name] for name in ("due_at", "comes") if name in form.fields}
    words = partial(case.wording_instead, owed, **form.cleaned_data) if form.is_valid() else None
    return _aloud(request, case, words, beside="instead")


def _aloud(request: HttpRequest, case: Case, words: Callable[..., str] | None, *, beside: str = "") -> HttpResponse:
    """What can be read aloud, or why it is refused; nothing before there is a time."""
    said, is_refused = "", False
    try:
        said = words(by=request.person) if words else ""  # type: ignore[attr-defined]
    except Refused as refusal:
        said, is_refused = str(refusal), True
    shown = {"case": case, "sentence": said, "is_refused": is_refused, "beside": beside}
    return show(request, "cases/sentence.html", fragment="sentence", **shown)


@door(right="promises.settle")
@about_a_case
def renegotiation(request: HttpRequest, case: Case, promise: int) -> HttpResponse:
    """They agreed to another time."""
    owed = promise_owed(case, promise)
    form = RenegotiationForm(request.POST or None, promise=owed)
    done = _("The promise is changed. They get it in writing.")
    return act_on(
        request,
        case,
        partial(case.renegotiate, owed),
        form=form,
        title=_("Change with consent"),
        label=_("Change it"),
        done=done,
        aloud=reverse("case-sentence-instead", args=[case.number, owed.pk]),
    )


@door(right="promises.settle")
@about_a_case
def release(request: HttpRequest, case: Case, promise: int) -> HttpResponse:
    """They need it no more."""
    owed = promise_owed(case, promise)
    form = ReleaseForm(request.POST or None)
    done = _("It is not owed any more.")
    return act_on(
        request,
        case,
        partial(case.release, owed),
        form=form,
        title=_("Not needed any more"),
        label=_("Let it go"),
        done=done,
    )


@require_POST
@door(right="promises.settle")
@about_a_case
def fulfilment(request: HttpRequest, case: Case, promise: int) -> HttpResponse:
    """It is done."""
    verb = partial(case.keep, promise_owed(case, promise))
    press(request, verb, by=request.person, done=_("It is kept."))  # type: ignore[attr-defined]
    return redirect(case)


def promise_owed(case: Case, promise: int) -> Promise:
    """What the case owes of this number; 404 when it owes no such thing."""
    return get_object_or_404(case.outstanding(), promise=promise).promise
