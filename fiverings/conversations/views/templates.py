"""Templates: what is prepared, its words with an example filled in, written, changed and withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import attempt, door, press, show
from fiverings.core.problems import Refused
from fiverings.customers.models import Contact
from fiverings.people.models import Team

from ..forms import PreviewForm, TemplateForm, fields_in_words
from ..models import Preview, Template, about_us, example, shown

NEWEST_CUSTOMERS = 50


@door(right="conversations.templates")
def templates(request: HttpRequest) -> HttpResponse:
    """All that stand, each as it would read."""
    person = request.person  # type: ignore[attr-defined]
    found = Template.objects.visible_to(person).standing().select_related("team", "written_by")
    ours = about_us(person, person.team())
    values = example() | {name: value or f"{{{name}}}" for name, value in ours.items()}
    read = ((each, each.signed(values)) for each in found)
    return show(
        request, "conversations/templates.html", templates=[(each, words, shown(words)) for each, words in read]
    )


@door(right="conversations.templates")
def new_template(request: HttpRequest) -> HttpResponse:
    """Prepare words, or look how they would read."""
    person = request.person  # type: ignore[attr-defined]
    form = TemplateForm(request.POST or None, teams=Team.objects.visible_to(person), initial={"language": "en"})
    if "preview" not in request.POST and attempt(form, Template.write, by=person):
        toasts.success(request, _("It can be taken from now on."))
        return redirect("templates")
    return show(request, "conversations/template.html", form=form, **_preview(request, form))


@door(right="conversations.templates")
def template(request: HttpRequest, template: int) -> HttpResponse:
    """Change prepared words, or look how they would read."""
    person = request.person  # type: ignore[attr-defined]
    found = get_object_or_404(Template.objects.visible_to(person).standing(), pk=template)
    columns = ("kind", "name", "team", "language", "text")
    initial = {each: getattr(found, each) for each in columns}
    form = TemplateForm(request.POST or None, teams=Team.objects.visible_to(person), initial=initial)
    if "preview" not in request.POST and attempt(form, found.change, by=person):
        toasts.success(request, _("It reads like this from now on. What was sent stands."))
        return redirect("templates")
    return show(request, "conversations/template.html", form=form, template=found, **_preview(request, form, found))


def _preview(request: HttpRequest, form: TemplateForm, template: Template | None = None) -> dict[str, Any]:
    """For whom it can be shown, and how it reads: as it was typed just now, else as it stands."""
    person = request.person  # type: ignore[attr-defined]
    contacts = Contact.objects.visible_to(person).present().select_related("account").order_by("-id")
    newest = Contact.objects.visible_to(person).filter(pk__in=[each.pk for each in contacts[:NEWEST_CUSTOMERS]])
    whom = PreviewForm(request.POST or None, contacts=newest.select_related("account"))
    words: dict[str, Any] = {"whom": whom, "known_fields": fields_in_words()}
    if form.is_bound and form.is_valid() and whom.is_valid():
        typed = Template(**form.cleaned_data)
        try:
            typed.check_words()
        except Refused as refused:
            form.add_error("text", str(refused))
            return words
        return words | {"preview": Preview.of(typed, contact=whom.cleaned_data["customer"], by=person)}
    if template and not form.is_bound:
        return words | {"preview": Preview.of(template, contact=None, by=person)}
    return words


@require_POST
@door(right="conversations.templates")
def withdrawal(request: HttpRequest, template: int) -> HttpResponse:
    """Nobody takes it any more."""
    person = request.person  # type: ignore[attr-defined]
    found = get_object_or_404(Template.objects.visible_to(person).standing(), pk=template)
    press(request, found.withdraw, done=_("It is withdrawn. What was sent stands."), by=person)
    return redirect("templates")
