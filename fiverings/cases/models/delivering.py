"""Delivering: each case that an answer concerns is written to by itself, once, in the name of its own owner."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.jobs import later
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models.making import LaterThanOurStandard

from ..events import CascadeLeft, CascadeWritten

if TYPE_CHECKING:
    from .cascade import CascadePart
    from .case import Case


class CannotWrite(Refused):
    """Nothing can be written to them in the name of the owner now."""


class Delivering(models.Model):
    """The ability of a part of an answer to be written, or left with a reason."""

    class Meta:
        abstract = True

    @together
    def deliver(self) -> None:
        """Write the mail, in the case's own thread; what cannot be written is left, and its owner hears why."""
        survivor, at = cast("CascadePart", self).case.hold_survivor(), clock.now()
        part = type(cast("CascadePart", self)).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if part.state != part.State.WAITING:
            return
        if part.case_id != survivor.pk:
            part._go_on_to(survivor, at)
            return
        part.case = case = survivor
        try:
            with transaction.atomic():
                part.message, part.state = part._write(at), part.State.WRITTEN
        except Refused as refused:
            part._leave(reason=str(refused), at=at)
            return
        part.save(update_fields=["message", "state"])
        by, parent = part.cascade.by, part.cascade.parent
        announce(CascadeWritten(case=case, parent=parent, part=part, owner=case.owner), by=by, at=at)

    @together
    def give_up(self, *, at: datetime | None = None) -> bool:
        """It failed again and again: it is left as what cannot be written is, and its owner hears so."""
        cast("CascadePart", self).case.hold_survivor()
        part = type(cast("CascadePart", self)).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if part.state != part.State.WAITING:
            return False
        part._leave(reason=_("Writing to them failed here, again and again."), at=at or clock.now())
        return True

    def _go_on_to(self, survivor: Case, at: datetime) -> None:
        """What was merged meanwhile is answered where it went, unless that is answered anyway."""
        part = cast("CascadePart", self)
        theirs, is_new = type(part).objects.get_or_create(cascade=part.cascade, case=survivor)
        if is_new:
            later(theirs.deliver)
        part._leave(reason=_("It is part of {case} now, and answered there.").format(case=survivor), at=at)

    def _leave(self, *, reason: str, at: datetime) -> None:
        """Nobody is written to, and the owner, who is told so, answers in their own words."""
        part = cast("CascadePart", self)
        part.message, part.state, part.reason = None, part.State.LEFT, reason
        part.save(update_fields=["message", "state", "reason"])
        left = CascadeLeft(case=part.case, parent=part.cascade.parent, part=part, owner=part.case.owner)
        announce(left, by=part.cascade.by, at=at)

    def _write(self, at: datetime) -> Message:
        part = cast("CascadePart", self)
        case, cascade = part.case, part.cascade
        if not type(case).objects.visible_to(cascade.by, at).filter(pk=case.pk).exists():
            raise CannotWrite(_("Whoever answered may not see this customer."))
        contact = case._whom_to_tell()
        thread = case.thread_begun(contact)
        draft = thread.draft_of(case.owner) if thread else None
        if draft is not None and draft.text.strip():
            raise CannotWrite(_("{owner} is writing to them, and that would be lost.").format(owner=case.owner))
        text = part._composed(contact)
        if cascade.kind == cascade.Kind.UPDATE:
            return part._write_update(text, contact, at)
        resolution = case.propose_resolution(
            solution=part._words_for(contact), cause=cascade.cause, message=text, by=case.owner, at=at,
            severity_confirmed=cascade.severity_confirmed, confirmed_by=cascade.by,
        )  # fmt: skip
        if resolution.message is None:
            raise CannotWrite(_("No mail reaches {contact}.").format(contact=contact))
        return resolution.message

    def _write_update(self, text: str, contact: Contact, at: datetime) -> Message:
        """Where things stand, and by when they hear again: after their quiet hours, or sooner by our standard."""
        part = cast("CascadePart", self)
        case, cascade = part.case, part.cascade
        if cascade.next_update_at is None:
            return case.write(text, by=case.owner, at=at)
        ours = case.latest_for(Promised.NEXT_UPDATE, at=at)
        for due_at in (cascade.next_update_for(contact), cascade.next_update_at, ours):
            with suppress(LaterThanOurStandard), transaction.atomic():
                return case.write(text, by=case.owner, at=at, kind=Promised.NEXT_UPDATE, due_at=due_at)
        raise CannotWrite(_("The next update would come later than our standard allows."))

    def _composed(self, contact: Contact) -> str:
        """The words, to them by name, about their own case."""
        part = cast("CascadePart", self)
        words = part._words_for(contact)
        with translation.override(language_of(contact)):
            greeting = _("Hello {name},").format(name=contact.name)
            about = _("This is about {case}.").format(case=part.case)
        return "\n\n".join((greeting, words, about))

    def _words_for(self, contact: Contact) -> str:
        language = language_of(contact)
        words = cast("CascadePart", self).cascade.words.get(language, "").strip()
        if not words:
            name = dict(settings.LANGUAGES)[language]
            raise CannotWrite(_("Nothing is said in {language}, in which they read.").format(language=name))
        return str(words)


def language_of(contact: Contact) -> str:
    """In which of our languages somebody reads."""
    wanted = contact.language or contact.account.language
    try:
        return translation.get_supported_language_variant(wanted)
    except LookupError:
        return "en"
