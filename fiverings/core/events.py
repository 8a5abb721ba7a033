"""Events: what can happen, each in a class that carries its own sentence, subject and audience."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from functools import cache, reduce
from string import Formatter
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fiverings.core.references import has_page

if TYPE_CHECKING:
    from fiverings.core.models import Entry

KINDS: dict[str, type[Event]] = {}


class Event:
    """One thing that happened, in the past tense: a frozen dataclass whose first field is the subject."""

    sentence: ClassVar[Any] = ""
    found_by: ClassVar[tuple[str, ...]] = ()
    """The fields whose records find the line again; whatever happens all day names only those that are looked at."""
    opens: ClassVar[tuple[str, ...]] = ()
    """The fields whose page is opened where the subject has none, or none that whoever is told may see."""
    quotes: ClassVar[tuple[Any, ...]] = ()
    """What a story tells below the sentence, in the words of the records that it holds: "{request.what}"."""
    heard: ClassVar[str] = ""
    """The field of the record that holds what a customer said just then; a story tells it below, as theirs."""
    unseen: ClassVar[Any] = ""
    """The sentence for whoever may not see the subject (yet); what it opens for them is added in its own words."""
    kind: ClassVar[str]
    entry: Entry
    by: Any
    about: Any
    late: dict[str, Callable[[], Any]]

    def __init_subclass__(cls) -> None:
        path = cls.__module__.split(".")
        cls.kind = f"{path[1] if path[0] == 'fiverings' else path[-1]}.{cls.__name__}"
        KINDS[cls.kind] = cls

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """A field that was left to be read when somebody asks for it."""
            if name not in self.__dict__.get("late", ()):
                raise AttributeError(f"{self.kind} has no {name}")
            object.__setattr__(self, name, self.late[name]())
            return getattr(self, name)

    @property
    def subject(self) -> models.Model:
        subject: models.Model = next(iter(self.values().values()))
        return subject

    def values(self) -> dict[str, Any]:
        """What the event holds, by field."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}  # type: ignore[arg-type]

    def finders(self) -> Iterator[models.Model]:
        """The records by which the line is found: every one that the event holds, unless it names some."""
        for value in (getattr(self, name) for name in self.found_by or self.values()):
            yield from (each for each in (value if isinstance(value, list | tuple) else [value]) if _is_record(each))

    def told_to(self) -> Iterable[models.Model]:
        """The members of staff who hear of it, each according to their wishes."""
        return ()

    @classmethod
    def tells_somebody(cls) -> bool:
        return cls.told_to is not Event.told_to

    @classmethod
    def paths(cls) -> list[list[str]]:
        """What the sentence names, each as the way from a field to an attribute: ["message", "contact"]."""
        return _paths(cls.kind, get_language())

    @classmethod
    def names(cls) -> set[str]:
        """The fields that the sentence names."""
        return {path[0] for path in cls.paths()}

    @classmethod
    def reaches(cls) -> list[tuple[str, str]]:
        """What the sentence asks of the records themselves: (field, attribute) of each "{field.attribute}"."""
        return [(path[0], path[1]) for path in cls.paths() if len(path) > 1]

    def tell(self) -> str:
        """The sentence, in the reader's language, rendered from the records as they are now."""
        is_unseen = self.unseen and not _is_record(self.subject)
        by = getattr(self, "by", None)
        told = str(self.unseen if is_unseen else self.sentence)
        told = told.format(by=_("Five Rings") if by is None else by, **self.values())
        asked = [str(each) for each in self._opened() if _is_record(each)] if is_unseen else []
        return ": ".join([told, *asked])

    @classmethod
    def quoted(cls) -> set[str]:
        """The fields whose words are told below the sentence."""
        return {path[0] for each in cls.quotes for path in _named_in(str(each))} | {cls.heard} - {""}

    def quote(self) -> Iterator[str]:
        """The words below the sentence; of what the reader does not see, and of what is empty, nothing."""
        for each in map(str, self.quotes):
            words = [reduce(getattr, path, self) for path in _named_in(each)]
            if all(words):
                yield each.format(**self.values())

    def hearing(self) -> Any:
        """The record that holds what a customer said just then; None where its reader sees none."""
        record = getattr(self, self.heard) if self.heard else None
        return record if _is_record(record) else None

    def page(self) -> str:
        """The address of what it is about, or of what is opened instead, if its reader may see any."""
        found = [each for each in (self.about, *self._opened()) if has_page(each)]
        return str(found[0].get_absolute_url()) if found else ""

    def leads_to(self) -> str:
        """The page of what it tells of; else the page of whatever else it names."""
        named = [each for each in self.values().values() if _is_record(each) and has_page(each)]
        return self.page() or (str(named[0].get_absolute_url()) if named else "")

    def _opened(self) -> list[Any]:
        return [getattr(self, name) for name in self.opens]


def _is_record(value: object) -> bool:
    return isinstance(value, models.Model)


@cache
def _paths(kind: str, language: str | None) -> list[list[str]]:
    """As the sentence stands in one language: a story asks it of each of its lines."""
    return _named_in(str(KINDS[kind].sentence))


def _named_in(words: str) -> list[list[str]]:
    return [name.split(".") for _text, name, _format, _conversion in Formatter().parse(words) if name]
