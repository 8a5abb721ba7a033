"""What is filled in by who goes home."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.people.models import Person

from ..models import Case
from ..models.going import BeforeIGo
from .moments import MomentField


class BackForm(forms.Form):
    """When one is back."""

    back_at = MomentField(label=_("Back at"))

    def __init__(self, *given: Any, person: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["back_at"].stand_at(lambda: person.zone)  # type: ignore[attr-defined]

    def clean_back_at(self) -> datetime:
        back_at: datetime = self.cleaned_data["back_at"]
        if back_at <= clock.now():
            raise forms.ValidationError(_("That is over. When are you back?"))
        return back_at


class AskToGoOnForm(forms.Form):
    """Which case goes to which colleague who is here."""

    case = forms.ModelChoiceField(Case.objects.none(), to_field_name="number")
    to = forms.ModelChoiceField(Person.objects.none())

    def __init__(self, *given: Any, person: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["case"].queryset = Case.objects.visible_to(person)  # type: ignore[attr-defined]
        self.fields["to"].queryset = BeforeIGo.colleagues(person, at=clock.now())  # type: ignore[attr-defined]
