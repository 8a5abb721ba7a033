"""What is filled in when accounts are given another advocate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.people.models import Person, Role

ONE_LINE = 400


class ReasonField(forms.CharField):
    """Why, in one line."""

    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("Why?"), help_text=_("Only we read this."), max_length=ONE_LINE, **more)


class AdvocatesForm(forms.Form):
    """Who is the voice of an account, who stands in, and why."""

    to = forms.ModelChoiceField(Person.objects.none(), label=_("Advocate"), required=False)
    backup = forms.ModelChoiceField(Person.objects.none(), label=_("Stands in"), required=False)
    reason = ReasonField()

    def __init__(self, *arguments: Any, person: Person, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for name in ("to", "backup"):
            self.fields[name].queryset = _advocates(person)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("to") and given.get("to") == given.get("backup"):
            raise forms.ValidationError(_("Nobody stands in for oneself. Name two people."))
        return given


class AllOfThemForm(forms.Form):
    """Who is the voice of all the accounts of a colleague from now on, and why."""

    to = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who looks after them from now on?"),
        required=False,
        empty_label=_("Who stands in for each"),
    )
    reason = ReasonField()

    def __init__(self, *arguments: Any, person: Person, of: Person, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["to"].queryset = _advocates(person).exclude(pk=of.pk)  # type: ignore[attr-defined]


def _advocates(reader: Person) -> Any:
    return Person.objects.visible_to(reader).with_role(Role.ADVOCATE).order_by("name")
