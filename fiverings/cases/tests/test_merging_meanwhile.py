"""A case is merged while somebody says whose it is, parts it or writes about it: each word stays its customer's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from fiverings.cases.models import CannotMerge, Case, CaseMerge, State
from fiverings.cases.models.parting import PartFirst
from fiverings.cases.tests.letters import write_in
from fiverings.conversations.models import Journey, Message, Thread
from fiverings.core import clock
from fiverings.core.auditing import ask_rules
from fiverings.core.problems import Refused
from fiverings.customers.models import Contact, Settlement
from fiverings.promises.models import Outstanding
from tests.racing import alone, leaving_nothing, meanwhile
from tests.settling import settle_everything
from tests.world import World

Settle = Callable[..., None]
Adopted = tuple[Case, Case, Settlement]


def stranger_and_priya(world: World) -> Adopted:
    """The case of a stranger whom we know now, and one of the account that they are of."""
    stranger = Contact.for_address("new@unknown.example", "New One")
    write_in(stranger, "A need of mine.", at=clock.now())
    write_in(world.priya, "A need of ours.", at=clock.now())
    settle_everything()
    settlement = world.maple.adopt(stranger, by=world.ana)
    settle_everything()
    return Case.objects.get(contact=stranger), Case.objects.get(contact=world.priya), settlement


def accounts_of_what_priya_said(world: World) -> list[str]:
    said = Message.objects.filter(contact=world.priya, direction="in")
    return list(said.values_list("thread__journey__account__name", flat=True))


@pytest.mark.parametrize("survivor", ["stranger", "priya"])
def test_who_somebody_is_stays_said_until_what_was_merged_is_parted(
    world: World, settle: Settle, survivor: str
) -> None:
    theirs, priyas, settlement = stranger_and_priya(world)
    merged, into = (priyas, theirs) if survivor == "stranger" else (theirs, priyas)
    merged.merge_into(into, by=world.dana)
    with pytest.raises(PartFirst, match=f"Part {merged.number} first"), transaction.atomic():
        settlement.undo(by=world.ana)
    settle()
    assert accounts_of_what_priya_said(world) == [world.maple.name]
    merged.part(by=world.dana)
    Settlement.objects.get(pk=settlement.pk).undo(by=world.ana)
    settle()
    assert accounts_of_what_priya_said(world) == [world.maple.name]
    assert Case.objects.get(pk=theirs.pk).account == settlement.account


def test_two_cases_of_a_stranger_that_are_merged_go_back_together(world: World, settle: Settle) -> None:
    theirs, _priyas, settlement = stranger_and_priya(world)
    again = write_in(theirs.contact, "Another need of mine.", at=clock.now())
    Journey.objects.filter(thread=again.thread_id).update(opened_for=settlement.account)
    settle()
    Case.objects.get(journey=again.thread.journey_id).merge_into(theirs, by=world.dana)
    settlement.undo(by=world.ana)
    settle()
    assert set(Case.objects.filter(contact=theirs.contact).values_list("account", flat=True)) == {settlement.account_id}


def test_what_is_about_to_go_back_to_a_stranger_is_merged_with_nothing_of_ours(world: World, settle: Settle) -> None:
    theirs, priyas, settlement = stranger_and_priya(world)
    settlement.undo(by=world.ana)
    with pytest.raises(CannotMerge, match="goes to another customer"), transaction.atomic():
        priyas.merge_into(theirs, by=world.dana)
    Journey.objects.filter(pk=theirs.journey_id).update(account=settlement.account)
    with pytest.raises(CannotMerge, match="goes to another customer"), transaction.atomic():
        Case.objects.get(pk=priyas.pk).merge_into(Case.objects.get(pk=theirs.pk), by=world.dana)


def test_what_is_ours_again_is_merged(world: World, settle: Settle) -> None:
    theirs, priyas, settlement = stranger_and_priya(world)
    settlement.undo(by=world.ana)
    settle()
    world.maple.adopt(Contact.objects.get(pk=theirs.contact_id), by=world.ana)
    settle()
    priyas.merge_into(Case.objects.get(pk=theirs.pk), by=world.dana)
    assert priyas.survivor() == theirs


def test_a_merged_case_of_another_customer_is_found(world: World, settle: Settle) -> None:
    theirs, priyas, settlement = stranger_and_priya(world)
    priyas.merge_into(theirs, by=world.dana)
    settle()
    assert [each.count for each in ask_rules("I-20")] == [0]
    Journey.objects.filter(pk=theirs.journey_id).update(account=settlement.account)
    found = [each.sentence for verdict in ask_rules("I-20") for each in verdict.first]
    assert found == ["is part of a case of another customer"]


@pytest.fixture
def three(world: World) -> Iterator[list[int]]:
    """Three cases of Priya's that every connection sees."""

    def make() -> list[int]:
        for each in ("One.", "Two.", "Three."):
            write_in(world.priya, each, at=clock.now())
        settle_everything()
        return list(Case.objects.filter(contact=world.priya).order_by("id").values_list("pk", flat=True))

    with leaving_nothing():
        yield alone(make)


