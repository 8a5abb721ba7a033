"""Preparing: words that were prepared are filled in for a case and taken into the draft of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from fiverings.conversations.models import Draft, NothingKnown, Template, about_us, first_name, nearest, shown
from fiverings.core import clock
from fiverings.core.formatting import plain
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from fiverings.promises.models import absolute

if TYPE_CHECKING:
    from .case import Case


class TakenBySomebodyElse(Refused):
    """The draft was changed in another window at the same time."""


@dataclass(frozen=True)
class Prepared:
    """A template as it reads on one case, or what is missing for it."""

    template: Template
    words: str
    missing: str = ""

    @property
    def plain(self) -> str:
        """As who reads no HTML gets it."""
        return plain(self.words)

    @property
    def html(self) -> SafeString:
        """With its marks as HTML; empty where it holds none."""
        return shown(self.words)


class Preparing(models.Model):
    """The ability of a case to be answered with prepared words."""

    class Meta:
        abstract = True

    def prepared(self, *, by: Person) -> list[Prepared]:
        """Every template for an answer, filled in; those in the customer's language and of one's team first."""
        case = cast("Case", self)
        contact = case._whom_to_tell()
        spoken = (contact.language or contact.account.language).lower()
        found = Template.objects.standing().answers().of_team(by.team()).select_related("team")

        order = nearest(spoken)

        def nearness(each: Template) -> tuple[bool, int, bool, str]:
            is_theirs = each.language.partition("-")[0] == spoken.partition("-")[0]
            place = order.index(each.language) if each.language in order else len(order)
            return not is_theirs, place, each.team_id is None, each.name

        known = {each: case._known(contact, by, each) for each in {each.language for each in found}}
        return [_prepared(each, known[each.language]) for each in sorted(found, key=nearness)]

    def prepare(self, template: Template, *, by: Person) -> Prepared:
        """One template, filled in; NobodyToAnswer."""
        case = cast("Case", self)
        return _prepared(template, case._known(case._whom_to_tell(), by, template.language))

    @together
    def take_template(self, template: Template, *, by: Person, at: datetime | None = None) -> Draft:
        """Put prepared words below what they are about to say; NothingKnown, NobodyToAnswer, TakenBySomebodyElse."""
        case = cast("Case", self)._lock()
        contact = case._whom_to_tell()
        words = template.filled(case._known(contact, by, template.language))
        thread = case.thread(contact)
        draft = thread.draft_of(by)
        text = "\n\n".join(filter(None, (draft.text.rstrip() if draft else "", words)))
        kept = Draft.keep(thread=thread, by=by, text=text, version=draft.version if draft else 0, at=at)
        if kept.draft is None or kept.conflict is not None:
            raise TakenBySomebodyElse(_("This was just said, or changed in another window. Look again."))
        return kept.draft

    def _known(self, contact: Contact, by: Person, language: str) -> dict[str, str]:
        """What the fields stand for, as it is now."""
        case = cast("Case", self)
        owed = case.promised().first()
        zone = contact.own_zone()
        with override(language):
            promised = {
                "promise.what": (owed.promise.what or _within(str(owed.promise.words))) if owed else "",
                "promise.time": absolute(owed.due_at, zone, clock.now()) if owed else "",
            }
        named = "" if "@" in contact.name else contact.name
        customer = {"customer.first_name": first_name(contact.name), "customer.name": named}
        whose = {"account.name": str(case.account), "case.number": case.number}
        return {**customer, **whose, **promised, **about_us(by, by.team())}


def _within(words: str) -> str:
    """As it stands within a sentence."""
    return words[:1].lower() + words[1:]


def _prepared(template: Template, known: dict[str, str]) -> Prepared:
    try:
        return Prepared(template, template.filled(known))
    except NothingKnown as unknown:
        return Prepared(template, template.text, str(unknown))
