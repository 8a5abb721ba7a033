"""What they expect: what is written down, whether they were asked by mail, and what they answered."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from fiverings.conversations.models import Message
from fiverings.core.doors import door
from fiverings.core.noting import find
from fiverings.promises.models import Expectation

from .finding import me, seen, the_case
from .shapes import Said

router = Router()


class Heard(Schema):
    """What they expect, as it is written down."""

    words: str
    by_at: datetime | None
    unknown: bool = Field(alias="is_unknown")
    message: int | None = Field(alias="message_id", description="The message that says so; null where it was spoken.")
    at: datetime


class Inquired(Schema):
    """The message in which we asked by when they need it."""

    message: int = Field(alias="message_id")
    sentence: str
    told_at: datetime = Field(alias="message.told_at")


class Answered(Schema):
    """What they wrote since, and the time that their words state; it is no expectation before somebody confirms it."""

    message: int = Field(alias="message.pk")
    text: str = Field(alias="message.words")
    words: str | None = Field(None, alias="read.words", description="Those that name the time.")
    by_at: datetime | None = Field(
        None, alias="read.by_at", description="The moment that they mean, where it is plain."
    )
    doubt: str | None = Field(None, alias="read.doubt", description="Why it is not plain; empty where it is.")
    is_plain: bool = Field(description="Whether it can be confirmed as it was read.")
    question: str = Field(description="What whoever confirms it is asked.")


class ExpectationOut(Schema):
    """What is known of what they expect."""

    heard: Heard | None
    asked: Inquired | None
    answer: Answered | None


@router.get("/cases/{number}/expectation", response=ExpectationOut, summary="Read what they expect")
@door(scope="cases:read")
def expectation(request: HttpRequest, number: str) -> dict[str, Any]:
    """What is written down; where they were asked by mail and nothing was heard since, what they answered."""
    case = the_case(request, number)
    return {"heard": Expectation.current(case), "asked": case.inquiry(), "answer": case.their_answer()}


@router.post(
    "/cases/{number}/expectation/answers/{message}", response={201: Said}, summary="Confirm what they answered"
)
@door(scope="cases:write", right="promises.tell")
def hear_answer(request: HttpRequest, number: str, message: int) -> Status:
    """The time that we read in their words is what they expect."""
    case = the_case(request, number)
    return Status(201, case.hear_answer(find(request, seen(Message, request), pk=message), by=me(request)))
