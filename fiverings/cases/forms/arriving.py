"""What people fill in who have arrived at a customer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.customers.models import Site
from fiverings.people.models import Person
from fiverings.promises.models import Promise

from ..models import Case
from .calling import PromisesField
from .case import ONE_LINE


class ArrivalForm(forms.Form):
    """Who is there, where, whether anybody is, and which visits that makes."""

    person = forms.ModelChoiceField(label=_("Who is there?"), queryset=Person.objects.none(), empty_label=None)
    site = forms.ModelChoiceField(
        label=_("At which site?"), queryset=Site.objects.none(), required=False, empty_label=_("Somewhere else")
    )
    place = forms.CharField(label=_("Somewhere else: where?"), required=False, max_length=ONE_LINE)
    nobody = forms.BooleanField(label=_("Nobody was there: it is still owed"), required=False)
    visits = PromisesField(
        label=_("This is the visit that was promised"),
        help_text=_("It counts as kept or late by this moment, and is not taken back."),
        queryset=Promise.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, case: Case, person: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        sites, visits = case.account.sites.standing(), case.visits()
        here: Any = self.fields
        here["person"].queryset = Person.objects.who_may("cases.arrive").order_by("name")
        here["person"].initial = person
        here["site"].queryset, here["visits"].queryset = sites, visits
        here["site"].initial = sites.first() if sites.count() == 1 else None
        here["visits"].initial = list(visits)
        if not sites:
            del here["site"]
            here["place"].label, here["place"].required = _("Where?"), True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return given | {"met": not given.pop("nobody", False)}
