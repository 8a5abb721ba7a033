"""Split: that some of what was said about one case became a case of its own."""

from __future__ import annotations

from typing import Any, ClassVar, Self, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message, TheirWords
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.customers.models import Account
from fiverings.people.models import Person


class CannotSplit(Refused):
    """Words that were told in an open case, but not all of them, are split from it by its owner or a lead."""


class SplitQuerySet(Records):
    """The words by which splits are found."""

    def visible_to(self, person: Any) -> Self:
        """Who sees the customers of both."""
        seen = Account.objects.visible_to(person)
        return self.filter(case__account__in=seen, part__account__in=seen)

    def standing(self) -> Self:
        """Those whose part did not go back into the case that it came from."""
        return self.exclude(part__merged_into=models.F("case"))


class Split(Record):
    """Which case was part of which other one, by whom they were told apart, and why."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="splits")
    part = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="split")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """In whose words the need of the part stands, where these stay with the other case."""
    reason = models.TextField(blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SplitQuerySet.as_manager()
    personal = ("reason",)
    heard_with: ClassVar[tuple[str, ...]] = ("message__contact", "case")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(case=models.F("part")), name="cases_nothing_is_split_from_itself"
            ),
        )

    @property
    def holds_their_words(self) -> bool:
        """Whether these stay with the other case, as they tell both needs."""
        return self.message_id is not None

    def in_their_words(self) -> TheirWords:
        """What they wrote, and where it stands."""
        said = cast(Message, self.message)
        heard = _("{contact} wrote it in {case}, where it stands").format(contact=said.contact, case=self.case)
        return TheirWords(said.words, heard)

    def __str__(self) -> str:
        return f"{self.case} / {self.part}"
