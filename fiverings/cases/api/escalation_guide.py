"""The guide to escalating: read by those who work here, set as a whole by leads and executives."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from fiverings.core.doors import door

from ..models import EscalationGuide, EscalationKind, EscalationRule
from .finding import me
from .shapes import Line, Named

router = Router()

Sort = Literal[tuple(EscalationKind.values)]  # type: ignore[valid-type]


class When(Schema):
    """What must be true of a case, all of it; what is null is not asked."""

    severity_at_most: int | None = Field(None, ge=1, le=3)
    broken_at_least: int | None = Field(None, ge=1, description="Broken promises.")
    chases_at_least: int | None = Field(None, ge=1, description="Times they asked about what we promised.")
    contacts_at_least: int | None = Field(None, ge=1, description="Times they wrote or called.")
    words: list[str] | None = Field(None, description="What they said last holds one of these whole words.")
    open_minutes: int | None = Field(None, ge=1, description="Minutes of opening hours since it was opened.")
    confidential: bool | None = None
    agreement: bool | None = Field(None, description="Whether an agreement is in force.")


class Rule(Schema):
    """When a case is escalated, for what, and why."""

    code: str = Field("", description="What it is known by in every version; a new rule is given one.")
    name: Line
    kind: Sort  # type: ignore[valid-type]
    raises: bool = Field(True, description="It escalates at once; else it proposes it to the owner.")
    reason: Line
    when: When


class GuideOut(Schema):
    """The rules that count now, in order: the first that holds speaks."""

    number: int
    set_by: Named | None
    set_at: datetime
    rules: list[Rule]


class NewGuide(Schema):
    """All rules, in place of those that count now."""

    replaces: int = Field(description="The number of the guide that was read; another one is not replaced.")
    rules: list[Rule]


@router.get("/escalation-guide", response=GuideOut, summary="Read the guide to escalating", exclude_none=True)
@door(scope="cases:read", right="cases.read_guide")
def guide(request: HttpRequest) -> EscalationGuide:
    """By what cases are escalated, or escalating is proposed."""
    return EscalationGuide.current()


@router.post("/escalation-guide", response={201: GuideOut}, summary="Set the guide to escalating", exclude_none=True)
@door(scope="cases:write", right="cases.set_guide")
def set_guide(request: HttpRequest, given: NewGuide) -> Status:
    """They count from now on; what was escalated stands."""
    rules = [_rule(each) for each in given.dict(exclude_none=True)["rules"]]
    return Status(201, EscalationGuide.set(rules, replaces=given.replaces, by=me(request)))


def _rule(given: dict[str, Any]) -> EscalationRule:
    return EscalationRule(**given)
