"""Filling: prepared words get what their fields stand for, and a signature finds its reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.formatting import unmarked
from fiverings.core.problems import Refused
from fiverings.people.models import Person, Team

if TYPE_CHECKING:
    from .template import Template

FIELD = re.compile(r"\{([^{}\n]*)\}")


class NothingKnown(Refused):
    """What a field stands for is not known, and an empty place would be sent."""


class Filling(models.Model):
    """The ability of a template to be filled in."""

    class Meta:
        abstract = True

    def filled(self, values: Mapping[str, str]) -> str:
        """Its words with every field filled in; NothingKnown names what is missing."""
        text = cast("Template", self).text
        missing = [name for name in dict.fromkeys(FIELD.findall(text)) if not values.get(name, "").strip()]
        if missing:
            named = ", ".join(f"{{{each}}}" for each in missing)
            raise NothingKnown(_("Nothing is known for {fields}.").format(fields=named))
        return FIELD.sub(lambda found: unmarked(values[found[1]].strip()), text)

    def signed(self, values: Mapping[str, str]) -> str:
        """Its words, without the lines for which nothing is known."""
        lines = cast("Template", self).text.splitlines()
        known = [each for each in lines if all(values.get(name) for name in FIELD.findall(each))]
        return FIELD.sub(lambda found: values[found[1]].strip(), "\n".join(known)).strip()


def nearest(language: str) -> list[str]:
    """In which languages a reader is written to, the nearest first: fr-ca, fr, and at last that of the house."""
    spoken = language.strip().lower()
    house = settings.LANGUAGE_CODE.lower()
    return list(
        dict.fromkeys(each for each in (spoken, spoken.partition("-")[0], house, house.partition("-")[0]) if each)
    )


def best_signature(found: Iterable[Template], language: str) -> Template | None:
    """Their language before ours; in each the team's before that of all."""
    order, base = nearest(language), language.strip().lower().partition("-")[0]

    def nearness(each: Template) -> tuple[bool, bool, int]:
        theirs = each.language.partition("-")[0] == base
        return not theirs, each.team_id is None, order.index(each.language)

    return min(found, key=nearness, default=None)


def about_us(person: Person, team: Team | None) -> dict[str, str]:
    """What is filled in of who writes."""
    return {
        "person.name": person.name,
        "person.first_name": person.known_as or first_name(person.name),
        "person.phone": person.phone,
        "team.name": team.name if team else "",
        "team.brand": team.house if team else "",
        "team.address": team.address if team else "",
    }


def first_name(name: str) -> str:
    """How somebody is called; nothing where we only know an address."""
    words = name.split()
    return words[0] if words and "@" not in name else ""
