"""Where two cases are one need, or one follows another: none becomes milder by it, and answers stay with their case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from fiverings.cases.models import Case
from fiverings.cases.models.doubt import Sign
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.severe import severe
from fiverings.cases.tests.standing import past_the_gate, resolved, written
from fiverings.core import clock
from fiverings.diagnosis.models import DiagnosisSession, TooLittleEvidence
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, at=clock.now()))


@pytest.fixture
def again(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, "And the calls ring elsewhere.", at=clock.now()))


@pytest.mark.parametrize(("before", "after"), [(3, 1), (2, 1), (None, 1), (1, 1)])
def test_what_a_case_of_severity_1_becomes_part_of_is_severity_1(
    case: Case, again: Case, world: World, before: int | None, after: int
) -> None:
    severe(case, 1, by=world.ben)
    if before:
        severe(again, before, by=world.ben)
    case.merge_into(again, by=case.owner)
    again.refresh_from_db()
    assert again.severity == after
    if before != 1:
        said = again.last_severity()
        assert said is not None and said.reason == f"{case} is part of it now, and was severity 1."


@pytest.mark.parametrize(("part", "before"), [(3, 2), (3, None), (2, None), (None, 3), (None, None)])
def test_what_is_milder_or_was_never_asked_changes_nothing(
    case: Case, again: Case, world: World, part: int | None, before: int | None
) -> None:
    for each, level in ((case, part), (again, before)):
        if level:
            severe(each, level, by=world.ben)
    case.merge_into(again, by=case.owner)
    again.refresh_from_db()
    assert again.severity == before


def test_what_they_wrote_in_a_case_that_became_part_of_another_makes_its_owner_look_again(
    case: Case, again: Case, world: World, settle: Settle
) -> None:
    severe(again, 3, by=world.ben)
    with time_machine.travel(clock.now() + timedelta(minutes=9)):
        write_in(world.priya, "Nobody can call in or out.", thread=case.thread(), at=clock.now())
        settle()
        assert again.doubt_open() is None
        case.merge_into(again, by=case.owner)
        settle()
    doubt = again.doubt_open()
    assert doubt is not None and Sign.OUTAGE_WORDS in doubt.signs


def test_answers_about_an_earlier_case_of_a_conversation_settle_nothing_about_the_next(
    case: Case, world: World, settle: Settle
) -> None:
    for question in ("nobody_gets_through", "emergency_fails", "danger", "many"):
        case.answer(question=question, answer="no", by=world.ana)
    Case.objects.filter(pk=case.pk).update(kind="request")
    case.refresh_from_db()
    resolved(case, world, at=clock.now())
    with time_machine.travel(clock.now() + timedelta(days=20)):
        write_in(world.priya, "It is about something else now.", thread=case.thread(), at=clock.now())
        settle()
        new = Case.objects.on(case.journey).latest_first()[0]
        assert new.pk != case.pk and new.open_session() is None and new.last_session() is None
        with pytest.raises(TooLittleEvidence):
            new.settle_severity(level=3, by=world.ana)
        new.answer(question="many", answer="no", by=world.ana)
    session = new.open_session()
    assert session is not None and session.follows is None and list(session.finding().known) == ["many"]
    earlier = DiagnosisSession.objects.get(evidence__question="danger")
    assert earlier.left_at is not None
    assert case.last_session() == earlier
