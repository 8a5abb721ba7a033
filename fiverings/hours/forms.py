"""What is entered about opening hours: the import format, as people type it; forms check and never save."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from .models import BadCalendar, BusinessCalendar
from .models.calendar_format import DAYS
from .models.typed_calendar import definition_of, typed_from

ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"]
FIELDS = {"tz": "zone", "holidays": "holidays", "breaks": "exceptions", "shifts": "exceptions"}
EXCEPT = "holidays_of.except"


def _lines(**more: Any) -> forms.CharField:
    return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}), **more)


def _day(number: int) -> forms.CharField:
    return forms.CharField(label=WEEKDAYS[number], required=False)


class RevisionForm(forms.Form):
    """Opening hours for a new version; `cleaned_data` holds its definition."""

    zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES, initial="UTC")
    mon, tue, wed, thu, fri, sat, sun = (_day(number) for number in range(7))
    country = forms.CharField(
        label=_("Public holidays of"), required=False, help_text=_("The country in two letters, such as CA.")
    )
    subdivision = forms.CharField(
        label=_("Province or state"), required=False, help_text=_("As the country names it, such as ON.")
    )
    years = forms.CharField(
        label=_("In the years"),
        required=False,
        help_text=_("Such as 2026, 2027. The dates are written into this version and never looked up again."),
    )
    holidays = _lines(
        label=_("Holidays of your own"),
        help_text=_("One a line: 2026-06-05 Company outing, or *-12-24 for every year."),
    )
    exceptions = _lines(
        label=_("Days that differ"),
        help_text=_(
            "One a line: 2026-12-31 08:30-12:00, or 2026-12-28 closed, or 2026-03-03 closed 10:00-11:30. "
            "A public holiday on which you work: 2026-02-16 open."
        ),
    )

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["mon"].help_text = _("Such as 08:30-12:00, 13:00-17:00. Empty: closed all day.")

    @classmethod
    def about(cls, calendar: BusinessCalendar, entered: Any) -> RevisionForm:
        known = typed_from(calendar.current.definition) if calendar.current else {}
        form = cls(entered, initial=known)
        form.keep_zone(known.get("zone", ""))
        return form

    def keep_zone(self, zone: str) -> None:
        """Offer a zone that came from a file, be it an old name."""
        if zone and zone not in dict(ZONES):
            self.fields["zone"].choices = [(zone, zone), *ZONES]  # type: ignore[attr-defined]

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean_years(self) -> list[int]:
        words = self.cleaned_data["years"].replace(",", " ").split()
        if not all(word.isascii() and word.isdigit() and len(word) == 4 for word in words):
            raise forms.ValidationError(_("Years have four digits, with commas between them: 2026, 2027."))
        return sorted({int(word) for word in words})

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if self.errors:
            return entered
        try:
            definition = definition_of(entered)
        except BadCalendar as bad:
            self.add_error(_field(bad.field), bad.why)
            return entered
        if not (definition["hours"] or any(definition["shifts"].values())):
            self.add_error("mon", _("It would never open. Give at least one day its hours."))
        return {name: entered[name] for name in entered if name == "name"} | {"definition": definition}


class NewCalendarForm(RevisionForm):
    """A calendar by its name, with its first opening hours."""

    name = forms.CharField(label=_("Name"), help_text=_("As teams and accounts choose it, such as Toronto office."))
    field_order = ("name",)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if BusinessCalendar.objects.filter(name=name).exists():
            raise forms.ValidationError(_("There is a calendar of this name. Revise it, or choose another name."))
        return name


def _field(where: str) -> str | None:
    """The field beside which a complaint of the import format belongs."""
    path = where.split("[")[0].split(".")
    if where == EXCEPT or path[0] == "exceptions":
        return "exceptions"
    if path[0] in ("hours", "holidays_of") and len(path) > 1:
        return path[1] if path[1] in (*DAYS, "country", "subdivision", "years") else None
    return FIELDS.get(path[0])
