"""The life of a case is told by its journal, in sentences, and told to whom it concerns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from fiverings.cases.events import (
    AnswerBounced,
    AnswerSent,
    CaseAnswered,
    CaseDismissed,
    CaseHandedOff,
    CaseMoved,
    CaseNoted,
    CaseOpened,
    CaseReopened,
    CaseTakenOver,
    CustomerSpoke,
    HandoffDeclined,
    HandoffOffered,
    MachineSpoke,
    StrangerSpoke,
)
from fiverings.cases.models import Case, CaseStory
from fiverings.cases.tests.letters import write_in
from fiverings.conversations.models import Outbox
from fiverings.core.events import Event
from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.customers.models import Contact
from tests.world import World

Settle = Callable[..., None]


def life_of(case: Case) -> list[Event]:
    return recall(Entry.objects.about(case).order_by("id"))


def kinds(case: Case) -> list[type[Event]]:
    return [type(event) for event in life_of(case)]


def opened(world: World, settle: Settle) -> Case:
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now)
    settle()
    return Case.objects.get()


def test_a_conversation_is_told_line_by_line(world: World, settle: Settle) -> None:
    case = opened(world, settle)
    message = case.reply("I look into it.", by=world.ana, at=world.now)
    Outbox.objects.all().tell_all(at=world.now)
    settle()
    message.mark_sent(at=world.now)
    settle()
    message.mark_bounced("550 No such mailbox")
    case.note("Odd.", by=world.chidi)
    write_in(world.priya, "I am away.", thread=case.thread(), auto="auto-replied")
    write_in(Contact.for_address("who@elsewhere.example"), "And me?", thread=case.thread())
    settle()
    spoken = {CaseOpened, CustomerSpoke, CaseAnswered, AnswerSent, AnswerBounced, MachineSpoke, StrangerSpoke}
    assert {kind for kind in kinds(case) if kind.kind.startswith("cases.")} == spoken | {CaseNoted}
    first = life_of(case)[0].tell()
    assert first == f"Priya Raman opened {case} for Maple Dental; Ana owns it"


def test_the_owners_of_a_case_are_told(world: World, settle: Settle) -> None:
    case = opened(world, settle)
    case.hand_off(to=world.ben, note="Please.", by=world.ana).decline(reason="I am away.", by=world.ben)
    case.hand_off(to=world.ben, note="Do.", by=world.ana).accept(
        read_back="The phones hum; I call Priya.", by=world.ben
    )
    case.take_over(reason="Ben is ill", by=world.dana)
    told = {type(event): list(event.told_to()) for event in life_of(case)}
    assert told[HandoffOffered] == [world.ben]
    assert told[HandoffDeclined] == told[CaseHandedOff] == [world.ana]
    assert told[CaseTakenOver] == [world.ben, world.dana]


def test_ends_beginnings_and_moves_are_told(world: World, settle: Settle) -> None:
    case = opened(world, settle)
    case.dismiss(reason="A wrong number.", by=world.ana)
    case.reopen(by=world.ana, reason="Not done.")
    case.journey.move(to=world.orion, by=world.dana)
    settle()
    told = [event for event in life_of(case) if event.kind.startswith("cases.")]
    assert [type(event) for event in told[-3:]] == [CaseDismissed, CaseReopened, CaseMoved]
    assert told[-1].tell() == f"{case} belongs to Orion Bank, not to Maple Dental"


def test_a_story_says_each_thing_once_and_can_be_narrowed(world: World, settle: Settle) -> None:
    case = opened(world, settle)
    case.note("Only for us.", by=world.chidi, at=world.now + timedelta(minutes=1))
    case.reply("Soon.", by=world.ana, at=world.now + timedelta(minutes=2))
    words = {
        only: [told.words for day in CaseStory(case, person=world.ana, only=only).days for told in day["entries"]]
        for only in ("", "theirs", "ours", "nonsense")
    }
    opening = f"Priya Raman opened {case} for Maple Dental; Ana owns it"
    assert words[""] == ["Calls ring at the wrong place.", opening, "Only for us.", "Soon."] == words["nonsense"]
    assert (words["theirs"], words["ours"]) == (["Calls ring at the wrong place."], ["Only for us."])


def test_who_answers_reads_before_who_else_will_read_it(world: World, client: Any, settle: Callable[..., None]) -> None:
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now)
    settle()
    case = Case.objects.get()
    case.thread().join("eve@evil.example", at=world.now)
    client.force_login(world.ana)
    shown = client.get(case.get_absolute_url()).content.decode()
    assert "To Priya Raman by mail, with a copy to" in shown and "eve@evil.example" in shown
