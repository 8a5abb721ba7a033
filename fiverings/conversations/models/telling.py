"""The story of a journey: what was said, what we noted and what happened, woven in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby, product
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.models import Entry, Mention
from fiverings.core.payload import recall
from fiverings.core.references import Reference, refer

from .calling import Call
from .journey import Journey
from .message import Message
from .noting import Note

SPEAK_FOR_THEMSELVES = (
    *("conversations.MessageReceived", "conversations.MessageWritten", "conversations.MessageSent"),
    *("conversations.MessageTakenBack", "conversations.NoteWritten", "conversations.CallLogged"),
)


@dataclass(frozen=True)
class Told:
    """One thing in a story, as `components/entry.html` shows it."""

    id: str
    at: datetime
    kind: str
    who: Any
    words: str
    icon: str = ""
    side: str = ""
    body: str = ""
    notes: list[str] = field(default_factory=list)
    html: bool = False
    attachments: list[Any] = field(default_factory=list)
    record: models.Model | None = None
    event: str = ""

    @property
    def channel(self) -> str:
        return self.kind

    @property
    def heading(self) -> str:
        return str(self.who)


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
        newest: int = 300,
    ) -> None:
        self.journey, self.person, self.newest = journey, person, newest
        self.silent = [*SPEAK_FOR_THEMSELVES, *silent]
        self.about = [refer(record) for record in (journey, *about)]
        self.known = [*about, *known]

    def entries(self) -> list[Told]:
        """All of it, the oldest first; the same number of questions to the database however long it is."""
        latest_first = [*self._lines(), *self._notes(), *self._calls(), *self._messages()]
        return sorted(reversed(latest_first), key=lambda each: each.at)[-self.newest :]

    def days(self, zone: str) -> list[dict[str, Any]]:
        """The entries under the days of a place."""
        here = ZoneInfo(zone)

        def day(told: Told) -> date:
            return told.at.astimezone(here).date()

        grouped = [(list(entries)) for _day, entries in groupby(self.entries(), key=day)]
        return [{"day": entries[0].at, "entries": entries} for entries in grouped]

    def _messages(self) -> Iterator[Told]:
        messages = Message.objects.standing().filter(thread__journey=self.journey)
        messages = messages.select_related("outbox").prefetch_related("attachments__blob")
        found = list(messages.order_by("-at", "-id")[: self.newest])
        self._name(found, "contact", "author")
        yield from map(_message, found)

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
        notes = Note.objects.filter(journey=self.journey).select_related("author")
        for note in notes.order_by("-at", "-id")[: self.newest]:
            yield Told(f"note-{note.pk}", note.at, "note", note.author, note.text, icon="lock", record=note)

    def _calls(self) -> Iterator[Told]:
        calls = Call.objects.filter(journey=self.journey).select_related("contact", "person")
        for call in calls.order_by("-at", "-id")[: self.newest]:
            yield _call(call)

    def _lines(self) -> Iterator[Told]:
        wanted = models.Q()
        for reference in self.about:
            wanted |= models.Q(label=reference.label, record_id=reference.id)
        mentions = Mention.objects.filter(wanted).values("entry")
        lines = Entry.objects.filter(id__in=mentions).exclude(kind__in=self.silent)
        found = list(lines.order_by("-at", "-id")[: self.newest])
        for event in recall(found, reader=self.person, known=self.known):
            if not event.about:
                continue
            yield Told(
                f"line-{event.entry.pk}", event.entry.at, "journal", event.by, event.tell(), event=event.kind,
                record=event.about,
            )  # fmt: skip


def _message(message: Message) -> Told:
    ours = message.is_ours
    return Told(
        id=f"message-{message.pk}",
        at=message.told_at or message.at,
        kind="mail-out" if ours else "mail-in",
        who=(message.author or _("Five Rings")) if ours else message.contact,
        words=message.new_text or message.text,
        icon="mail-out" if ours else "mail-in",
        side="" if ours else "theirs",
        body="conversations/_message.html",
        notes=list(_notes_beside(message)),
        html=bool(message.html_safe),
        attachments=[each for each in message.attachments.all() if not each.is_inline],
        record=message,
    )


def _call(call: Call) -> Told:
    ours = call.direction == Call.Direction.OUT
    return Told(
        id=f"call-{call.pk}",
        at=call.at,
        kind="call-out" if ours else "call-in",
        who=call.person if ours else call.contact,
        words=call.words,
        icon="call-out" if ours else "call-in",
        side="" if ours else "theirs",
        notes=[_call_in_words(call, ours)],
        record=call,
    )


def _call_in_words(call: Call, ours: bool) -> str:
    """Who called whom, and whether they talked."""
    if not call.talked:
        return (
            _("called {contact}, who did not answer").format(contact=call.contact) if ours else _("we missed the call")
        )
    words = _("called {contact}") if ours else _("called; {person} answered")
    return words.format(contact=call.contact, person=call.person)


def _notes_beside(message: Message) -> Iterator[str]:
    """What became of it, in a few words."""
    if message.is_beside:
        yield _("is not of this account, and takes no part yet")
    if message.auto:
        yield _("written by a machine")
    if message.bounced_at:
        yield _("came back: {reason}").format(reason=message.bounce_reason)
    elif message.is_waiting:
        yield _("is being told")
    elif message.is_ours and not message.sent_at:
        yield _("on its way")
