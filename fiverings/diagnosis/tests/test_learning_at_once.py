"""What cases say, and what a file says, takes nothing back that somebody else lets go live at the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from django.db import transaction

from fiverings.core.problems import Refused
from fiverings.diagnosis.models import (
    DraftMovedOn,
    Guide,
    GuideChangedMeanwhile,
    GuideDraft,
    GuideVersion,
    LearningProposal,
)
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.tests import FX_1
from fiverings.diagnosis.tests.lived import live, the_guide
from tests.racing import _until_somebody_waits as until_somebody_waits
from tests.racing import alone, apart, leaving_nothing, meanwhile
from tests.world import World

GIVEN = read_guide(FX_1.read_text(encoding="utf-8"))


def proposed() -> int:
    world = World.read()
    version = the_guide(world)
    live(world, version, 40)
    return int(LearningProposal.draw(version.guide, by=world.gus, at=world.now).pk)


def written_otherwise() -> GuideVersion:
    guide = Guide.objects.get(code="misrouted")
    assert guide.current is not None
    return Guide.revise(guide.current.definition | {"minute": 0.125}, by=World.read().gus)


def test_what_goes_live_while_cases_are_accepted_is_not_taken_back_unseen(db: None) -> None:
    with leaving_nothing():
        proposal = alone(proposed)
        accept = lambda: LearningProposal.objects.get(pk=proposal).accept(reason="So it is.", by=World.read().gus)  # noqa: E731
        version, refused = meanwhile(written_otherwise, accept)
        assert isinstance(version, GuideVersion) and isinstance(refused, GuideChangedMeanwhile)
        assert alone(lambda: Guide.named("misrouted").definition["minute"]) == 0.125


def test_who_accepts_and_who_reckons_anew_do_not_stand_still(db: None) -> None:
    with leaving_nothing():
        proposal = alone(proposed)
        accept = lambda: LearningProposal.objects.get(pk=proposal).accept(reason="So it is.", by=World.read().gus)  # noqa: E731
        draw = lambda: LearningProposal.draw(Guide.objects.get(code="misrouted"), by=World.read().gus)  # noqa: E731
        ended = apart(accept, draw, draw)
        assert all(isinstance(each, Refused | GuideVersion | LearningProposal) for each in ended), ended


@pytest.fixture
def draft(db: None) -> Iterator[GuideDraft]:
    with leaving_nothing():
        alone(lambda: Guide.revise(GIVEN, by=World.read().gus))
        yield alone(lambda: GuideDraft.take_in(GIVEN | {"minute": 0.25}, by=World.read().gus))


def test_a_file_that_comes_while_the_draft_goes_live_does_not_stand_still(draft: GuideDraft) -> None:
    begun, nobody = Event(), Event()

    def bring() -> GuideDraft:
        with transaction.atomic():
            Guide.taken_up("misrouted")
            begun.set()
            until_somebody_waits(or_has=nobody)
            return GuideDraft.take_in(GIVEN | {"minute": 0.125}, replaces=1, by=World.read().gus)

    def launch() -> GuideVersion:
        begun.wait()
        return GuideDraft.objects.get(pk=draft.pk).go_live(edition=1, reason="So.", by=World.read().gus)

    brought, refused = apart(bring, launch)
    assert isinstance(brought, GuideDraft) and isinstance(refused, DraftMovedOn)


def test_a_file_does_not_take_the_place_of_what_is_written_at_that_moment(draft: GuideDraft) -> None:
    write = lambda: GuideDraft.objects.get(pk=draft.pk).describe(  # noqa: E731
        traits={"name": {"en": "Otherwise"}}, read=draft.mark("", ""), by=World.read().gus
    )
    again = lambda: GuideDraft.take_in(GIVEN | {"minute": 0.125}, replaces=1, by=World.read().gus)  # noqa: E731
    _written, refused = meanwhile(write, again)
    assert isinstance(refused, DraftMovedOn)
    assert alone(lambda: GuideDraft.objects.get(pk=draft.pk).definition["name"]) == {"en": "Otherwise"}
