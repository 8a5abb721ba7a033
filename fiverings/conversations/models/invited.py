"""What a message invites to: an event of somebody's calendar, as its own file says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Sort(models.TextChoices):
    """What a mail does with an event (RFC 5546)."""

    REQUEST = "request", gettext_lazy("Invitation")
    CANCEL = "cancel", gettext_lazy("Called off")
    REPLY = "reply", gettext_lazy("Answer to an invitation")
    COUNTER = "counter", gettext_lazy("Another time is proposed")
    DECLINECOUNTER = "declinecounter", gettext_lazy("The other time is declined")
    ADD = "add", gettext_lazy("Invitation")
    REFRESH = "refresh", gettext_lazy("Asks for the invitation again")
    PUBLISH = "publish", gettext_lazy("Event")


class Answer(models.TextChoices):
    """What somebody answers to an invitation."""

    ACCEPTED = "accepted", gettext_lazy("they will come")
    DECLINED = "declined", gettext_lazy("they will not come")
    TENTATIVE = "tentative", gettext_lazy("they may come")
    DELEGATED = "delegated", gettext_lazy("somebody else will come for them")


@dataclass(frozen=True)
class Invitation:
    """An event: `begins` and `ends` are moments, days, or times that somebody wrote without saying of which place."""

    heading: str
    title: str
    begins: date | None
    ends: date | None
    place: str
    organiser: str
    repeats: bool

    @classmethod
    def read(cls, said: dict[str, Any]) -> Self:
        """From what the message keeps."""
        answer = str(Answer(said["answer"]).label) if said["answer"] else ""
        heading = str(Sort(said["sort"]).label)
        read = date.fromisoformat if said["all_day"] else datetime.fromisoformat
        begins, ends = (read(said[each]) if said[each] else None for each in ("begins", "ends"))
        return cls(
            heading=_("{heading}: {answer}").format(heading=heading, answer=answer) if answer else heading,
            title=said["title"],
            begins=begins,
            ends=ends,
            place=said["place"],
            organiser=said["organiser"],
            repeats=bool(said["repeats"]),
        )

    @property
    def is_a_moment(self) -> bool:
        """Whether it can be told on the reader's clock."""
        return isinstance(self.begins, datetime) and self.begins.tzinfo is not None

    @property
    def is_within_a_day(self) -> bool:
        """Whether the hour says when it ends."""
        begins, ends = self.begins, self.ends
        return isinstance(begins, datetime) and isinstance(ends, datetime) and ends - begins < timedelta(days=1)

    @property
    def as_written(self) -> str:
        """Its time as its sender wrote it, where nobody can say when that is here."""
        if isinstance(self.begins, datetime):
            return f"{self.begins:%Y-%m-%d %H:%M}"
        return self.begins.isoformat() if self.begins else ""


class Invited(models.Model):
    """The ability of a message to say what it invites to."""

    invitation = models.JSONField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def invited(self) -> Invitation | None:
        return Invitation.read(self.invitation) if self.invitation else None
