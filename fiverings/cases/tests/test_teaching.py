"""What a case turned out to be is handed down to its guide: from what is confirmed at its end, and nothing before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from fiverings.cases.models import Case
from fiverings.cases.tests.standing import past_the_gate, propose, written
from fiverings.diagnosis.models import Cause, Confirmation, DiagnosisSession, Guide
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.tests import FX_1
from tests.world import World

Settle = Callable[..., None]
LATER = timedelta(hours=2)


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    """Asked by the guide and called severity 2."""
    Guide.revise(read_guide(FX_1.read_text(encoding="utf-8")), by=world.gus)
    return called_two(past_the_gate(written(world.priya, settle, at=world.now)), world)


def called_two(case: Case, world: World) -> Case:
    Case.objects.filter(pk=case.pk).update(kind=Case.Kind.INCIDENT)
    case.refresh_from_db()
    case.ask_by(choice="misrouted:wrong_place", by=world.ana, at=world.now)
    for question, given in {"direct_numbers_ring": "yes", "changed_today": "yes"}.items():
        case.answer(question=question, answer=given, by=world.ana, at=world.now)
    case.answer(question="outside_calls_at_once", quantity=9, by=world.ana, at=world.now)
    case.settle_severity(level=2, by=world.ana, at=world.now)
    return case


def end(case: Case, world: World, settle: Settle, severity: int = 2, cause: str = "programming") -> None:
    confirmed = {"cause": Cause.objects.get(code=cause), "severity_confirmed": severity, "confirmed_by": world.ben}
    propose(case, world, at=world.now + LATER, **confirmed)
    case.confirm(contact=world.priya, by=world.priya, at=world.now + LATER)
    settle()


def test_a_first_guess_teaches_nothing_and_the_confirmed_end_does(case: Case, world: World, settle: Settle) -> None:
    settle()
    propose(case, world, cause=Cause.objects.get(code="programming"), severity_confirmed=2, confirmed_by=world.ben)
    settle()
    assert not Confirmation.objects.exists(), "nobody has confirmed that it works"
    case.confirm(contact=world.priya, by=world.priya, at=world.now + LATER)
    settle()
    heard = Confirmation.objects.get()
    assert (heard.severity, heard.told, heard.cause.code, heard.by) == (2, 2, "programming", world.ben)  # type: ignore[union-attr]
    assert heard.at == world.now + LATER and heard.minutes_to_correction is None
    assert heard.chances == DiagnosisSession.objects.get().evidence.last().after  # type: ignore[union-attr]


def test_what_is_raised_in_flight_counts_by_what_they_were_told_first(case: Case, world: World, settle: Settle) -> None:
    case.raise_severity(level=1, reason="All lines are down.", by=world.ben, at=world.now + timedelta(minutes=40))
    end(case, world, settle, severity=1, cause="line_failed")
    heard = Confirmation.objects.get()
    assert (heard.told, heard.severity, heard.minutes_to_correction) == (2, 1, 40)


def test_what_opens_again_counts_no_more_until_it_is_confirmed_otherwise(
    case: Case, world: World, settle: Settle
) -> None:
    end(case, world, settle)
    case.reopen(by=world.ana, reason="It rings wrong again.", at=world.now + 2 * LATER)
    settle()
    assert not Confirmation.objects.standing().exists()
    end(case, world, settle, severity=1, cause="line_failed")
    assert [each.severity for each in Confirmation.objects.order_by("seq")] == [2, None, 1]
    assert Confirmation.objects.standing().get().cause.code == "line_failed"


def test_what_became_part_of_another_case_is_not_counted_twice(case: Case, world: World, settle: Settle) -> None:
    other = called_two(past_the_gate(written(world.priya, settle, "The same again.", at=world.now)), world)
    end(case, world, settle)
    case.reopen(by=world.ana, reason="It is the same as the other.", at=world.now + LATER)
    case.merge_into(other, by=world.ana, at=world.now + LATER)
    end(other, world, settle)
    assert Confirmation.objects.standing().get().session.journey == other.journey


def test_what_ended_before_guides_heard_is_handed_down_later_once(case: Case, world: World, settle: Settle) -> None:
    end(case, world, settle)
    assert Case.objects.untaught().teach_all(at=world.now) == 0
    session = DiagnosisSession.objects.get()
    session.take_back_confirmation(at=world.now)
    assert Case.objects.untaught().get() == case
    Case.objects.untaught().teach_all(at=world.now)
    Case.objects.filter(pk=case.pk).teach_all(at=world.now)
    assert [each.severity for each in Confirmation.objects.order_by("seq")] == [2, None, 2]


def test_what_was_said_on_somebodys_word_is_no_call_of_the_guide(world: World, settle: Settle) -> None:
    Guide.revise(read_guide(FX_1.read_text(encoding="utf-8")), by=world.gus)
    case = past_the_gate(written(world.priya, settle, at=world.now))
    case.raise_severity(level=1, reason="They say so.", by=world.chidi, at=world.now - LATER)
    called_two(case, world)
    end(case, world, settle)
    assert Confirmation.objects.get().told is None


def test_a_confirmation_is_never_changed(case: Case, world: World, settle: Settle) -> None:
    end(case, world, settle)
    for act in (lambda: Confirmation.objects.update(severity=1), lambda: Confirmation.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
