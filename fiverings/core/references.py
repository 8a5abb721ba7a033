"""References: how the journal names a record without a foreign key to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from fiverings.core.written import Written


@dataclass(frozen=True, slots=True)
class Reference:
    """A record by its label (`cases.case`) and its id, valid even when the record is gone."""

    label: str
    id: int

    def __str__(self) -> str:
        return f"{self.label}#{self.id}"

    @classmethod
    def read(cls, text: str) -> Reference:
        """What `str` wrote."""
        label, _, id_ = text.partition("#")
        return cls(label, int(id_))

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    def find(self) -> models.Model | Gone:
        """The record itself, or `Gone` in its place."""
        found: models.Model | None = _of_kind(self.label).first(self.id)
        return Gone(self) if found is None else found


class Gone:
    """What stands where a record used to be: it answers every question with a dash."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __str__(self) -> str:
        return "—"

    def __bool__(self) -> bool:
        return False


def refer(record: models.Model) -> Reference:
    """The reference to a saved record; ValueError when it has no id yet."""
    if record.pk is None:
        raise ValueError(f"{record._meta.label} is not saved, so nothing can refer to it")
    return Reference(record._meta.label_lower, record.pk)


def has_page(record: object) -> bool:
    """Whether it is a record that has a page of its own."""
    return hasattr(type(record), "get_absolute_url")


def held(value: Any) -> Iterator[Reference]:
    """The references in what a payload holds."""
    match value:
        case str() if "#" in value:
            yield Reference.read(value)
        case list():
            for each in value:
                yield from held(each)


def find_all(references: Iterable[Reference]) -> dict[Reference, models.Model | Gone]:
    """The records behind many references, with one query for each kind of record."""
    found: dict[Reference, models.Model | Gone] = {}
    for label, ids in _ids_by_label(references).items():
        if len(ids) == 1:
            (reference,) = (Reference(label, id_) for id_ in ids)
            found[reference] = reference.find()
            continue
        records = apps.get_model(label)._base_manager.in_bulk(ids)
        for id_ in ids:
            reference = Reference(label, id_)
            found[reference] = records.get(id_) or Gone(reference)
    return found


@cache
def _of_kind(label: str) -> Written:
    """The question for one record of a kind."""

    def numbered(record: int) -> models.QuerySet[models.Model]:
        return apps.get_model(label)._base_manager.filter(pk=record)

    return Written(numbered)


def find_shown(references: Iterable[Reference], *, to: Any) -> dict[Reference, models.Model]:
    """Those of the records that a person may see, with one query for each kind; what says nothing of it, all may."""
    found: dict[Reference, models.Model] = {}
    for label, ids in _ids_by_label(references).items():
        records = apps.get_model(label)._default_manager.all()
        with suppress(NotImplementedError, AttributeError):
            records = records.visible_to(to)  # type: ignore[attr-defined]
        found |= {Reference(label, id_): record for id_, record in records.in_bulk(ids).items()}
    return found


def _ids_by_label(references: Iterable[Reference]) -> dict[str, set[int]]:
    ids: dict[str, set[int]] = defaultdict(set)
    for reference in references:
        ids[reference.label].add(reference.id)
    return ids


class FoundWhenAsked(dict[Reference, Any]):
    """In the place of records: each is found when it is first asked for."""

    def __missing__(self, reference: Reference) -> Any:
        self[reference] = reference.find()
        return self[reference]


class FoundTogether(dict[Reference, Any]):
    """In the place of records of which many are asked for: those of a kind are found together."""

    def __init__(self, references: set[Reference]) -> None:
        self.references = references

    def __missing__(self, reference: Reference) -> Any:
        self.update(find_all({reference, *(each for each in self.references if each.label == reference.label)}))
        return self[reference]


class OrGone(dict[Reference, Any]):
    """Records, and in the place of those that nobody found what says so."""

    def __missing__(self, reference: Reference) -> Gone:
        return Gone(reference)


class Themselves(dict[Reference, Any]):
    """In the place of records: each reference stands for itself."""

    def __missing__(self, reference: Reference) -> Reference:
        return reference
