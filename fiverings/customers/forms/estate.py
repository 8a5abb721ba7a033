"""What people fill in about what customers have, how it hangs together, and what was agreed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.hours.models import BusinessCalendar

from ..models import Account, Agreement, Asset, Site, Topology
from .accounts import DAY, ZoneField

NAME_AT_MOST = 200
LINES_AT_LEAST = 3


class SiteForm(forms.Form):
    """A place of an account."""

    name = forms.CharField(label=_("Name"), help_text=_("As they call it: King Street, branch 14."), max_length=200)
    address = forms.CharField(
        label=_("Address"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    zone = ZoneField(label=_("Time zone, when it is another there"), required=False)


class AssetForm(forms.Form):
    """A piece of equipment."""

    name = forms.CharField(label=_("Name"), help_text=_("As they call it."), max_length=NAME_AT_MOST)
    site = forms.ModelChoiceField(Site.objects.none(), label=_("Where it stands"), required=False)
    model = forms.CharField(label=_("Model"), required=False, max_length=NAME_AT_MOST)
    serial = forms.CharField(label=_("Serial number"), required=False, max_length=NAME_AT_MOST)
    carrier = forms.CharField(
        label=_("Carrier or provider"), help_text=_("Whose line it is."), required=False, max_length=NAME_AT_MOST
    )
    installed_on = forms.DateField(label=_("Installed"), required=False, widget=DAY)
    support_ends_on = forms.DateField(label=_("Support ends"), required=False, widget=DAY)
    capacity = forms.IntegerField(
        label=_("Capacity"), help_text=_("How much it carries: calls at a time, for a telephone line."),
        required=False, min_value=0, max_value=2_000_000_000,
    )  # fmt: skip
    criticality = forms.TypedChoiceField(
        label=_("How much depends on it"), choices=Asset.Criticality.choices, coerce=int, initial=2
    )

    def __init__(self, *given: Any, account: Account, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["site"].queryset = account.sites.standing().order_by("name")  # type: ignore[attr-defined]


class TopologyForm(forms.Form):
    """What carries a service of an account, and what takes over."""

    service = forms.CharField(label=_("Service"), help_text=_("What they use: Calls."), max_length=NAME_AT_MOST)
    unit = forms.CharField(
        label=_("Counted in"), help_text=_("Calls at a time, for example."), required=False, max_length=NAME_AT_MOST
    )
    primary = forms.ModelMultipleChoiceField(
        Asset.objects.none(), label=_("Carried by"), widget=forms.CheckboxSelectMultiple
    )
    failover = forms.ModelMultipleChoiceField(
        Asset.objects.none(), label=_("Taken over by"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *given: Any, account: Account, topology: Topology | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.account, self.topology = account, topology
        for name in ("primary", "failover"):
            self.fields[name].queryset = account.assets.standing().order_by("name", "id")  # type: ignore[attr-defined]
        self.fields["service"].disabled = topology is not None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        known = self.account.topologies.standing().filter(service=given.get("service", ""))
        if self.topology is None and known.exists():
            self.add_error("service", _("It is said already how this is connected. Change it there."))
        doubled = set(given.get("primary", ())) & set(given.get("failover", ()))
        if doubled:
            words = _("%(names)s cannot take over from itself. Choose one of the two.")
            raise forms.ValidationError(words % {"names": ", ".join(map(str, doubled))})
        return given


class AgreementForm(forms.Form):
    """An agreement, and what it covers: a few lines, each with the hours in which it does."""

    name = forms.CharField(label=_("Name"), max_length=NAME_AT_MOST)
    begins_on = forms.DateField(label=_("Begins"), widget=DAY)
    ends_on = forms.DateField(label=_("Ends"), required=False, widget=DAY)
    notice_days = forms.IntegerField(label=_("Days of notice"), min_value=0, max_value=3660, initial=0)

    def __init__(self, *given: Any, person: Any, agreement: Agreement | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        covered = list(agreement.entitlements.order_by("id")) if agreement else []
        self.places = range(1, max(LINES_AT_LEAST, len(covered) + 2) + 1)
        for place, known in zip(self.places, [*covered, *[None] * len(self.places)], strict=False):
            self._add_line(place, known, BusinessCalendar.objects.visible_to(person))

    def _add_line(self, place: int, known: Any, calendars: Any) -> None:
        self.fields[f"covers_{place}"] = forms.CharField(
            label=_("Covers"), required=False, max_length=NAME_AT_MOST, initial=known.covers if known else ""
        )
        self.fields[f"hours_{place}"] = forms.ModelChoiceField(
            calendars, label=_("In the hours of"), required=False, empty_label=_("round the clock"),
            initial=known.calendar if known else None,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("ends_on") and given.get("begins_on") and given["ends_on"] < given["begins_on"]:
            self.add_error("ends_on", _("It ends after it begins."))
        lines = [(given.pop(f"covers_{n}", ""), given.pop(f"hours_{n}", None)) for n in self.places]
        return {**given, "covers": [(what, calendar) for what, calendar in lines if what]}
