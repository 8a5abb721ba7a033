"""Moving: a case belongs to the account of its journey, also when that turns out to be another."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.journal import announce
from fiverings.core.models import Entry
from fiverings.core.together import together
from fiverings.customers.models import Account

from ..events import CaseMoved
from .owning import natural_owner
from .visit import Visit

if TYPE_CHECKING:
    from .case import Case
    from .handing_off import Handoff


class Moving(models.Model):
    """The ability of a case to follow its journey to another account."""

    class Meta:
        abstract = True

    @together
    def move(self, *, to: Account, by: models.Model | None, at: datetime) -> None:
        """It was another account's all along; its own advocate is asked to own it, not whom the house had asked."""
        case = cast("Case", self)._lock()
        if case.account_id == to.pk:
            return
        for asked in (*case.requests.unended(), *case.escalations.unended()):
            asked._see_out(at=at)
        sent = list(Visit.objects.standing().on(case.journey).with_everybody())
        before, case.account = case.account, to
        case.save(update_fields=["account"])
        case._show_to_its_owner(at=at)
        case._show_to_those_asked(at=at)
        for each in sent:
            each.see_out(before, at=at)
            each.show(at=at)
        announce(CaseMoved(case=case, account=to, before=before), by=by, at=at)
        if (offer := case.offer()) and _was_made_by_the_house(offer):
            case.settle_offers(at=at)
        owner = natural_owner(to, at=at)
        if not case.is_closed and owner.pk != case.owner_id and case.offer() is None:
            if to.is_confidential:
                to.open_to([owner], by=None, at=at)
            note = _("{account} is yours; they wrote before we knew who they are.").format(account=to)
            case.hand_off(to=owner, note=note, by=None, at=at)


def _was_made_by_the_house(offer: Handoff) -> bool:
    """Offers that a colleague made stand wherever the case goes."""
    return Entry.objects.about(offer).filter(kind="cases.HandoffOffered", actor_id=None).exists()
