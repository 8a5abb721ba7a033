"""A guide learns from confirmed cases only, never from few, and never before a person accepts it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fiverings.diagnosis.models import (
    AlreadyDecided,
    BadGuide,
    Confirmation,
    Definition,
    DiagnosisSession,
    Guide,
    GuideChangedMeanwhile,
    GuideVersion,
    LearningProposal,
    NothingToLearn,
)
from fiverings.diagnosis.models.ended import ended_by
from fiverings.diagnosis.models.numbers import numbers_of, with_numbers
from fiverings.diagnosis.tests.lived import live, lived, the_guide
from tests.asking import lines_of
from tests.world import World

ROUTE = {"direct_numbers_ring": "yes", "changed_today": "yes"}
PRIOR = "symptoms.wrong_place.causes"


@pytest.fixture(scope="module")
def lived_through(lasting: None) -> int:
    """The guide, and sixty confirmed cases of it, once for all tests."""
    world = World.read()
    version = the_guide(world)
    live(world, version, 60)
    return version.pk


@pytest.fixture
def version(lived_through: int, world: World) -> GuideVersion:
    return GuideVersion.objects.get(pk=lived_through)


def drawn(version: GuideVersion, world: World) -> LearningProposal:
    return LearningProposal.draw(version.guide, by=world.gus, at=world.now)


def test_numbers_are_read_and_written_where_they_stand(version: GuideVersion) -> None:
    numbers = numbers_of(version.definition)
    assert numbers["questions.changed_today.yes_chance"]["pri_down_failover"] == 0.05
    assert numbers["questions.light_on_the_card.yes_chance"]["single_device"] == 0.02, "as the others"
    assert numbers["nodes.capacity.chances"]["low/single_device"] == 0.03
    again = Definition.read(with_numbers(version.definition, numbers))
    assert again.causation is not None and version.asks.causation is not None
    assert (again.causation.world.nodes[0].chances == version.asks.causation.world.nodes[0].chances).all()
    changed = with_numbers(version.definition, {PRIOR: dict.fromkeys(numbers[PRIOR], 0.2)})
    assert {key for key in changed if changed[key] != version.definition[key]} == {"symptoms"}


def test_below_thirty_confirmed_cases_what_experts_say_stands(version: GuideVersion, world: World) -> None:
    for each in DiagnosisSession.objects.order_by("id")[:31]:
        each.take_back_confirmation(at=world.now)
    lived(world, version, ROUTE, "power", 2)
    with pytest.raises(NothingToLearn, match="the most is 29"):
        drawn(version, world)
    lived(world, version, ROUTE, "line_failed", 1)
    assert drawn(version, world).cases == 31, "one of them by a cause that the guide does not know"


def test_a_proposal_says_each_number_before_and_after_with_how_many_cases_speak_of_it(
    version: GuideVersion, world: World
) -> None:
    proposal = drawn(version, world)
    prior = next(each for each in proposal.rows() if each.place == PRIOR)
    pri = next(each for each in prior.numbers if each.code == "pri_down_failover")
    confirmed = Confirmation.objects.filter(cause__code="line_failed").count()
    assert (prior.n, pri.n, pri.before, pri.expert) == (60, confirmed, 0.12, 0.12)
    assert 0.12 < pri.after < confirmed / 60, "drawn towards what experts say"
    assert prior.about(version.asks) == "How often each cause is behind “Calls ring in the wrong place”"
    assert prior.names(version.asks)["pri_down_failover"] == "Main line down, on its failover"
    assert (proposal.first_at, proposal.last_at) == (world.now - timedelta(days=60), world.now - timedelta(days=1))
    assert version.guide.current == version, "nothing changes by it"


def test_two_causes_with_one_entry_in_the_list_are_told_apart_by_severity_or_by_the_answers(
    version: GuideVersion, world: World
) -> None:
    for coded, severity, allowed in (("programming", 2, [1, 0, 1]), ("line_failed", 1, [0, 1, 0])):
        lived(world, version, ROUTE, coded, severity)
        example = ended_by(version.guide, version.asks)[-1].example(version.asks, at=world.now)
        assert example is not None
        assert list(example.allowed[:3]) == allowed


def test_its_effect_is_replayed_on_the_cases_that_ended(version: GuideVersion, world: World) -> None:
    effect = drawn(version, world).replayed()
    assert effect.cases == 60 and effect.otherwise and effect.better + effect.worse == len(effect.otherwise)
    assert effect.brier[1] < effect.brier[0] and not effect.failing
    for each in effect.otherwise:
        assert each.before != each.after


def test_what_a_person_accepts_is_the_next_version_and_only_what_they_chose(
    version: GuideVersion, world: World
) -> None:
    proposal = drawn(version, world)
    made = proposal.accept(places=[PRIOR], reason="It is the line more often.", by=world.gus, at=world.now)
    before, after = numbers_of(version.definition), numbers_of(made.definition)
    assert (made.number, version.guide.current, proposal.made) == (2, made, made)
    assert [where for where in after if after[where] != before[where]] == [PRIOR]
    kinds = list(lines_of(proposal).order_by("id").values_list("kind", flat=True))
    assert kinds == ["diagnosis.LearningProposed", "diagnosis.LearningAccepted"]


def test_what_was_learned_is_not_learned_twice(version: GuideVersion, world: World) -> None:
    first = drawn(version, world)
    first.accept(places=[PRIOR], reason="Yes.", by=world.gus, at=world.now)
    second = drawn(version, world)
    assert PRIOR not in [each.place for each in second.rows()], "the same cases, drawn from the same experts"
    second.decline(reason="Not now.", by=world.gus, at=world.now)
    live(world, version, 20, seed=8)
    third = next(each for each in drawn(version, world).rows() if each.place == PRIOR)
    assert {each.code: each.expert for each in third.numbers} == numbers_of(version.definition)[PRIOR]


def test_a_decision_has_a_reason_and_is_made_once(version: GuideVersion, world: World) -> None:
    proposal = drawn(version, world)
    with pytest.raises(NothingToLearn, match="Say why"):
        proposal.decline(reason=" ", by=world.gus)
    with pytest.raises(NothingToLearn, match="at least one"):
        proposal.accept(places=[], reason="Yes.", by=world.gus)
    proposal.decline(reason="It was one bad week.", by=world.gus)
    with pytest.raises(AlreadyDecided):
        proposal.accept(reason="Yes.", by=world.gus)
    assert version.guide.current == version
    assert lines_of(proposal).order_by("id").last().kind == "diagnosis.LearningDeclined"  # type: ignore[union-attr]


def test_a_later_proposal_takes_the_place_of_one_that_waits(version: GuideVersion, world: World) -> None:
    first, second = drawn(version, world), drawn(version, world)
    first.refresh_from_db()
    assert (first.decision, LearningProposal.objects.open().get()) == ("replaced", second)


def test_a_guide_that_changed_meanwhile_does_not_learn_from_what_was_reckoned_before(
    version: GuideVersion, world: World
) -> None:
    proposal = drawn(version, world)
    Guide.revise(version.definition | {"minute": 0.6}, by=world.gus)
    with pytest.raises(GuideChangedMeanwhile):
        proposal.accept(reason="Yes.", by=world.gus)


def test_a_guide_learns_nothing_by_which_one_of_its_stories_fails(version: GuideVersion, world: World) -> None:
    story = {"name": "It only rings wrong", "symptom": "wrong_place", "severity": 2}
    story["answers"] = {"direct_numbers_ring": "yes", "at_opening_or_closing": "yes"}
    stricter = Guide.revise(
        version.definition | {"tests": [*version.definition["tests"], story]}, by=world.gus, at=world.now
    )
    for _need in range(40):
        lived(world, version, {"direct_numbers_ring": "yes", "at_opening_or_closing": "yes"}, "line_failed", 1)
    proposal = drawn(stricter, world)
    assert proposal.replayed().failing == ("It only rings wrong",)
    with pytest.raises(BadGuide, match="It only rings wrong"):
        proposal.accept(reason="Yes.", by=world.gus)
    assert LearningProposal.objects.open().exists()


def test_what_was_reckoned_is_never_changed(version: GuideVersion, world: World) -> None:
    drawn(version, world)
    changed: list[dict[str, Any]] = [{"changes": []}, {"effect": {}}, {"cases": 3}]
    for columns in changed:
        with pytest.raises(IntegrityError), transaction.atomic():
            LearningProposal.objects.update(**columns)
