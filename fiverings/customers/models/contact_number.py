"""Telephone numbers of contacts."""

from __future__ import annotations

import phonenumbers
from babel.core import get_global
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record
from fiverings.core.problems import Refused


class NotANumber(Refused):
    """What was given cannot be dialled from everywhere."""


def in_e164(written: str, *, country: str = "") -> str:
    """A number as the whole world dials it, +14165550142; NotANumber when it cannot be understood."""
    try:
        number = phonenumbers.parse(written, country or None)
    except phonenumbers.NumberParseException:
        raise NotANumber(_("“{written}” is not a telephone number.").format(written=written)) from None
    if not phonenumbers.is_possible_number(number):
        raise NotANumber(_("“{written}” is not a telephone number.").format(written=written))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class ContactNumber(Record):
    """A telephone number in E.164; colleagues may share one."""

    class Kind(models.TextChoices):
        """Where a number rings."""

        MOBILE = "mobile", _("mobile")
        DESK = "desk", _("desk")
        HOME = "home", _("home")

    contact = models.ForeignKey(
        "customers.Contact", on_delete=models.PROTECT, related_name="numbers", related_query_name="number"
    )
    number = models.TextField(_("telephone number"), db_collation="C")
    kind = models.TextField(choices=Kind.choices, default=Kind.MOBILE)

    personal = ("number",)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["number", "contact"], name="customers_a_contact_has_a_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__regex=r"^\+[1-9][0-9]{6,14}$"), name="customers_a_number_is_in_e164"
            ),
        )

    def __str__(self) -> str:
        parsed = phonenumbers.parse(self.number)
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def numbers_in(words: str, *, zone: str) -> list[str]:
    """The telephone numbers in what somebody in this time zone wrote, each once, in the order of the words."""
    country = get_global("zone_territories").get(zone)
    found = phonenumbers.PhoneNumberMatcher(words, country)
    as_read = (phonenumbers.format_number(each.number, phonenumbers.PhoneNumberFormat.INTERNATIONAL) for each in found)
    return list(dict.fromkeys(as_read))


def number_in(words: str) -> str:
    """The number that somebody wrote with its country, in E.164; nothing when these words are none."""
    try:
        return in_e164(words) if words.strip().startswith("+") else ""
    except NotANumber:
        return ""
