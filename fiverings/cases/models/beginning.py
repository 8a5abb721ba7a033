"""Beginning: one of us takes in a need, with whatever was asked and told on the way, in one act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models

from fiverings.core import clock
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person

if TYPE_CHECKING:
    from .case import Case

Told = Mapping[str, Any]


class Beginning(models.Model):
    """The ability of a case to begin with one of us."""

    class Meta:
        abstract = True

    @classmethod
    @together
    def begin(
        cls,
        *,
        contact: Contact,
        need: str,
        kind: str = "",
        words: str = "",
        asked: Told | None = None,
        expects: Told | None = None,
        promise: Told | None = None,
        cost: Told | None = None,
        dropped: bool = False,
        by: Person,
        at: datetime | None = None,
    ) -> Case:
        """Open a case for a contact, and do with it what was said: each as its own verb takes it, and refuses it.

        `asked` as `note_intake`, `expects` as `hear_expectation`; `promise`, `cost` and `words` as `say`, in one mail;
        a call that was `dropped` is owed again.
        """
        kinds, at = cast("type[Case]", cls), at or clock.now()
        case = kinds.open_for(contact.account, need=need, contact=contact, kind=kind, by=by, at=at)
        for verb, told in ((case.note_intake, asked), (case.hear_expectation, expects)):
            if told:
                verb(**told, by=by, at=at)
        if promise or cost or words.strip():
            case.say(promise=promise, cost=cost, words=words, by=by, at=at)
        if dropped:
            case.drop_call(by=by, at=at)
        return case
