"""The story of a journey: what was said, what we noted and what happened, woven in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, product
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import models

from fiverings.core.events import KINDS, Event
from fiverings.core.models import Entry, Mention
from fiverings.core.payload import recall, references
from fiverings.core.references import Reference, find_shown, held, refer
from fiverings.core.written import Written

from .belonging import OfAJourney
from .calling import Call
from .journey import Journey
from .message import Message
from .noting import Note
from .subjects import plain_subject
from .told import TheirWords, Told, tell_call, tell_message

SPEAK_FOR_THEMSELVES = (
    *("conversations.MessageReceived", "conversations.MessageWritten", "conversations.MessageSent"),
    *("conversations.MessageTakenBack", "conversations.NoteWritten", "conversations.CallLogged"),
    "conversations.PicturesShown",
)

NEWEST = 300
"""So much of each kind is told."""


@Written
def _messages(journey: int) -> models.QuerySet[Message]:
    said = Message.objects.standing().filter(thread__journey=journey).order_by("-at", "-id")[:NEWEST]
    return said.select_related("outbox", "pictures_shown").prefetch_related("attachments__blob")


@Written
def _notes(journey: int) -> models.QuerySet[Note]:
    return Note.objects.filter(journey=journey).select_related("author").order_by("-at", "-id")[:NEWEST]


@Written
def _calls(journey: int) -> models.QuerySet[Call]:
    return Call.objects.filter(journey=journey).select_related("contact", "person").order_by("-at", "-id")[:NEWEST]


class Story:
    """What was said on a journey, and what the journal tells about it and the records around it.

    What is `known` and seen by the person is not asked for again.
    """

    def __init__(
        self,
        journey: Journey,
        *,
        person: Any,
        about: Iterable[models.Model] = (),
        silent: Iterable[str] = (),
        known: Iterable[models.Model] = (),
    ) -> None:
        self.journey, self.person = journey, person
        self.silent = [*SPEAK_FOR_THEMSELVES, *silent]
        self.about = [refer(record) for record in (journey, *about)]
        self.known = [*about, *known]

    def entries(self) -> list[Told]:
        """All of it, the oldest first; the same number of questions to the database however long it is."""
        latest_first = [*self._lines(), *self._notes(), *self._calls(), *self._messages()]
        return sorted(reversed(latest_first), key=lambda each: each.at)[-NEWEST:]

    def days(self, zone: str) -> list[dict[str, Any]]:
        """The entries under the days of a place."""
        here = ZoneInfo(zone)

        def day(told: Told) -> date:
            return told.at.astimezone(here).date()

        grouped = [(list(entries)) for _day, entries in groupby(self.entries(), key=day)]
        return [{"day": entries[0].at, "entries": entries} for entries in grouped]

    def _messages(self) -> Iterator[Told]:
        found = _messages(self.journey.pk)
        self._name(found, "contact", "author")
        said: set[tuple[int, str]] = set()
        told = []
        for message in reversed(found):
            about = message.thread_id, plain_subject(message.subject)
            told.append(tell_message(message, subject="" if about in said else message.subject))
            said.add(about)
        yield from reversed(told)

    def _name(self, said: list[Any], *names: str) -> None:
        """Say of each whose it is, and ask only for those who are not known yet."""
        known = {refer(record): record for record in self.known}
        for each, name in product(said, names):
            field = each._meta.get_field(name)
            who = known.get(Reference(field.related_model._meta.label_lower, getattr(each, field.attname)))
            if who is not None:
                setattr(each, name, who)
        models.prefetch_related_objects(said, *names)

    def _notes(self) -> Iterator[Told]:
        for note in _notes(self.journey.pk):
            yield Told(f"note-{note.pk}", note.at, "note", note.author, note.text, icon="lock", record=note)

    def _calls(self) -> Iterator[Told]:
        for call in _calls(self.journey.pk):
            yield tell_call(call)

    def _lying_here(self, wanted: Iterable[Reference]) -> Iterator[models.Model]:
        """Those records that lie on this journey: who sees the journey sees them."""
        ids: dict[str, set[int]] = defaultdict(set)
        for each in wanted:
            ids[each.label].add(each.id)
        for label, some in ids.items():
            records = apps.get_model(label)._default_manager.all()
            if isinstance(records, OfAJourney) and records.to_account.endswith("journey__account"):
                journey = records.to_account.removesuffix("__account")
                yield from records.filter(pk__in=some, **{journey: self.journey.pk})

    def _lines(self) -> Iterator[Told]:
        wanted = models.Q()
        for reference in self.about:
            wanted |= models.Q(label=reference.label, record_id=reference.id)
        mentions = Mention.objects.filter(wanted).values("entry")
        lines = Entry.objects.filter(id__in=mentions).exclude(kind__in=self.silent)
        found = list(lines.order_by("-at", "-id")[:NEWEST])
        known, quoted = {refer(record) for record in self.known}, set(_quoted(found))
        here = [*self._lying_here(references(found, told=True) - known)]
        seen = find_shown(quoted - known - {refer(record) for record in here}, to=self.person).values()
        events = [each for each in recall(found, reader=self.person, known=[*self.known, *here, *seen]) if each.about]
        theirs = _in_their_words(events)
        for event in events:
            yield Told(
                f"line-{event.entry.pk}", event.entry.at, "journal", event.by, event.tell(), event=event.kind,
                record=event.about, quotes=[*event.quote()], theirs=theirs.get(event.entry.pk),
            )  # fmt: skip


def _quoted(lines: Iterable[Entry]) -> Iterator[Reference]:
    """The records whose words are told below what happened."""
    for line in lines:
        names = KINDS[line.kind].quoted() if line.kind in KINDS else ()
        yield from held([line.payload.get(name) for name in names])


def _in_their_words(events: Iterable[Event]) -> dict[int, TheirWords]:
    """What a customer said when things happened, by the line that tells of it; who heard it is asked for together."""
    heard = {event.entry.pk: record for event in events if (record := event.hearing()) is not None}
    by_kind: dict[type[models.Model], list[Any]] = defaultdict(list)
    for record in heard.values():
        if record.holds_their_words:
            by_kind[type(record)].append(record)
    for kind, records in by_kind.items():
        models.prefetch_related_objects(records, *kind.heard_with)  # type: ignore[attr-defined]
    return {line: record.in_their_words() for line, record in heard.items() if record.holds_their_words}
