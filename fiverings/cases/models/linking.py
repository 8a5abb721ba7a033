"""Linking: one outage, many customers; each keeps a case, an owner and promises of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import CaseLinked, CaseUnlinked
from .kind import Kind
from .parentage import CannotLink, Parentage
from .states import OPEN_STATES

if TYPE_CHECKING:
    from .case import Case

LIKELY_AT_MOST = 50


class Linking(models.Model):
    """The ability of a case to be the child of another one."""

    class Meta:
        abstract = True

    @together
    def link(self, children: Iterable[Case], *, by: Person, at: datetime | None = None) -> list[Parentage]:
        """These have it as their cause, and stay what they are; CannotLink, and then none of them."""
        case, at = cast("Case", self), at or clock.now()
        chosen = sorted({each.pk: each for each in children}.values(), key=lambda each: each.pk)
        for each in sorted((case, *chosen), key=lambda one: one.pk):
            each._lock()
        if not chosen:
            raise CannotLink(_("Choose the cases that {case} caused.").format(case=case))
        case._refuse_to_be_a_parent()
        return [case._link(each, by=by, at=at) for each in chosen]

    @together
    def unlink(self, *, by: Person, at: datetime | None = None) -> Parentage:
        """It was not caused by the other after all; what it was told with it was told. CannotLink.

        Nobody unlinks what they do not see: they must see both cases.
        """
        case, at = cast("Case", self)._lock(), at or clock.now()
        seen = case.parentages.standing().visible_to(by).with_everybody()
        link = cast("Parentage | None", seen.first())
        if link is None:
            raise CannotLink(_("{case} is nobody's child.").format(case=case))
        link.ended_by, link.ended_at = by, at
        link.save(update_fields=["ended_by", "ended_at"])
        announce(CaseUnlinked(case=case, parent=link.parent, link=link, owner=case.owner), by=by, at=at)
        return link

    def parentage(self) -> Parentage | None:
        """By which it is a child now."""
        return cast("Case", self).parentages.standing().with_everybody().first()

    def may_be_a_parent(self) -> bool:
        """Whether others may have it as their cause: an open service problem that has no cause among cases itself."""
        case = cast("Case", self)
        return case.is_open and case.kind == Kind.INCIDENT and not case.parentages.standing().exists()

    def likely_children(self, person: Person, words: str = "") -> models.QuerySet[Case]:
        """Open cases that this person sees, the latest first: by number, customer or need, or of service problems."""
        case = cast("Case", self)
        linked = Parentage.objects.standing()
        seen = type(case).objects.visible_to(person).filter(state__in=OPEN_STATES).exclude(pk=case.pk)
        free = seen.exclude(pk__in=linked.values("child")).exclude(pk__in=linked.values("parent"))
        fitting = free.exclude(kind=Kind.INTERNAL)
        for word in words.split():
            fits = Q(number__iendswith=word) | Q(account__name__icontains=word) | Q(need__icontains=word)
            fitting = fitting.filter(fits)
        if not words.strip():
            fitting = fitting.filter(kind__in=(Kind.INCIDENT, Kind.UNSORTED))
        return fitting.with_everybody().latest_first()[:LIKELY_AT_MOST]

    def _link(self, child: Case, *, by: Person, at: datetime) -> Parentage:
        case = cast("Case", self)
        if not child.is_open or child.kind == Kind.INTERNAL:
            raise CannotLink(_("{case} is no open case of a customer.").format(case=child))
        link = Parentage(child=child, parent=case, by=by, at=at)
        link.save()
        announce(CaseLinked(case=child, parent=case, link=link, owner=child.owner), by=by, at=at)
        return link

    def _refuse_to_be_a_parent(self) -> None:
        case = cast("Case", self)
        if not case.is_open or case.kind != Kind.INCIDENT:
            raise CannotLink(_("{case} is no open service problem: sort it so first.").format(case=case))
