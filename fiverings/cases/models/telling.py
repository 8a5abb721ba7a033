"""The story of a case: what was said, noted and done, or only one side of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message, Story, Told

from .case import Case

SPOKEN = (
    *("cases.CustomerSpoke", "cases.StrangerSpoke", "cases.MachineSpoke", "cases.CaseAnswered"),
    *("cases.CustomerThanked", "cases.AnswerSent", "cases.AnswerBounced", "cases.CaseNoted"),
    *("cases.CallFiled", "cases.CustomerAsked", "promises.ExpectationAsked", "conversations.MessageBounced"),
    "diagnosis.SessionSettled",
)

QUIET = ("promises.PromiseTold", "promises.PromiseKept", "promises.PromiseReleased")
"""What is told about promises to ourselves only to who asks for promises alone."""

AGAIN = "cases.EscalationStillWaits"
"""What is asked every few minutes is told once, as it was asked last."""

SPLIT = "cases.CaseSplit"
OURS = ("mail-out", "call-out", "note")


class CaseStory:
    """The story of one case for one reader; `only` narrows it to one side of it."""

    SIDES = ("", "theirs", "ours", "promises")

    def __init__(self, case: Case, *, person: Any, only: str = "", known: Iterable[Any] = ()) -> None:
        self.case, self.only = case, only if only in self.SIDES else ""
        self.may_change = person.may("cases.reply")
        known = [*known, person, case.owner, case.account]
        if case.contact and case.contact.account_id == case.account_id:
            known.append(case.contact)
        self.story = Story(case.journey, person=person, about=[case], known=known, silent=SPOKEN)
        days = self.story.days(case.account.zone)
        self.latest = [told for day in days for told in day["entries"] if told.event == AGAIN][-1:]
        self.days = [day for day in map(self._narrowed, days) if day["entries"]]

    def __len__(self) -> int:
        return sum(len(day["entries"]) for day in self.days)

    @property
    def is_theirs_alone(self) -> bool:
        """Whether none of us has said a word yet, to them or among us."""
        return not any(told.kind in OURS for day in self.days for told in day["entries"])

    def filters(self) -> list[dict[str, object]]:
        """The ways of reading it, as links."""
        who, here = self.case.contact or self.case.account, self.case.get_absolute_url()
        labels = (_("Everything"), _("What {name} sees").format(name=who), _("Only us"), _("Promises"))
        sides = zip(self.SIDES, labels, strict=True)
        return [
            {"label": label, "href": f"{here}?show={side}" if side else here, "current": side == self.only}
            for side, label in sides
        ]

    def _narrowed(self, day: dict[str, Any]) -> dict[str, Any]:
        return day | {"entries": [self._once(told) for told in day["entries"] if self._is_wanted(told)]}

    def _once(self, told: Told) -> Told:
        """What was split from it with words that stay here quotes them in its own story alone."""
        if self.may_change and isinstance(told.record, Message) and told.record.is_planned:
            return replace(told, change=reverse("case-planned", args=[self.case.number, told.record.pk]))
        return replace(told, theirs=None) if told.event == SPLIT and told.record == self.case else told

    def _is_wanted(self, told: Any) -> bool:
        match self.only:
            case "theirs":
                return told.channel.startswith("mail") and not told.record.is_beside and told.record.told_at is not None
            case "ours":
                return bool(told.channel == "note" or told.quotes)
            case "promises":
                return bool(told.event.startswith("promises."))
        if told.event == AGAIN:
            return told in self.latest
        return not (told.event in QUIET and getattr(told.record, "is_internal", False))
