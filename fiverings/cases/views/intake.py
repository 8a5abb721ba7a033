"""The gate of a case: what is known, what is missing, and passing it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import attempt, door, press, show
from fiverings.people.models import Role

from ..forms import GateForm
from ..models import Case
from ..models.theirs import letters_about, numbers_said, said_at_the_gate, said_of_severity
from .finding import about_a_case
from .reading import Reading

ELSEWHERE = {"severity": "diagnosis/", "promise": "?write=promise#composer", "cost": "cost/", "gap": "#gap"}


def the_gate(reading: Reading) -> dict[str, Any]:
    """What the page shows of the gate, as long as the case stands there."""
    case, person = reading.case, reading.person
    if case.state != case.State.INTAKE:
        return {"gate": None}
    may_pass, form = case.owner_id == person.pk or person.has_role(Role.LEAD), GateForm.of(case)
    return {
        "gate": {
            "form": form,
            **_what_they_wrote(reading, form),
            "missing": what_is_missing(reading),
            "is_unasked": any(each.code == "expectation" for each in reading.missing),
            "may_write": person.may("cases.open"),
            "may_pass": person.may("cases.open") and may_pass,
        }
    }


def _what_they_wrote(reading: Reading, form: GateForm) -> dict[str, Any]:
    """What their own words answer of what nobody noted yet: each stands beside its question, for one press."""
    case, letters = reading.case, letters_about(reading.case)
    known = {name for name, field in form.fields.items() if form.get_initial_for_field(field, name)}
    said = {name: each for name, each in said_at_the_gate(letters).items() if name not in known}
    asks_severity = case.severity is None and reading.may("cases.severity")
    return {
        "numbers": [] if "call_back" in known else numbers_said(case, letters),
        "said": [(field.label, name, said[name]) for name, field in form.fields.items() if name in said],
        "of_severity": said_of_severity(case, letters) if asks_severity else [],
    }


def what_is_missing(reading: Reading) -> list[dict[str, Any]]:
    """What is missing at the gate, and where it is asked or told when that is not on its form."""
    return [{"sentence": each.sentence, **_where(reading, each.code)} for each in reading.missing]


def _where(reading: Reading, code: str) -> dict[str, Any]:
    if code == "expectation" and reading.answer:
        return {"href": "#their-answer"}
    if code not in ELSEWHERE:
        return {"href": ""}
    return {"href": f"{reading.case.get_absolute_url()}{ELSEWHERE[code]}", "sheet": code == "cost"}


@door(right="cases.open")
@about_a_case
def intake(request: HttpRequest, case: Case) -> HttpResponse:
    """Write down what they told us; and pass the gate, when that is asked and nothing is missing."""
    person = request.person  # type: ignore[attr-defined]
    form = GateForm.of(case, request.POST or None)
    if request.method == "POST" and attempt(form, case.take_down, by=person):
        if "pass" in request.POST:
            press(request, case.complete_intake, by=person, done=_("Nothing is missing: we are on it."))
        return redirect(case)
    return show(request, "cases/act.html", case=case, form=form, title=_("At the gate"), label=_("Keep it"))


@require_POST
@door(right="cases.open")
@about_a_case
def dropped_call(request: HttpRequest, case: Case) -> HttpResponse:
    """The call was lost: somebody calls them again within two minutes."""
    done = _("{owner} calls them again within two minutes.").format(owner=case.owner)
    press(request, case.drop_call, by=request.person, done=done)  # type: ignore[attr-defined]
    return redirect(case)
