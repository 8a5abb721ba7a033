"""Moments, as people type them on the clocks of a place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.templatetags.moments import place, when

TYPED = "%Y-%m-%dT%H:%M"
STEP = timedelta(minutes=5)
LAST = "9999-12-31T23:59"  # so that a year ends after four digits, and what is typed goes on with the hour


class MomentInput(forms.DateTimeInput):
    """A moment to type, and a few near ones to choose, by the clocks of a place."""

    template_name = "cases/_moment.html"

    def __init__(self) -> None:
        super().__init__(attrs={"type": "datetime-local", "max": LAST}, format=TYPED)
        self.zone: Callable[[], str] = lambda: "UTC"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        zone = self.zone()
        near = [(at.strftime(TYPED), when(at, zone)) for at in near_moments(clock.now().astimezone(ZoneInfo(zone)))]
        listed = f"{context['widget']['attrs'].get('id', name)}-near"
        context["widget"] |= {"near": near, "listed": listed}
        context["widget"]["attrs"]["list"] = listed
        return context


def near_moments(now: datetime) -> list[datetime]:
    """What people promise most: half an hour, one, two and four hours from now, and the mornings that follow."""
    start = now + STEP - timedelta(minutes=now.minute % 5, seconds=now.second, microseconds=now.microsecond)
    nine = now.replace(hour=9, minute=0, second=0, microsecond=0)
    ahead = [start + timedelta(minutes=minutes) for minutes in (30, 60, 120, 240)]
    return [*ahead, *(nine + timedelta(days=days) for days in (1, 2) if nine + timedelta(days=days) > ahead[-1])]


class MomentField(forms.DateTimeField):
    """A moment on the clocks of whom it is told to; the label says whose."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=MomentInput(), input_formats=[TYPED, f"{TYPED}:%S"], **more)
        self.zone: Callable[[], str] = lambda: "UTC"

    def stand_at(self, zone: Callable[[], str]) -> None:
        """From now on by the clocks of this place, which is asked for when a time is read or shown."""
        self.zone, words = cache(zone), _("{label} ({place} time)")
        self.widget.zone = self.zone
        self.label = format_lazy(words, label=self.label, place=lazy(lambda: place(self.zone()), str)())

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        with timezone.override(ZoneInfo(self.zone())):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and timezone.is_aware(value):
            value = value.astimezone(ZoneInfo(self.zone())).replace(tzinfo=None)
        return value


def on_the_step(at: datetime | None) -> datetime | None:
    """The last five minutes before a moment, as people say times."""
    if at is None:
        return None
    return at - timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
