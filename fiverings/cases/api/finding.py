"""How an endpoint finds what it is about: only what whoever asks may see; anything else is not there."""

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from fiverings.core.clock import now
from fiverings.core.noting import find, noted
from fiverings.core.written import WrittenForReaders
from fiverings.people.models import Person

from ..models import Case

Found = TypeVar("Found", bound=Model)


def me(request: HttpRequest) -> Person:
    """As whom they act."""
    person: Person = request.person  # type: ignore[attr-defined]
    return person


def the_case(request: HttpRequest, number: str) -> Case:
    """The case with this number."""
    found: Case | None = _cases.first(me(request), number, now())
    if found is None:
        raise Http404
    return noted(request, found)


@WrittenForReaders
def _cases(reader: Person, number: str, at: datetime) -> QuerySet[Case]:
    seen = Case.objects.visible_to(reader, at).with_everybody().select_related("merged_into")
    return seen.filter(number=number)


def seen(model: type[Found], request: HttpRequest) -> Any:
    """The records of this kind that they may see."""
    return model._default_manager.visible_to(me(request))  # type: ignore[attr-defined]


def the(model: type[Found], request: HttpRequest, id_: int) -> Found:
    """The record of this kind, with everybody whom it names."""
    found: Found = find(request, seen(model, request).with_everybody(), pk=id_)
    return found


def colleague(request: HttpRequest, id_: int) -> Person:
    """Somebody who works here."""
    found: Person = find(request, Person.objects.visible_to(me(request)).active(), pk=id_)
    return found


def promised(request: HttpRequest, given: Any) -> dict[str, Any]:
    """What is promised, and who comes by their record."""
    told: dict[str, Any] = given.dict()
    comes = told.pop("comes")
    return told if comes is None else told | {"comes": colleague(request, comes)}


def as_it_is_now(record: Found) -> Found:
    """What an act has made of a record, also for whom it is out of sight by that act."""
    record.refresh_from_db()
    return record
