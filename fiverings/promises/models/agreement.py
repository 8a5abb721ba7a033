"""Agreement: that a customer agreed to a time of ours, in which words, who heard them and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fiverings.conversations.models import TheirWords
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from .kind import How

if TYPE_CHECKING:
    from .promise import Promise
    from .promise_consent import PromiseConsent
    from .renegotiation import Renegotiation


@dataclass(frozen=True)
class Agreement:
    """Who agreed, in which words, to whom of us, how and when; `how` is empty where only our own words were written."""

    contact: Contact
    words: str
    how: str
    by: Person | None
    at: datetime

    @classmethod
    def when_told(cls, promise: Promise) -> Agreement:
        """To a later time than theirs, as we told it."""
        how = How.SPOKEN if promise.told_how == How.SPOKEN else ""
        return cls(promise.to_contact, promise.consent, how, promise.told_by, promise.told_at)  # type: ignore[arg-type]

    @classmethod
    def to_another(cls, agreed: Renegotiation) -> Agreement:
        """To another promise in the place of one."""
        return cls(agreed.promise.to_contact, agreed.consent, agreed.how, agreed.by, agreed.at)  # type: ignore[arg-type]

    @classmethod
    def since(cls, consent: PromiseConsent) -> Agreement:
        """To the time that they had been told."""
        return cls(consent.contact, consent.words, consent.how, consent.by, consent.at)

    def in_their_words(self) -> TheirWords:
        """What they said, and that they said or wrote it to whom of us."""
        said = {How.SPOKEN: _("{contact} said it to {person}"), How.WRITTEN: _("{contact} wrote it; noted by {person}")}
        words = said[How(self.how)] if self.how else _("{contact}, as noted by {person}")
        return TheirWords(self.words, words.format(contact=self.contact, person=self.by or _("Five Rings")))
