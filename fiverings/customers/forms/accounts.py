"""What people fill in about accounts, and about the people there."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fiverings.core.problems import Refused
from fiverings.hours.models import BusinessCalendar
from fiverings.people.models import Person

from ..models import Account, Contact, Reason, in_e164

DAY = forms.DateInput(attrs={"type": "date"})
TIME = {"type": "time"}
GIVEN_BY_HAND = (Reason.TEAM, Reason.REQUEST, Reason.VISIT, Reason.INVOICE)


class ZoneField(forms.CharField):
    """A time zone by its name in the IANA list."""

    def clean(self, value: Any) -> str:
        zone = super().clean(value)
        if zone and zone not in available_timezones():
            raise forms.ValidationError(_("There is no time zone of this name; write it like America/Toronto."))
        return zone


class NumberField(forms.CharField):
    """A telephone number, understood and turned into E.164."""

    def clean(self, value: Any) -> str:
        written = super().clean(value)
        try:
            return in_e164(written) if written else ""
        except Refused as refused:
            raise forms.ValidationError(_("%(why)s Begin with + and the country.") % {"why": refused}) from None


class AccountForm(forms.Form):
    """What we know about an account."""

    name = forms.CharField(label=_("Name"), max_length=200)
    zone = ZoneField(label=_("Time zone"), initial="America/Toronto")
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    calendar = forms.ModelChoiceField(BusinessCalendar.objects.none(), label=_("Opening hours"), required=False)
    impact_weight = forms.TypedChoiceField(
        label=_("Business effect"), choices=[(1, _("small")), (2, _("usual")), (3, _("large"))], coerce=int, initial=2
    )
    since = forms.DateField(label=_("With us since"), required=False, widget=DAY)

    def __init__(self, *arguments: Any, person: Person, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["calendar"].queryset = BusinessCalendar.objects.visible_to(person)  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """What we know about a contact; an address or number given here is added."""

    name = forms.CharField(label=_("Name"), max_length=200)
    position = forms.CharField(label=_("What they do there"), required=False, max_length=200)
    address = forms.EmailField(label=_("Mail address"), required=False)
    number = NumberField(label=_("Telephone number"), required=False)
    prefers = forms.ChoiceField(label=_("Likes to be reached"), choices=Contact.Way.choices)
    zone = ZoneField(label=_("Time zone, when theirs is another"), required=False)
    quiet_from = forms.TimeField(label=_("Quiet from"), required=False, widget=forms.TimeInput(attrs=TIME))
    quiet_until = forms.TimeField(label=_("Quiet until"), required=False, widget=forms.TimeInput(attrs=TIME))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if bool(given.get("quiet_from")) != bool(given.get("quiet_until")):
            raise forms.ValidationError(_("Quiet hours have a beginning and an end. Give both, or neither."))
        return given


class AdoptionForm(forms.Form):
    """The name of the account that somebody belongs to."""

    account = forms.CharField(label=_("Account"), max_length=200)

    def __init__(self, *arguments: Any, person: Person, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.person = person

    def clean_account(self) -> Account:
        named = (
            Account.objects.visible_to(self.person).known().filter(name__iexact=self.cleaned_data["account"].strip())
        )
        if len(found := list(named[:2])) != 1:
            raise forms.ValidationError(_("No account has exactly this name. Choose one of those offered."))
        return found[0]


class SettlementForm(forms.Form):
    """The name under which somebody becomes an account of their own."""

    name = forms.CharField(label=_("Name of the account"), max_length=200)


class MergeForm(forms.Form):
    """The mail address of the contact who is the same person."""

    other = forms.EmailField(label=_("Their other mail address"))

    def __init__(self, *arguments: Any, person: Person, contact: Contact, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.person, self.contact = person, contact

    def clean_other(self) -> Contact:
        visible = Contact.objects.visible_to(self.person).present().with_address(self.cleaned_data["other"])
        found = visible.exclude(pk=self.contact.pk).first()
        if found is None:
            raise forms.ValidationError(_("Nobody else whom you may see has this address."))
        return found  # type: ignore[no-any-return]


class ConfidentialityForm(forms.Form):
    """Why an account is confidential."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class AccessForm(forms.Form):
    """Who may see an account, why, and until when."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Who"))
    why = forms.ChoiceField(label=_("Why"), choices=[each for each in Reason.choices if each[0] in GIVEN_BY_HAND])
    until = forms.DateTimeField(
        label=_("Until"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )

    def __init__(self, *arguments: Any, person: Person, **more: Any) -> None:
        super().__init__(*arguments, **more)
        staff = Person.objects.visible_to(person).active().order_by("name")
        self.fields["person"].queryset = staff  # type: ignore[attr-defined]
