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

from fiverings.core.templatetags.moments import place

TYPED = "%Y-%m-%dT%H:%M"
STEP = timedelta(minutes=5)


class MomentField(forms.DateTimeField):
    """A moment on the clocks of whom it is told to; the label says whose."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TYPED)
        super().__init__(widget=widget, input_formats=[TYPED, f"{TYPED}:%S"], **more)
        self.zone: Callable[[], str] = lambda: "UTC"

    def stand_at(self, zone: Callable[[], str]) -> None:
        """From now on by the clocks of this place, which is asked for when a time is read or shown."""
        self.zone, words = cache(zone), _("{label} ({place} time)")
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
