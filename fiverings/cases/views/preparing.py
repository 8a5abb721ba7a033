"""Prepared words: what there is for an answer on a case, as it would read, and taken into its draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.conversations.models import Template
from fiverings.core.doors import door, show
from fiverings.core.problems import Refused

from ..models import Case
from .finding import about_a_case


@door(right="cases.reply")
@about_a_case
def templates(request: HttpRequest, case: Case) -> HttpResponse:
    """Each template filled in for this case; what is missing for one stands beside it."""
    try:
        prepared = case.prepared(by=request.person)  # type: ignore[attr-defined]
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(case)
    return show(request, "cases/templates.html", case=case, prepared=prepared)


@require_POST
@door(right="cases.reply")
@about_a_case
def taking(request: HttpRequest, case: Case, template: int) -> HttpResponse:
    """Put its words into one's draft, where they are changed before anything is sent."""
    person = request.person  # type: ignore[attr-defined]
    found = get_object_or_404(Template.objects.visible_to(person).standing().answers(), pk=template)
    try:
        case.take_template(found, by=person)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("case-templates", case.number)
    messages.success(request, _("It stands in your draft. Nothing is sent yet."))
    return redirect(f"{case.get_absolute_url()}?write=reply#composer")
