"""What programs are told of cases, and in what shape: what is not listed here is not told."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import AwareDatetime

from fiverings.promises.models import Kind as PromiseKind

from ..models import Case

WORDS_AT_MOST = 200_000
ONE_LINE = 400

Promised = Literal[tuple(PromiseKind.values)]  # type: ignore[valid-type]
Words = Annotated[str, Field(max_length=WORDS_AT_MOST)]
Line = Annotated[str, Field(max_length=ONE_LINE)]
Moment = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2100, 1, 1, tzinfo=UTC))]
"""A time of this century, which every calendar and clock of ours can tell."""


class Named(Schema):
    """Somebody, or an account: an id to ask by, and a name to show."""

    id: int
    name: str


class CaseOut(Schema):
    """A case, as programs read it."""

    number: str
    need: str = Field(description="What they need, in their words.")
    kind: str = Field(description="Empty until one of us has sorted it.")
    state: str
    severity: int | None = Field(description="1 is the most severe; null until it was found.")
    account: Named
    contact: Named | None
    owner: Named
    opened_at: datetime
    last_word_at: datetime
    waiting_since: datetime | None = Field(description="Since when the customer waits for us.")
    next_due_at: datetime | None = Field(description="By when the next thing is owed, or was when it broke.")
    ended_at: datetime | None = Field(description="When it stopped being open.")
    merged_into: str | None = Field(description="The number of the case that it is part of.")

    @staticmethod
    def resolve_merged_into(case: Case) -> str | None:
        return case.merged_into.number if case.merged_into_id else None


class Why(Schema):
    """Why something is done, or not."""

    reason: Line


class Said(Schema):
    """The message that waits in the outbox, or the note that was kept."""

    id: int


class NewPromise(Schema):
    """What is promised, by an absolute time."""

    kind: Promised  # type: ignore[valid-type]
    due_at: Moment
    what: Line = Field("", description="What exactly, where the kind does not say it.")
    consent: Line = Field("", description="Their words, when they agree to later than they expected.")
    comes: int | None = Field(None, description="Of a visit: the id of who comes; else you.")
