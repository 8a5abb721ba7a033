"""Introducing: a customer hears by name who looks after them, before somebody new does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils import translation

from fiverings.conversations.models import Message

if TYPE_CHECKING:
    from .case import Case


class Introducing(models.Model):
    """The ability of a case to tell its customer who looks after it."""

    class Meta:
        abstract = True

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
