"""Cascading: what is answered on a parent is answered on each of its children, in the name of each owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.jobs import later
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.diagnosis.models import Cause
from fiverings.people.models import Person, Role

from ..events import AnswerCascaded
from .cascade import Cascade, CascadePart
from .granting import PRESSED_TWICE_WITHIN
from .linking import Linking
from .rehearsing import Rehearsing

if TYPE_CHECKING:
    from .case import Case


class CannotCascade(Refused):
    """An open parent is answered for all of its children, in words, by its owner or a lead."""


class Cascading(Rehearsing, Linking):
    """The ability of a case to be answered together with those that it caused."""

    class Meta:
        abstract = True

    @together
    def cascade(
        self,
        *,
        kind: str,
        words: Mapping[str, str],
        to: Iterable[Case],
        next_update_at: datetime | None = None,
        cause: Cause | None = None,
        severity_confirmed: int | None = None,
        by: Person,
        at: datetime | None = None,
    ) -> Cascade:
        """Answer these of its children, and itself where it is named: each gets a mail of its own. CannotCascade.

        `words` by language. Children that this person may not see are left to their owners, who are told.
        """
        case, at, chosen = cast("Case", self)._lock(), at or clock.now(), {each.pk for each in to}
        said = {language: text.strip() for language, text in words.items() if text.strip()}
        concerned, seen = list(case.concerned()), set(case.concerned().visible_to(by).values_list("pk", flat=True))
        case._refuse_to_cascade(said, chosen, seen, by)
        _refuse_to_say(kind, said, next_update_at, at)
        case._refuse_to_say_twice(said, chosen, at)
        cascade = Cascade(
            parent=case, kind=kind, words=said, next_update_at=next_update_at, cause=cause,
            severity_confirmed=severity_confirmed, by=by, at=at,
        )  # fmt: skip
        cascade.save()
        announce(AnswerCascaded(case=case, cascade=cascade), by=by, at=at)
        _hand_out(cascade, (each for each in concerned if each.pk in chosen or each.pk not in seen))
        return cascade

    def concerned(self) -> Any:
        """Those whom an answer on it concerns: itself, and its children, or what they are part of now."""
        case = cast("Case", self)
        links = case.children.standing().select_related("child__merged_into")
        ids = {case.pk, *(link.child.survivor().pk for link in links)}
        return type(case).objects.filter(pk__in=ids)

    def may_cascade(self, person: Person) -> bool:
        """Whether this person owns it or leads, and it is open and has children."""
        case = cast("Case", self)
        owns_or_leads = person.pk == case.owner_id or person.has_role(Role.LEAD)
        return owns_or_leads and case.is_open and case.children.standing().exists()

    def _refuse_to_cascade(self, said: dict[str, str], chosen: set[int], seen: set[int], by: Person) -> None:
        case = cast("Case", self)
        if not case.may_cascade(by):
            raise CannotCascade(_("{owner} answers for its children, or a lead.").format(owner=case.owner))
        if not said:
            raise CannotCascade(_("Say something."))
        if not chosen or chosen - seen:
            raise CannotCascade(_("Choose among {case} and its children.").format(case=case))

    def _refuse_to_say_twice(self, said: dict[str, str], chosen: set[int], at: datetime) -> None:
        lately = Cascade.objects.filter(parent=cast("Case", self), words=said, at__gt=at - PRESSED_TWICE_WITHIN)
        if CascadePart.objects.filter(cascade__in=lately, case__in=chosen).exclude(state="left").exists():
            raise CannotCascade(_("Just this was answered a moment ago: each of them reads it once."))


def _hand_out(cascade: Cascade, cases: Iterable[Case]) -> None:
    """Each of these gets the answer on its own."""
    for each in cases:
        later(CascadePart.objects.create(cascade=cascade, case=each).deliver)


def _refuse_to_say(kind: str, said: dict[str, str], next_update_at: datetime | None, at: datetime) -> None:
    if kind not in Cascade.Kind.values:
        raise CannotCascade(_("Say where things stand, or what solved it."))
    if strange := set(said) - set(dict(settings.LANGUAGES)):
        raise CannotCascade(_("Nobody reads it in {language} here.").format(language=min(strange)))
    if next_update_at is not None and kind == Cascade.Kind.SOLUTION:
        raise CannotCascade(_("What solved it comes without the promise of another update."))
    if next_update_at is not None and next_update_at <= at:
        raise CannotCascade(_("The next update is promised for a time to come."))
