"""Looking something up: acts by their name, and whatever the parts find."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fiverings.core import slots
from fiverings.people.models import Person

log = logging.getLogger(__name__)

OF_A_KIND_AT_MOST = 12
LETTERS_AT_LEAST = 2


@dataclass(frozen=True)
class Group:
    """What was found of one kind, under its name."""

    title: str
    found: list[slots.Found]
    failed: bool = False


def open_to(person: Person, slot: slots.Slot[Any]) -> list[slots.Filling[Any]]:
    """The acts or the settings that this person has the right to, in order."""
    rights = [(filling, filling.traits.get("right")) for filling in slot.all()]
    return [filling for filling, right in rights if right is None or person.may(right)]


def looked_up(words: str, *, person: Person) -> list[Group]:
    """Everything that this person may find under these words; acts also without any."""
    groups = [Group(_("Acts"), list(_acts(words, person)))]
    if len(words.strip()) >= LETTERS_AT_LEAST:
        groups += [_found(filling, words, person) for filling in slots.finding.all()]
    return [group for group in groups if group.found or group.failed]


def _acts(words: str, person: Person) -> Iterator[slots.Found]:
    wanted = words.casefold().split()
    for filling in open_to(person, slots.act):
        label = str(filling.label)
        if all(word in label.casefold() for word in wanted):
            yield slots.Found(label, "", filling.run(), icon=filling.traits.get("icon", "next"))


def _found(filling: Any, words: str, person: Person) -> Group:
    """What one part finds; one that fails shows its name instead of breaking the page."""
    title = str(filling.traits.get("label", ""))
    try:
        with transaction.atomic():
            return Group(title, list(islice(filling.run(person, words), OF_A_KIND_AT_MOST)))
    except Exception:
        log.exception("%s could not look up", filling.name)
        return Group(title or filling.name, [], failed=True)
