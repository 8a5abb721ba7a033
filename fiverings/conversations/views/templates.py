"""Templates: what is prepared, its words with an example filled in, written, changed and withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import attempt, door, press, show
from fiverings.people.models import Person, Team

from ..forms import TemplateForm
from ..models import Template, about_us


@door(right="conversations.templates")
def templates(request: HttpRequest) -> HttpResponse:
    """All that stand, each as it would read."""
    person = request.person  # type: ignore[attr-defined]
    found = Template.objects.visible_to(person).standing().select_related("team", "written_by")
    values = _example(person)
    return show(request, "conversations/templates.html", templates=[(each, each.signed(values)) for each in found])


@door(right="conversations.templates")
def new_template(request: HttpRequest) -> HttpResponse:
    """Prepare words."""
    person = request.person  # type: ignore[attr-defined]
    form = TemplateForm(request.POST or None, teams=Team.objects.visible_to(person), initial={"language": "en"})
    if attempt(form, Template.write, by=person):
        toasts.success(request, _("It can be taken from now on."))
        return redirect("templates")
    return show(request, "conversations/template.html", form=form)


@door(right="conversations.templates")
def template(request: HttpRequest, template: int) -> HttpResponse:
    """Change prepared words."""
    person = request.person  # type: ignore[attr-defined]
    found = get_object_or_404(Template.objects.visible_to(person).standing(), pk=template)
    columns = ("kind", "name", "team", "language", "text")
    initial = {each: getattr(found, each) for each in columns}
    form = TemplateForm(request.POST or None, teams=Team.objects.visible_to(person), initial=initial)
    if attempt(form, found.change, by=person):
        toasts.success(request, _("It reads like this from now on. What was sent stands."))
        return redirect("templates")
    return show(request, "conversations/template.html", form=form, template=found)


@require_POST
@door(right="conversations.templates")
def withdrawal(request: HttpRequest, template: int) -> HttpResponse:
    """Nobody takes it any more."""
    person = request.person  # type: ignore[attr-defined]
    found = get_object_or_404(Template.objects.visible_to(person).standing(), pk=template)
    press(request, found.withdraw, done=_("It is withdrawn. What was sent stands."), by=person)
    return redirect("templates")


def _example(person: Person) -> dict[str, Any]:
    """Somebody and something, so that one sees how it reads."""
    known = {
        "customer.first_name": "Priya",
        "customer.name": "Priya Shah",
        "account.name": "Maple Dental",
        "case.number": "FR-1042",
        "promise.what": _("a call back"),
        "promise.time": _("11:00 on Monday 4 May (Toronto time)"),
    }
    ours = about_us(person, person.team())
    return known | {name: value or f"{{{name}}}" for name, value in ours.items()}
