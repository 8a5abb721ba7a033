"""Two cases become one, and two again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import door, press

from ..forms import MergeForm
from ..models import Case
from .finding import about_a_case, act_on
from .reading import Reading


def ways_to_merge(reading: Reading) -> Iterator[dict[str, Any]]:
    """The buttons by which it becomes part of another case, or a case of its own."""
    case, person = reading.case, reading.person
    if person.may("cases.close") and case.may_merge(person) and reading.others:
        address = reverse("case-merge", args=[case.number])
        yield {"label": _("Merge…"), "icon": "link", "key": "m", "href": address, "rare": True}
    if person.may("cases.close") and case.may_part(person):
        yield {"label": _("Part them"), "icon": "undo", "to": reverse("case-parting", args=[case.number])}


def what_it_is_part_of(reading: Reading) -> dict[str, Any]:
    """What the page shows of merging: where it went, what it took in, and what it may turn out to be."""
    case, person = reading.case, reading.person
    return {
        "merge": case.standing_merge() if case.merged_into_id else None,
        "survivor": case.survivor() if case.merged_into_id else None,
        "taken_in": reading.taken_in,
        "may_merge": person.may("cases.close") and case.may_merge(person),
        "may_part": person.may("cases.close"),
    }


@door(right="cases.close")
@about_a_case
def merge(request: HttpRequest, case: Case) -> HttpResponse:
    """It is the same need as another open case's."""
    form = MergeForm(request.POST or None, case=case)
    undo = reverse("case-parting", args=[case.number])
    done = _("{case} is part of another case now.").format(case=case)
    return act_on(
        request,
        case,
        case.merge_into,
        form=form,
        title=_("Part of another case"),
        label=_("Merge"),
        done=done,
        undo=undo,
    )


@require_POST
@door(right="cases.close")
@about_a_case
def parting(request: HttpRequest, case: Case) -> HttpResponse:
    """It is a need of its own after all."""
    done = _("{case} is a case of its own again.").format(case=case)
    press(request, case.part, by=request.person, done=done)  # type: ignore[attr-defined]
    return redirect(case)
