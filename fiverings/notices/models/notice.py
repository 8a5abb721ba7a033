"""Notices: that somebody was told of a line in the journal, and whether they have read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.template.loader import render_to_string
from django.utils import translation

from fiverings.core import clock
from fiverings.core.events import Event
from fiverings.core.jobs import later
from fiverings.core.journal import announce
from fiverings.core.models import Entry, Record, Records
from fiverings.core.payload import recall
from fiverings.core.references import refer
from fiverings.core.together import together
from fiverings.people.models import Person, house_sender

from ..events import NoticeGiven, NoticesRead
from .declining import Declining
from .wish import Way, Wish

COUNTS_UP_TO = 100


class NoticeQuerySet(Records):
    """The words by which notices are found."""

    def visible_to(self, person: Person) -> Self:
        """One's own."""
        return self.filter(person=person) if person.is_active else self.none()

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def count_unread(self) -> int:
        """How many are unread, counted no further than anybody reads."""
        return self.unread()[:COUNTS_UP_TO].count()

    def newest(self) -> Self:
        return self.select_related("entry").order_by("-id")

    @together
    def mark_read(self, *, by: Person, at: datetime | None = None) -> int:
        """Take these of the person off the bell; how many they were."""
        read = self.filter(person=by).unread().update(read_at=at or clock.now())
        if read:
            announce(NoticesRead(person=by, count=read), by=by, at=at)
        return read


class Notice(Record):
    """One line of the journal of which a person was told."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="notices_notice_unread"),
            models.Index(fields=["person", "-id"], name="notices_notice_newest"),
        )
        constraints = (models.UniqueConstraint(fields=["person", "entry"], name="notices_nobody_is_told_twice"),)

    def __str__(self) -> str:
        return f"{self.person}, line {self.entry_id}"

    @classmethod
    @together
    def give_all(cls, events: Sequence[Event], *, at: datetime | None = None) -> list[Self]:
        """Tell everybody whom each event names, but not who did it, as each of them wishes."""
        moment = at or clock.now()
        told = Wish.ways([(event, person) for event in events for person in _audience(event)])
        hearing = [(event, person, way) for event, person, way in told if way != Way.NONE]
        made = [cls(person=person, entry=event.entry, told_at=moment) for event, person, _way in hearing]
        notices = cls.objects.bulk_create(made)
        if notices:
            lines = [notice.entry for notice in notices]
            announce(*(NoticeGiven(notice=notice) for notice in notices), by=None, at=at, because=lines)
        for notice, (event, _person, way) in zip(notices, hearing, strict=True):
            if way == Way.MAIL:
                notice._mail_later(moment, is_urgent=getattr(event, "urgent", False))
        return notices

    def _mail_later(self, moment: datetime, *, is_urgent: bool) -> None:
        """By mail when they work, or at once when it cannot wait."""
        waits_until = moment if is_urgent else self.person.next_working(moment)
        later(self.send_mail, at=waits_until if waits_until > moment else None)

    @property
    def is_read(self) -> bool:
        return self.read_at is not None

    @staticmethod
    def with_events(notices: list[Notice]) -> list[tuple[Notice, Event]]:
        """Each notice of one person with what happened, as far as they may see it, its records found together."""
        reader = notices[0].person if notices else None
        return list(zip(notices, recall([notice.entry for notice in notices], reader=reader), strict=True))

    def event(self) -> Event:
        """What happened, with its records as they are now, as far as who was told may see it."""
        return recall([self.entry], reader=self.person)[0]

    def send_mail(self) -> None:
        """Mail the notice, unless it was read or mailed by now, or the person left."""
        if self.is_read or self.mailed_at is not None or not self.person.is_active:
            return
        with translation.override(self.person.language):
            event = self.event()
            sentence = event.tell()
            words = {"sentence": sentence, "page": event.page(), "address": settings.PUBLIC_ADDRESS}
            letter = self._letter(sentence, render_to_string("notices/mail/notice.txt", words))
        letter.extra_headers |= Declining(self.person, type(event)).headers
        self.mailed_at = clock.now()
        self.save(update_fields=["mailed_at"])
        letter.send()

    def _letter(self, sentence: str, body: str) -> EmailMessage:
        subject = " ".join(sentence.split())
        return EmailMessage(
            subject,
            body,
            house_sender(self.person.team()),
            [self.person.email],
            headers={"Auto-Submitted": "auto-generated"},
        )


def _audience(event: Event) -> list[Person]:
    """Those whom the event names, each once, who work here and did not do it themselves."""
    told = [each for each in event.told_to() if isinstance(each, Person)]
    named = {each.pk: each for each in told if each.is_active and not each.is_program}
    return [person for person in named.values() if refer(person) != event.entry.actor]
