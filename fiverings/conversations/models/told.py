"""What a story tells: one thing that was said, noted or done, with who and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from fiverings.customers.models import Contact

from .calling import Call
from .message import Message

SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")


@dataclass(frozen=True)
class TheirWords:
    """What a customer said, word for word, and how it reached whom of us."""

    words: str
    heard: str


@dataclass(frozen=True)
class Told:
    """One thing in a story, as `components/entries.html` shows it."""

    id: str
    at: datetime
    kind: str
    who: Any
    words: str
    formatted: str = ""
    icon: str = ""
    side: str = ""
    below: str = ""
    notes: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    theirs: TheirWords | None = None
    html: bool = False
    attachments: list[Any] = field(default_factory=list)
    record: models.Model | None = None
    event: str = ""
    new: bool = False
    subject: str = ""
    folds: bool = False
    change: str = ""

    @property
    def channel(self) -> str:
        return self.kind

    @property
    def heading(self) -> str:
        return str(self.who)


def tell_message(message: Message, *, subject: str = "") -> Told:
    """Its new words, below their subject where that is said for the first time; what they quote is folded."""
    folds = message.folds_words
    ours, attachments = message.is_ours, _files_of(message)
    has_more = (
        *(attachments, message.html_safe, message.invitation, folds),
        *(message.is_waiting, message.is_beside, message.filed_by),
    )
    return Told(
        id=f"message-{message.pk}",
        at=message.told_at or message.at,
        kind="mail-out" if ours else "mail-in",
        who=(message.author or _("Five Rings")) if ours else message.contact,
        words=message.words,
        formatted=message.formatted,
        icon="mail-out" if ours else "mail-in",
        side="" if ours else "theirs",
        below="conversations/_message.html" if any(has_more) else "",
        notes=list(_notes_beside(message)),
        html=bool(message.html_safe),
        subject=subject,
        folds=folds,
        attachments=attachments,
        record=message,
    )


def _files_of(message: Message) -> list[Any]:
    """What they sent as files; that it was signed is said in words."""
    shown = [each for each in message.attachments.all() if not each.is_inline]
    return [each for each in shown if not (message.signature and each.content_type in SIGNATURES)]


def tell_call(call: Call) -> Told:
    ours = call.direction == Call.Direction.OUT
    return Told(
        id=f"call-{call.pk}",
        at=call.at,
        kind="call-out" if ours else "call-in",
        who=call.person if ours else call.contact,
        words=call.words,
        icon="call-out" if ours else "call-in",
        side="" if ours else "theirs",
        notes=[_call_in_words(call, ours)],
        record=call,
    )


def _call_in_words(call: Call, ours: bool) -> str:
    """Who called whom, and whether they talked."""
    if not call.talked:
        return (
            _("called {contact}, who did not answer").format(contact=call.contact) if ours else _("we missed the call")
        )
    words = _("called {contact}") if ours else _("called; {person} answered")
    return words.format(contact=call.contact, person=call.person)


def _by_mail_instead(meant: str) -> str:
    """That it goes by mail, though they like another way."""
    return _("by mail; they prefer a text") if meant == Contact.Way.TEXT else _("by mail; they prefer the telephone")


def _notes_beside(message: Message) -> Iterator[str]:
    """What became of it, in a few words."""
    if message.is_beside:
        yield _("is not of this account, and takes no part yet")
    yield from message.seals_in_words
    if not (message.secrecy or message.words.strip()):
        yield _("without words")
    if message.auto:
        yield _("written by a machine")
    if message.meant:
        yield _by_mail_instead(message.meant)
    if message.bounced_at:
        yield _("came back: {reason}").format(reason=message.bounce_reason)
    elif message.is_waiting:
        yield _("waits for its time") if message.is_planned else _("is being told")
    elif message.is_ours and not message.sent_at:
        yield _("on its way")