def fresh(pk: int) -> Case:
    return Case.objects.get(pk=pk)


def test_a_case_is_parted_from_what_its_survivor_is_being_merged_into(world: World, three: list[int]) -> None:
    first, second, third = three
    alone(lambda: fresh(first).merge_into(fresh(second), by=world.dana))
    ended = meanwhile(
        lambda: fresh(second).merge_into(fresh(third), by=world.dana), lambda: fresh(first).part(by=world.dana)
    )
    assert [type(each) for each in ended] == [CaseMerge, CaseMerge], ended
    words = alone(lambda: {pk: list(fresh(pk).journey.threads.values_list("subject", flat=True)) for pk in three})
    owed = alone(lambda: {pk: Outstanding.objects.of(fresh(pk)).count() for pk in three})
    assert [len(words[pk]) for pk in three] == [1, 0, 2], "its own thread is with it again"
    assert owed[first] and owed[third] and not owed[second]


def test_one_of_two_who_merge_and_take_back_who_it_is_at_once_is_refused(world: World) -> None:
    for order in (1, -1):
        with leaving_nothing():
            theirs, priyas, settlement = alone(lambda: stranger_and_priya(world))
            acts = [
                lambda p=priyas, t=theirs: fresh(p.pk).merge_into(fresh(t.pk), by=world.dana),
                lambda s=settlement: Settlement.objects.get(pk=s.pk).undo(by=world.ana),
            ]
            first, then = meanwhile(*acts[::order])
            assert not isinstance(first, Exception) and isinstance(then, Refused), (first, then)


def test_the_database_leaves_no_thread_with_a_case_that_is_being_merged(world: World, three: list[int]) -> None:
    first, second, _third = three
    journey = alone(lambda: fresh(first).journey)
    ended = meanwhile(
        lambda: fresh(first).merge_into(fresh(second), by=world.dana),
        lambda: Thread(journey=journey, subject="Meanwhile").save(),
    )
    assert isinstance(ended[0], CaseMerge) and isinstance(ended[1], IntegrityError)
    assert alone(lambda: (fresh(first).state, journey.threads.count())) == (State.MERGED, 0)


def test_the_database_merges_no_case_whose_threads_stay(world: World, settle: Settle) -> None:
    theirs, priyas, _settlement = stranger_and_priya(world)
    thread = priyas.thread()
    priyas.merge_into(theirs, by=world.dana)
    settle()
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE conversations_thread DISABLE TRIGGER USER")
        Thread.objects.filter(pk=thread.pk).update(journey=priyas.journey_id)
        connection.check_constraints()
        cursor.execute("ALTER TABLE conversations_thread ENABLE TRIGGER USER")
    with pytest.raises(IntegrityError, match="lands on the survivor"), transaction.atomic():
        Case.objects.filter(pk=priyas.pk).update(state=State.MERGED)
        connection.check_constraints()


def test_a_case_whose_need_has_another_open_case_is_not_parted(world: World, settle: Settle) -> None:
    theirs, priyas, _settlement = stranger_and_priya(world)
    priyas.merge_into(theirs, by=world.dana)
    settle()
    Case.open_for(world.maple, need="Once more.", journey=priyas.journey, by=world.ana, at=clock.now())
    with pytest.raises(Refused, match="Another case is open for this need"), transaction.atomic():
        priyas.part(by=world.dana)
