"""One outage, many customers: each keeps a case, an owner and promises of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from fiverings.cases.events import CaseLinked, CaseUnlinked
from fiverings.cases.models import CannotLink, CannotMerge, Case, Kind, Parentage
from fiverings.cases.tests.outage import outage_and_those_it_hit
from fiverings.cases.tests.standing import owed
from fiverings.core.models import Entry
from fiverings.notices.models import Notice
from tests.racing import alone, leaving_nothing, meanwhile
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def cases(world: World) -> list[Case]:
    return outage_and_those_it_hit(world)


def test_many_are_linked_at_once_and_each_stays_what_it_is(cases: list[Case], world: World, settle: Settle) -> None:
    outage, *hit = cases
    before = [(each.owner, each.state, owed(each)) for each in hit]
    outage.link(hit, by=world.dana)
    settle()
    assert [link.child for link in outage.children.standing()] == hit
    assert [(each.owner, each.state, owed(each)) for each in Case.objects.filter(pk__in=[c.pk for c in hit])] == before
    assert Notice.objects.filter(person=hit[0].owner, entry__kind=CaseLinked.kind).exists()
    hit[0].unlink(by=world.dana)
    assert [link.child for link in outage.children.standing()] == hit[1:] and outage.children.count() == 2
    assert Entry.objects.about(hit[0]).filter(kind=CaseUnlinked.kind).count() == 1


def test_a_child_has_one_parent_and_no_children(cases: list[Case], world: World) -> None:
    outage, child, other = cases
    outage.link([child], by=world.dana)
    Case.objects.filter(pk=child.pk).update(kind=Kind.INCIDENT)
    for parent, children in ((child, [other]), (other, [child]), (other, [outage]), (outage, [outage])):
        Case.objects.filter(pk=parent.pk).update(kind=Kind.INCIDENT)
        with pytest.raises(CannotLink), transaction.atomic():
            Case.objects.get(pk=parent.pk).link(children, by=world.dana)
    with pytest.raises(CannotMerge, match="Unlink"):
        outage.merge_into(Case.open_for(outage.account, need="The same?", by=world.ana), by=world.dana)


def test_only_a_service_problem_has_open_cases_of_customers_as_children(cases: list[Case], world: World) -> None:
    outage, child, other = cases
    Case.objects.filter(pk=other.pk).update(kind=Kind.QUESTION)
    internal = Case.open_for(world.maple, need="Tidy up.", kind=Kind.INTERNAL, by=world.ana)
    for parent, children in ((other, [child]), (outage, [internal]), (outage, [])):
        with pytest.raises(CannotLink), transaction.atomic():
            Case.objects.get(pk=parent.pk).link(children, by=world.dana)


@pytest.mark.parametrize("change", [{"ended_at": None}, {"parent": 1}])
def test_the_database_keeps_who_was_whose_child(cases: list[Case], world: World, change: dict[str, object]) -> None:
    outage, child, other = cases
    [link] = outage.link([child], by=world.dana)
    child.unlink(by=world.dana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Parentage.objects.filter(pk=link.pk).update(**({"parent": other} if "parent" in change else change))


def test_of_two_who_link_crosswise_one_is_refused_by_the_database(world: World) -> None:
    def make() -> list[Case]:
        return outage_and_those_it_hit(world)

    with leaving_nothing():
        first, second, _third = alone(make)

        def link(child: Case, parent: Case) -> None:
            Parentage(child=child, parent=parent, by=world.dana, at=world.now).save()

        ended = meanwhile(lambda: link(first, second), lambda: link(second, first))
        assert sorted(type(each).__name__ for each in ended) == ["IntegrityError", "NoneType"], ended


def test_likely_ones_are_found_by_number_customer_or_need_and_none_that_one_may_not_see(
    cases: list[Case], world: World
) -> None:
    outage, mine, orions = cases
    assert set(outage.likely_children(world.dana)) == {mine, orions}
    assert list(outage.likely_children(world.dana, "orion")) == [orions]
    assert list(outage.likely_children(world.dana, mine.number[-4:])) == [mine]
    world.orion.make_confidential(reason="A dispute", by=world.ana)
    assert list(outage.likely_children(world.dana)) == [mine]
    outage.link([mine], by=world.dana)
    assert mine not in outage.likely_children(world.dana)


def test_who_does_not_see_both_does_not_unlink_them(cases: list[Case], world: World) -> None:
    outage, child, _other = cases
    outage.link([child], by=world.dana)
    outage.account.make_confidential(reason="A dispute", by=world.ana)
    with pytest.raises(CannotLink, match="nobody's child"):
        child.unlink(by=world.dana)
    assert child.parentages.standing().exists()
