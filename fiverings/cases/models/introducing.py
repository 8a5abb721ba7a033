"""Introducing: a customer hears by name who looks after them, before somebody new does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils import translation
from django.utils.translation import gettext

from fiverings.conversations.models import Message
from fiverings.customers.models import Account
from fiverings.people.models import Person

if TYPE_CHECKING:
    from .case import Case


class Introducing(models.Model):
    """The ability of a case to tell its customer who looks after it."""

    class Meta:
        abstract = True

    def introduce_owner(self, *, instead_of: Person, why: str = "", at: datetime) -> Message | None:
        """Tell who owns it from now on, in place of whom, why, and that nobody need begin again."""
        case = cast("Case", self)
        names = {"owner": case.owner.name, "before": instead_of.name, "case": case}

        def words() -> str:
            who = gettext("{owner} looks after {case} from now on; until today it was {before}.").format(**names)
            said = gettext("{before} says: “{why}”").format(why=why, **names) if why else ""
            read = gettext("{owner} has read what happened so far: you need not tell it again.").format(**names)
            return "\n\n".join(each for each in (who, said, read) if each)

        return case.introduce(words, auto="handoff", at=at)

    def introduce_advocate(self, advocate: Person, *, instead_of: Person, at: datetime) -> Message | None:
        """Tell who looks after its account from now on, in place of whom, and that what was promised stands."""
        case = cast("Case", self)
        names = {"after": advocate.name, "before": instead_of.name, "owner": case.owner.name}
        names |= {"account": case.account.name, "case": str(case)}

        def words() -> str:
            who = gettext("{after} looks after {account} from now on; until today it was {before}.").format(**names)
            stands = gettext("{owner} stays responsible for {case}, and what we promised you stands.").format(**names)
            return "\n\n".join((who, stands) if case.is_open else (who,))

        return case.introduce(words, auto="handoff", at=at)

    @classmethod
    def tell_of_advocate(cls, account: Account, advocate: Person, *, instead_of: Person, at: datetime) -> int:
        """Each contact with an open case hears once who looks after the account; else who spoke to us last."""
        cases = cast("type[Case]", cls).objects.about(account).exclude(state="merged").with_everybody().latest_first()
        told: dict[int, Case] = {}
        for case in list(cases.open()) or list(cases[:1]):
            if (contact := case.listener()) is not None:
                told.setdefault(contact.pk, case)
        in_turn = sorted(told.values(), key=lambda each: each.pk)
        said = [each._lock().introduce_advocate(advocate, instead_of=instead_of, at=at) for each in in_turn]
        return sum(each is not None for each in said)

    def introduce(self, words: Callable[[], str], *, auto: str, at: datetime) -> Message | None:
        """Write to the contact in their language; nothing where no mail reaches anybody."""
        case = cast("Case", self)
        contact = case.listener()
        if contact is None or not contact.addresses.exists():
            return None
        thread = case.thread(contact)
        with translation.override(contact.language or case.account.language):
            text = words()
        copies = case.copies(contact, thread)
        return Message.write(to=contact, thread=thread, text=text, cc=copies, by=None, auto=auto, at=at)
