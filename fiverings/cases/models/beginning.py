"""Beginning: one of us takes in a need, with whatever was asked and told on the way, in one act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models

from fiverings.core import clock
from fiverings.core.together import together
from fiverings.customers.models import Account, Contact
from fiverings.people.models import Person, Role

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
        calls_from: str = "",
        by: Person,
        at: datetime | None = None,
    ) -> Case:
        """Open a case for a contact, and do with it what was said: each as its own verb takes it, and refuses it.

        `asked` as `note_intake`, `expects` as `hear_expectation`; `promise`, `cost` and `words` as `say`, in one mail;
        a call that was `dropped` is owed again; `calls_from` is the number from which they call now.
        """
        kinds, at = cast("type[Case]", cls), at or clock.now()
        case = kinds.open_for(contact.account, need=need, contact=contact, kind=kind, by=by, at=at)
        if calls_from:
            case.note_caller(calls_from, by=by, at=at)
        for verb, told in ((case.note_intake, asked), (case.hear_expectation, expects)):
            if told:
                verb(**told, by=by, at=at)
        if promise or cost or words.strip():
            case.say(promise=promise, cost=cost, words=words, by=by, at=at)
        if dropped:
            case.drop_call(by=by, at=at)
        return case

    @classmethod
    @together
    def begin_for_somebody_new(
        cls,
        *,
        name: str,
        number: str = "",
        address: str = "",
        account: Account | None = None,
        account_name: str = "",
        need: str,
        by: Person,
        at: datetime | None = None,
    ) -> Case:
        """Open a case for somebody whom we did not know, at an account, at a new one, or at none that is known yet.

        Whoever answered them speaks for what is new, if they may. Refused: AddressTaken, and as `open_for`.
        """
        if account is None:
            state = Account.State.KNOWN if account_name else Account.State.PROVISIONAL
            advocate = by if by.has_role(Role.ADVOCATE) else None
            account = Account.open(
                name=account_name or name, state=state, zone=by.zone, language=by.language, advocate=advocate,
                by=by, at=at,
            )  # fmt: skip
        contact = Contact.introduce(account=account, name=name, address=address, number=number, by=by, at=at)
        return cast("type[Case]", cls).begin(contact=contact, need=need, by=by, at=at)
