"""What opening hours show elsewhere: a settings page, and the act that begins a calendar."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import slots


@slots.setting("hours", order=15, label=_("Opening hours"), icon="clock", right="hours.read")
def hour_settings() -> str:
    return reverse("calendars")


@slots.act("new-calendar", label=_("Establish opening hours"), icon="plus", right="hours.edit")
def new_calendar() -> str:
    return reverse("calendar-new")
