"""How far a guide may be trusted is measured by confirmed cases, version by version, and its label says no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from fiverings.core import slots
from fiverings.diagnosis.engine.calibrating import Share
from fiverings.diagnosis.models import (
    Cause,
    Confirmation,
    DiagnosisSession,
    Guide,
    GuideVersion,
    Label,
    LearningProposal,
    TrackRecord,
)
from fiverings.diagnosis.models.measure import CASES_TO_CALIBRATE, Measure
from fiverings.diagnosis.tests.lived import live, lived, the_guide
from tests.asking import lines_of
from tests.world import World

DOWN = {"direct_numbers_ring": "no", "callers_hear_busy": "yes"}
ROUTE = {"direct_numbers_ring": "yes", "changed_today": "yes"}


@pytest.fixture
def version(world: World) -> GuideVersion:
    return the_guide(world)


def said(chances: list[float], severity: int, *, told: int | None = None, minutes: int | None = None) -> Confirmation:
    """A confirmation that nobody keeps."""
    return Confirmation(chances=chances, severity=severity, told=told, minutes_to_correction=minutes)


def in_a_hundred(chance: float, came: int) -> list[Confirmation]:
    """A hundred of which so much was said of severity 1, and so many were."""
    return [said([chance, 1 - chance, 0.0], 1 if number < came else 2, told=1) for number in range(100)]


def test_what_was_told_first_counts_with_the_minutes_until_it_was_put_right(
    version: GuideVersion, world: World
) -> None:
    for _need in range(3):
        lived(world, version, DOWN, "line_failed", 1)
    session = lived(world, version, ROUTE, "programming", 2)
    cause = Cause.objects.get(code="line_failed")
    session.confirm(severity=1, cause=cause, told=2, minutes_to_correction=40, by=world.ben, at=world.now)
    lived(world, version, DOWN, "programming", 2)
    figures = TrackRecord.take(version, at=world.now).figures
    assert (figures["under"]["1"]["count"], figures["under"]["1"]["n"]) == (1, 4)
    assert (figures["over"]["1"]["count"], figures["over"]["1"]["n"]) == (1, 4)
    assert figures["correction"] == {"corrected": 1, "never": 0, "median_minutes": 40, "p90_minutes": 40.0}
    assert 0 < figures["under"]["1"]["least"] < 0.25 < figures["under"]["1"]["most"] < 1


def test_what_was_said_on_somebodys_word_is_no_miss_of_the_guide() -> None:
    measure = Measure([said([0.1, 0.9, 0.0], 1, told=None), said([0.1, 0.9, 0.0], 1, told=2)])
    assert measure.under[1].n == 1 and len(measure._was) == 2


def test_each_version_is_measured_by_its_own_sessions(version: GuideVersion, world: World) -> None:
    lived(world, version, DOWN, "line_failed", 1)
    later = Guide.revise(version.definition | {"minute": 0.6}, by=world.gus)
    lived(world, later, DOWN, "line_failed", 1)
    lived(world, later, ROUTE, "programming", 2)
    assert [TrackRecord.take(each, at=world.now).cases for each in (version, later)] == [1, 2]


def test_a_guide_that_learned_nothing_is_labelled_expert_however_often_it_is_right() -> None:
    assert Measure(in_a_hundred(0.85, 85)).label(has_learned=False) == Label.EXPERT


@pytest.mark.parametrize(
    ("confirmed", "label"),
    [
        (in_a_hundred(0.85, 85), Label.CALIBRATED),
        (in_a_hundred(0.85, 85)[: CASES_TO_CALIBRATE - 1], Label.LEARNING),
        (in_a_hundred(0.85, 60), Label.LEARNING),
        ([], Label.LEARNING),
    ],
)
def test_what_was_learned_is_calibrated_once_enough_of_it_came_true(
    confirmed: list[Confirmation], label: Label
) -> None:
    assert Measure(confirmed).label(has_learned=True) == label


def test_the_label_of_its_version_stands_in_the_log_of_what_was_answered(version: GuideVersion, world: World) -> None:
    live(world, version, 60)
    assert set(evidence_labels(version)) == {"expert"}
    proposal = LearningProposal.draw(version.guide, by=world.gus, at=world.now)
    made = proposal.accept(reason="So it is.", by=world.gus, at=world.now)
    lived(world, made, DOWN, "line_failed", 1)
    assert evidence_labels(made) == {"learning"}
    assert TrackRecord.take(made, at=world.now).label == made.label() == "learning"
    assert TrackRecord.take(version, at=world.now).label == "expert"


def test_every_version_is_measured_once_a_month(version: GuideVersion, world: World) -> None:
    first = TrackRecord.take_due(at=world.now)
    assert version in [each.version for each in first]
    assert TrackRecord.take_due(at=world.now + timedelta(days=29)) == []
    assert len(TrackRecord.take_due(at=world.now + timedelta(days=31))) == len(first)
    assert [each.at for each in TrackRecord.objects.last_of_each().filter(version=version)] == [
        world.now + timedelta(days=31)
    ]
    assert lines_of(version).filter(kind="diagnosis.GuideMeasured").count() == 2


def test_too_mild_and_too_grave_are_measures_of_guides_over_a_month_and_never_of_a_person(
    version: GuideVersion, world: World
) -> None:
    lived(world, version, DOWN, "line_failed", 1)
    lived(world, version, DOWN, "programming", 2, at=world.now - timedelta(days=20))
    lived(world, version, DOWN, "programming", 2, at=world.now - timedelta(days=40))
    with time_machine.travel(world.now, tick=False):
        for name, found in (("under-triage", Share(0, 1)), ("over-triage", Share(1, 2))):
            (metric,) = slots.metric.filled(name)
            assert metric.traits["grains"] == ("request_type", "organisation")
            assert metric.run(timedelta(days=1), version.guide)[1] == metric.run(timedelta(days=28), None)[1] == found


def test_a_track_record_is_never_changed(version: GuideVersion, world: World) -> None:
    TrackRecord.take(version, at=world.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrackRecord.objects.update(label="calibrated")


def evidence_labels(version: GuideVersion) -> set[str]:
    """What stands in the log of its sessions."""
    sessions = DiagnosisSession.objects.filter(version=version)
    return set(sessions.values_list("evidence__model_version", flat=True))
