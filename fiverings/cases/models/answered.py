"""Answered: what became of the last answer to all that a case caused, as far as its reader may see them."""

from __future__ import annotations

from dataclasses import dataclass

from fiverings.people.models import Person

from .cascade import Cascade, CascadePart
from .case import Case


@dataclass(frozen=True)
class Answered:
    """One answer to many: to how many it was written, who was left and why, and how many the reader may not see."""

    cascade: Cascade
    written: int
    waiting: int
    left: list[CascadePart]
    unseen: int

    @classmethod
    def last(cls, case: Case, reader: Person) -> Answered | None:
        """The last one, or None."""
        cascade = case.cascades.select_related("by").order_by("-id").first()
        if cascade is None:
            return None
        seen = list(cascade.parts.visible_to(reader).select_related("case").order_by("id"))
        state, states = CascadePart.State, [each.state for each in seen]
        left = [each for each in seen if each.state == state.LEFT]
        unseen = cascade.parts.count() - len(seen)
        return cls(cascade, states.count(state.WRITTEN), states.count(state.WAITING), left, unseen)
