"""What people fill in when somebody calls whom we do not know yet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from fiverings.core.problems import Refused
from fiverings.customers.models import Account, in_e164
from fiverings.people.models import Person

from .case import ONE_LINE

NAME_AT_MOST = 200
OFFERED = {
    "list": "names",
    "autocomplete": "off",
    "hx-get": reverse_lazy("account-names"),
    "hx-trigger": "input changed delay:150ms",
    "hx-target": "#names",
    "hx-swap": "innerHTML",
}


class NewcomerForm(forms.Form):
    """Who calls, where we reach them, of which account, and what they need; the gate asks the rest."""

    name = forms.CharField(label=_("Who is it?"), max_length=NAME_AT_MOST)
    number = forms.CharField(
        label=_("Telephone number"), help_text=_("With its country: +1 416…"), required=False, max_length=NAME_AT_MOST
    )
    address = forms.EmailField(label=_("Mail address"), required=False)
    account = forms.CharField(
        label=_("Of which account?"),
        help_text=_("One of ours, or the name of a new one. Left empty, we ask later who this is."),
        required=False,
        max_length=NAME_AT_MOST,
        widget=forms.TextInput(attrs=OFFERED),
    )
    need = forms.CharField(
        label=_("What do they need?"), help_text=_("In their words, as they said it."), max_length=ONE_LINE
    )

    def __init__(self, *given: Any, person: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        self.person = person

    @classmethod
    def searched(cls, words: str, *, person: Person) -> NewcomerForm:
        """With what was looked for in its place: an address, a number, or a name."""
        place = "address" if "@" in words else "number" if sum(map(str.isdigit, words)) > len(words) / 2 else "name"
        return cls(person=person, initial={place: words})

    def clean_number(self) -> str:
        written = self.cleaned_data["number"].strip()
        try:
            return in_e164(written) if written else ""
        except Refused as refused:
            raise forms.ValidationError(_("%(why)s Begin with + and the country.") % {"why": refused}) from None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and not (given.get("number") or given.get("address")):
            self.add_error("number", _("Give a number or a mail address: else nobody can reach them."))
        named = given.pop("account", "").strip()
        found = Account.objects.visible_to(self.person).known().filter(name__iexact=named).first() if named else None
        return given | {"account": found, "account_name": "" if found else named}
