"""What follows for cases."""

from fiverings.conversations.events import (
    JourneyMoved,
    MessageBounced,
    MessageReceived,
    MessageSent,
    MessageWritten,
    SeparationUndone,
    StrangerSeparated,
)
from fiverings.core.following import when

from .models import Case


@when(MessageReceived)
def attach_the_message_to_its_case_or_open_one(event: MessageReceived) -> None:
    Case.take_in(event.message)


@when(MessageWritten)
def tell_the_case_that_it_was_answered(event: MessageWritten) -> None:
    if case := Case.objects.on(event.journey).latest_first().first():
        case.tell(event.message)


@when(MessageSent)
def tell_the_case_that_the_answer_is_on_its_way(event: MessageSent) -> None:
    if case := Case.objects.on(event.journey).latest_first().first():
        case.hear_of_sending(event.message)


@when(MessageBounced)
def tell_the_case_that_the_answer_came_back(event: MessageBounced) -> None:
    if case := Case.objects.on(event.journey).latest_first().first():
        case.hear_of_bounce(event.message)


@when(StrangerSeparated)
def open_a_case_for_what_a_stranger_needs(event: StrangerSeparated) -> None:
    if not Case.objects.on(event.apart).exists():
        for message in event.separation.said():
            Case.take_in(message)


@when(SeparationUndone)
def close_the_case_of_what_lies_beside_another_again(event: SeparationUndone) -> None:
    for case in Case.objects.on(event.apart).open():
        case.give_up(by=event.by, at=event.entry.at)


@when(JourneyMoved, history=True)
def let_cases_follow_their_journey(event: JourneyMoved) -> None:
    for case in Case.objects.on(event.journey).order_by("id"):
        case.move(to=event.account, by=event.by, at=event.entry.at)
