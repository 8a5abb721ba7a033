"""What a question written for all who stand alike finds is what each of them may see, and nothing else."""

from __future__ import annotations

from itertools import product

import pytest

from fiverings.cases.api.cases import _contacts
from fiverings.cases.api.finding import _cases as _for_programs
from fiverings.cases.models import Case
from fiverings.cases.views.finding import _cases, _with_their_story
from fiverings.core import clock
from fiverings.core.written import MoreThanTold, WrittenForReaders
from fiverings.customers.models import Account, Contact
from fiverings.people.models import Person, Role
from tests.world import World


@pytest.fixture
def confided(world: World) -> list[Case]:
    """A case of everybody's, and one of a confidential account into which two look and work."""
    world.orion.make_confidential(reason="A merger", by=world.dana)
    world.orion.open_to([world.ben], by=world.dana)
    contacts = [world.priya, Contact.objects.filter(account=world.orion).earliest("pk")]
    return [Case.open_for(each.account, need="No tone", contact=each, by=None, owner=world.ana) for each in contacts]


def test_each_reader_finds_the_cases_and_contacts_that_they_may_see(confided: list[Case]) -> None:
    found = set()
    for person, acts, case in product(Person.objects.order_by("pk"), (False, True), confided):
        person.is_acting = acts
        is_seen = Case.objects.visible_to(person).filter(pk=case.pk).exists()
        for question in (_cases, _with_their_story, _for_programs):
            assert (question.first(person, case.number, clock.now()) == case) is is_seen, (person, acts, case)
        assert (_contacts.first(person, case.contact_id, clock.now()) == case.contact) is is_seen
        found.add((case.account.is_confidential, is_seen))
    assert found == {(False, True), (False, False), (True, True), (True, False)}


def test_who_loses_a_role_or_an_access_or_leaves_finds_at_once_what_is_left_to_them(
    world: World, confided: list[Case]
) -> None:
    everybodys, confidential = confided
    ben, at = Person.objects.get(pk=world.ben.pk), clock.now()
    assert _cases.first(ben, everybodys.number, at) and _cases.first(ben, confidential.number, at)
    world.orion.accesses.filter(person=ben).update(until=at)
    assert _cases.first(ben, everybodys.number, at) and not _cases.first(ben, confidential.number, at)
    ben.roles = [Role.BILLING]
    assert not _cases.first(ben, everybodys.number, at)
    ben.roles, ben.is_active = [Role.ADVOCATE], False
    assert not _cases.first(ben, everybodys.number, at)


def test_a_question_that_asks_more_of_a_reader_than_how_they_stand_is_refused(world: World) -> None:
    @WrittenForReaders
    def namesakes(reader: Person, account: int):  # type: ignore[no-untyped-def]
        return Account.objects.filter(pk=account, name=reader.name)

    with pytest.raises(MoreThanTold, match="namesakes asks the database"):
        namesakes.first(world.ana, world.maple.pk)
