"""Binding: which piece of equipment a machine speaks of, by its labels."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.customers.models import Asset
from fiverings.people.models import Person

BY = ("asset", "serial")
"""The labels that name equipment: its id or serial number, or its serial number."""
LONGEST_ID = 18


class Unbound(models.TextChoices):
    """Why an alarm belongs to no equipment that we know."""

    UNNAMED = "unnamed", _("it names no equipment: no label “asset” or “serial”")
    UNKNOWN = "unknown", _("we know no equipment by this label")
    SEVERAL = "several", _("several pieces of equipment have this serial number")


def bound(labels: Mapping[str, str], person: Person) -> tuple[Asset | None, str]:
    """The equipment that the labels name, among what this person sees; else why there is none."""
    named = [(label, labels[label].strip()) for label in BY if labels.get(label, "").strip()]
    if not named:
        return None, Unbound.UNNAMED
    for label, words in named:
        found = list(_named(label, words, person)[:2])
        if len(found) > 1:
            return None, Unbound.SEVERAL
        if found:
            return found[0], ""
    return None, Unbound.UNKNOWN


def _named(label: str, words: str, person: Person) -> models.QuerySet[Asset]:
    seen = Asset.objects.visible_to(person).standing().select_related("account").order_by("pk")
    by_serial = seen.filter(serial=words)
    is_id = label == "asset" and words.isdecimal() and words.isascii() and len(words) <= LONGEST_ID
    return seen.filter(pk=int(words)) if is_id and not by_serial.exists() else by_serial
