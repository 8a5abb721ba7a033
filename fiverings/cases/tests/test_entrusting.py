"""An account gets another advocate: its contacts read the new name once, and who leaves is nobody's voice."""

from __future__ import annotations

from collections.abc import Callable

from fiverings.cases.models import Case
from fiverings.cases.tests.leaving import FRIDAY, go_on, let_go
from fiverings.conversations.models import Message
from tests.world import World

WHY = "Ana goes to another team."


def told() -> list[Message]:
    return list(Message.objects.filter(auto="handoff").order_by("id"))


def test_who_has_open_cases_reads_once_who_looks_after_them_now(world: World, settle: Callable[[], None]) -> None:
    for need in ("It hums.", "It rings."):
        Case.open_for(world.maple, need=need, contact=world.priya, by=world.ana)
    settle()
    world.maple.entrust(to=world.dana, backup=world.ben, reason=WHY, by=world.dana)
    settle()
    [message] = told()
    assert message.contact == world.priya
    assert "Dana Lindqvist looks after Maple Dental from now on; until today it was Ana Costa." in message.text
    assert "Ana Costa stays responsible for" in message.text and WHY not in message.text
    assert {case.owner for case in Case.objects.about(world.maple)} == {world.ana}


def test_nobody_is_written_to_where_only_who_stands_in_changes(world: World, settle: Callable[[], None]) -> None:
    Case.open_for(world.maple, need="It hums.", contact=world.priya, by=world.ana)
    world.maple.entrust(to=world.ana, backup=world.dana, reason=WHY, by=world.dana)
    settle()
    assert told() == []


def test_who_leaves_is_nobodys_voice_any_more(world: World) -> None:
    world.orion.make_confidential(reason="A lawsuit", by=world.dana)
    world.orion.accesses.exclude(person=world.ana).delete()
    world.orion.open_to([world.ben], by=None)
    let_go(world, successor=world.dana)
    go_on(at=FRIDAY)
    for account in (world.maple, world.orion, world.harbour):
        account.refresh_from_db()
    assert (world.maple.primary_advocate, world.maple.backup_advocate) == (world.dana, world.ben)
    assert world.orion.primary_advocate == world.ben, "who may not see it is not made its voice"
    assert (world.harbour.primary_advocate, world.harbour.backup_advocate) == (world.ben, world.dana)


def test_who_owns_a_case_sees_it_also_when_the_account_is_given_back(world: World, settle: Callable[[], None]) -> None:
    world.maple.make_confidential(reason="A lawsuit", by=world.ana)
    given = world.maple.entrust(to=world.dana, backup=world.ben, reason=WHY, by=world.ana)
    case = Case.open_for(world.maple, need="It hums.", contact=world.priya, by=world.ana, owner=world.dana)
    settle()
    given.undo(by=world.ana)
    settle()
    assert Case.objects.visible_to(world.dana).filter(pk=case.pk).exists()
