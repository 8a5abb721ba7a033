"""Thread: a conversation in one channel, about one subject, with the people who take part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models

from fiverings.core.models import Record
from fiverings.core.written import Written
from fiverings.customers.models import Contact
from fiverings.people.models import Person, Team

from .belonging import OfAJourney
from .journey import Journey
from .participant import Participant
from .threading import Threading

if TYPE_CHECKING:
    from .drafting import Draft


class Channel(models.TextChoices):
    """How words travel."""

    MAIL = "mail"


class ThreadQuerySet(OfAJourney):
    """The words by which threads are found."""

    def with_contact(self, contact: Contact) -> Self:
        """Those in which somebody takes part, by name or by an address of theirs."""
        mine = Participant.objects.filter(
            models.Q(contact=contact) | models.Q(address__in=contact.addresses.values("address"))
        )
        return self.filter(pk__in=mine.values("thread"))


class Thread(Threading, Record):
    """One exchange of messages on a journey; its token stands in subjects, its team has the brand."""

    Channel = Channel

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="threads", related_query_name="thread")
    channel = models.TextField(choices=Channel.choices, default=Channel.MAIL)
    subject = models.TextField(blank=True, default="")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    token = models.TextField(blank=True, default="", db_collation="C")

    objects = ThreadQuerySet.as_manager()
    personal = ("subject",)

    class Meta:
        indexes = (models.Index(fields=["token"], condition=~models.Q(token=""), name="conversations_thread_token"),)

    def __str__(self) -> str:
        return self.subject or self.token

    def draft_of(self, person: Person) -> Draft | None:
        """What one of us is about to say in it."""
        return cast("Draft | None", _drafts.first(self.pk, person.pk))

    def forget_draft(self, person: Person) -> None:
        """What they were about to say was said."""
        draft = self.draft_of(person)
        if draft is not None:
            draft.discard()

    def addresses(self) -> list[str]:
        """Where everybody who takes part is written to."""
        return _addresses(self.pk)


@Written
def _drafts(thread: int, person: int) -> models.QuerySet[Draft]:
    return Thread(pk=thread).drafts.filter(person=person)


@Written
def _addresses(thread: int) -> models.QuerySet[Participant, Any]:
    return Participant.objects.filter(thread=thread).values_list("address", flat=True)
