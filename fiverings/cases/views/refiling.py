"""A message that lies with the wrong case is moved to the right one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from fiverings.core.doors import attempt, door, press, show

from ..forms import RefilingForm
from ..models import Case
from .finding import about_a_case
from .reading import Reading


def ways_to_refile(reading: Reading) -> Iterator[dict[str, Any]]:
    """The button by which a message goes to another case of the same customer."""
    case, person = reading.case, reading.person
    if person.may("cases.close") and case.may_split(person) and "told" in reading.around:
        address = reverse("refiling", args=[case.number])
        yield {"label": _("Move a message…"), "icon": "mail-in", "href": address, "rare": True}


@door(right="cases.close")
@about_a_case
def refiling(request: HttpRequest, case: Case) -> HttpResponse:
    """Which message, and where it belongs."""
    if instead := _instead(case):
        return show(request, "cases/instead.html", fragment="sheet", case=case, **instead)
    started = {"message": request.GET.get("message")}
    form = RefilingForm(request.POST if request.method == "POST" else None, case=case, initial=started)
    if request.method == "POST" and attempt(form, partial(case.refile, by=request.person)):  # type: ignore[attr-defined]
        into, message = form.cleaned_data["into"], form.cleaned_data["message"]
        done = _("It lies with {case} now.").format(case=into)
        undo = reverse("refiling-undoing", args=[into.number, message.pk, case.number])
        messages.success(request, done, extra_tags=undo)
        is_sheet = request.htmx  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(case.get_absolute_url()) if is_sheet else redirect(case)
    words = {"title": _("It lies here by mistake"), "label": _("Move it")}
    return show(request, "cases/act.html", fragment="sheet", case=case, form=form, **words)


def _instead(case: Case) -> dict[str, Any]:
    """Why no message leaves this case, and what is done instead; nothing where one may."""
    title = _("It lies here by mistake")
    if not case.mergeable().exists():
        why = _("{account} has no other open case. What is another need becomes a case of its own: split it.")
        way = {"label": _("Split…"), "href": reverse("case-split", args=[case.number])}
        return {"title": title, "why": why.format(account=case.account), "way": way}
    if not case.splittable()[1:].exists():
        why = _(
            "Nothing else was told in {case}: without this message it would be empty. Merge it into the right case."
        )
        way = {"label": _("Merge…"), "href": reverse("case-merge", args=[case.number])}
        return {"title": title, "why": why.format(case=case), "way": way}
    return {}


@require_POST
@door(right="cases.close")
@about_a_case
def undoing(request: HttpRequest, case: Case, message: int, before: str) -> HttpResponse:
    """It goes back to the case that it came from."""
    origin = get_object_or_404(Case.objects.visible_to(request.person), number=before)  # type: ignore[attr-defined]
    found = get_object_or_404(case.splittable(), pk=message)
    back = {"message": found, "into": origin, "by": request.person}  # type: ignore[attr-defined]
    press(request, case.refile, done=_("It lies with {case} again.").format(case=origin), **back)
    return redirect(origin)
