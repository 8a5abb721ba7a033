"""Addresses of opening hours."""

from django.urls import path

from fiverings.hours.views import calendars

urlpatterns = [
    path("settings/hours/", calendars.calendars, name="calendars"),
    path("settings/hours/new/", calendars.new, name="calendar-new"),
    path("settings/hours/<int:calendar>/", calendars.calendar, name="calendar"),
    path("settings/hours/<int:calendar>/revision/", calendars.revision, name="calendar-revision"),
]
