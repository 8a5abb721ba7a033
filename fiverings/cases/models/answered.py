"""Answered: what became of the last answer to all that a case caused, as far as its reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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

    def to_send_again(self) -> list[str]:
        """The numbers of those who were left and are cases of their own still."""
        return [each.case.number for each in self.left if each.case.merged_into_id is None]

    def once_more(self) -> dict[str, Any]:
        """What would be said to them again, field by field."""
        said = {f"words_{language}": text for language, text in self.cascade.words.items()}
        terms = {name: getattr(self.cascade, name) for name in ("kind", "cause", "severity_confirmed")}
        return said | terms | {"to": self.to_send_again()}

    @classmethod
    def last(cls, case: Case, reader: Person) -> Answered | None:
        """The last one, or None."""
        cascade = case.cascades.select_related("by", "cause").order_by("-id").first()
        if cascade is None:
            return None
        seen = list(cascade.parts.visible_to(reader).select_related("case").order_by("id"))
        state, states = CascadePart.State, [each.state for each in seen]
        left = [each for each in seen if each.state == state.LEFT]
        unseen = cascade.parts.count() - len(seen)
        return cls(cascade, states.count(state.WRITTEN), states.count(state.WAITING), left, unseen)
