"""What a version asks is read from its definition once in a process: a version is never changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from .definition import Definition

if TYPE_CHECKING:
    from .guide import GuideVersion

AT_MOST = 200
"""So many versions are kept; beyond that all are read anew."""

_READ: dict[tuple[int | None, datetime], Definition] = {}


def asks_of(version: GuideVersion) -> Definition:
    """What this version asks. BadGuide."""
    key = (version.pk, version.made_at)
    if version.pk is None:
        return Definition.read(version.definition)
    if key not in _READ:
        if len(_READ) >= AT_MOST:
            _READ.clear()
        _READ[key] = Definition.read(version.definition)
    return _READ[key]


def each_read(versions: QuerySet[GuideVersion]) -> list[GuideVersion]:
    """These versions, each with what it asks; a long definition is fetched only where nobody has read it yet."""
    found = list(versions.defer("definition"))
    missing = {each.pk: each for each in found if (each.pk, each.made_at) not in _READ}
    if missing:
        for pk, definition in type(found[0]).objects.filter(pk__in=missing).values_list("pk", "definition"):
            missing[pk].definition = definition
    return found
