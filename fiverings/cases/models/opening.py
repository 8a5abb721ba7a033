"""Opening: the only way a case begins."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Journey
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import SAID_BY_THE_DATABASE, Refused
from fiverings.core.references import refer
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.customers.models import Account, Contact
from fiverings.people.models import Person
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models.matter import hold

from ..events import CaseOpened
from .owning import natural_owner

if TYPE_CHECKING:
    from .case import Case


class NoNeed(Refused):
    """Nobody has said what is needed."""


class AlreadyOpen(Refused):
    """This need has an open case."""


SAID_BY_THE_DATABASE["cases_one_open_case_on_a_journey"] = AlreadyOpen(_("Another case is open for this need already."))


class Opening(models.Model):
    """The ability of a case to begin."""

    class Meta:
        abstract = True

    @classmethod
    @together
    def open_for(
        cls,
        account: Account,
        *,
        need: str,
        contact: Contact | None = None,
        journey: Journey | None = None,
        by: models.Model | None,
        at: datetime | None = None,
        owner: Person | None = None,
        number: str = "",
        **more: Any,
    ) -> Self:
        """A case for a need, on its journey or a new one; without an `owner` it is the account's own advocate.

        Refused: NoNeed without words, AlreadyOpen when the journey has an open case, CannotConvert when a contact's
        need is said to be internal.
        """
        at, need = at or clock.now(), _in_words(need)
        if journey is not None:
            cls._refuse_a_second(journey)
        case: Any = cls(number=number or next_number(), need=need, account=account, contact=contact, **more)
        if case.kind:
            case._refuse_sort(case.kind)
        case._stand_on(journey, owner or natural_owner(account, at=at), at=at)
        announce(CaseOpened(case=case, account=account, contact=contact, owner=case.owner), by=by, at=at)
        case.owe_by_standard(Promised.ANSWER, by=by, at=at)
        return cast(Self, case)

    def _stand_on(self, journey: Journey | None, owner: Person, *, at: datetime) -> None:
        """On its journey, whose threads bear its number, or on a new one; and its owner sees it."""
        case = cast("Case", self)
        case.journey, case.owner = journey or Journey.begin(case.account, at=at), owner
        case.opened_at = case.last_word_at = at
        case.save()
        case._show_to_its_owner(at=at)
        case.journey.bear(case.number)

    @classmethod
    def _refuse_a_second(cls, journey: Journey) -> None:
        hold(refer(journey))
        if found := _open_on.first(journey.pk):
            raise AlreadyOpen(_("{case} is open for this need already.").format(case=found))


def _in_words(need: str) -> str:
    """What they need, in one line; NoNeed where nothing is said."""
    if not (said := " ".join(need.split())):
        raise NoNeed(_("Say what they need, in their words."))
    return said


def next_number() -> str:
    """The next visible number, which nobody ever had: NB-1042."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_number')")
        return f"{settings.CASE_PREFIX}-{cursor.fetchone()[0]}"


@Written
def _open_on(journey: int) -> models.QuerySet[Case]:
    return apps.get_model("cases.case").objects.open().filter(journey=journey)
