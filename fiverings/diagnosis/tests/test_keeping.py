"""What was answered is numbered, stays as it was said, and stands in the journal."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from fiverings.conversations.models import Journey
from fiverings.diagnosis.models import AlreadySettled, DiagnosisSession, Evidence, Guide
from tests.asking import lines_of
from tests.racing import alone, apart, leaving_nothing
from tests.world import World


@pytest.fixture
def session(world: World) -> DiagnosisSession:
    journey = Journey.begin(world.maple, at=world.now)
    return DiagnosisSession.begin(journey=journey, account=world.maple, by=world.ana, at=world.now)


def test_an_answer_given_again_stands_and_the_earlier_stays_in_the_log(session: DiagnosisSession, world: World) -> None:
    session.answer("nobody_gets_through", "yes", by=world.ana)
    session.answer("nobody_gets_through", "no", by=world.ana)
    assert session.finding().forced is None
    assert [each.seq for each in session.evidence.all()] == [1, 2]


def test_replaying_the_log_gives_the_same_finding(session: DiagnosisSession, world: World) -> None:
    session.answer("many", "yes", by=world.ana)
    session.answer("way_around", "no", by=world.ana)
    again = DiagnosisSession.objects.get(pk=session.pk).finding()
    assert (again.mildest, [each.code for each in again.fired]) == (2, ["D2"])


def test_a_settled_session_takes_no_more(session: DiagnosisSession, world: World) -> None:
    session.answer("nobody_gets_through", "yes", by=world.ana)
    session.settle(1, by=world.ana)
    with pytest.raises(AlreadySettled):
        session.answer("many", "no", by=world.ana)
    with pytest.raises(AlreadySettled):
        session.settle(1, by=world.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence(session=session, seq=9, question="many", wording="?", answer="no", at=world.now).save()
    for columns in ({"settled_level": 3}, {"settled_at": None, "settled_level": None}, {"contracted": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DiagnosisSession.objects.filter(pk=session.pk).update(**columns)


def test_evidence_is_never_changed(session: DiagnosisSession, world: World) -> None:
    evidence = session.answer("many", "yes", by=world.ana)
    for act in (
        lambda: Evidence.objects.filter(pk=evidence.pk).update(answer="no"),
        lambda: Evidence.objects.filter(pk=evidence.pk).delete(),
        lambda: Guide.plain().versions.update(number=7),
        lambda: Evidence.objects.bulk_update([Evidence(pk=evidence.pk, answer="no")], ["answer"]),
        lambda: sql("UPDATE diagnosis_evidence SET answer = 'no'"),
        lambda: sql("DELETE FROM diagnosis_evidence"),
        lambda: sql("UPDATE diagnosis_guideversion SET definition = '{}'"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("seq", [1, 3, 0])
def test_the_database_numbers_evidence_without_gaps(session: DiagnosisSession, world: World, seq: int) -> None:
    session.answer("many", "yes", by=world.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence(session=session, seq=seq, question="many", wording="?", answer="no", at=world.now).save()


def test_everything_is_told_in_the_journal(session: DiagnosisSession, world: World) -> None:
    session.answer("nobody_gets_through", "yes", by=world.ana)
    session.settle(1, by=world.ana)
    kinds = list(lines_of(session).order_by("id").values_list("kind", flat=True))
    assert kinds == ["diagnosis.SessionBegun", "diagnosis.EvidenceRecorded", "diagnosis.SessionSettled"]


@pytest.mark.django_db(transaction=False)
def test_two_who_answer_at_once_are_numbered_one_after_the_other(django_db_blocker: object, world: World) -> None:
    with leaving_nothing():
        journey = alone(lambda: Journey.begin(world.maple, at=world.now))
        session = alone(lambda: DiagnosisSession.begin(journey=journey, account=world.maple, by=world.ana))
        answers = [lambda n=n: session.answer("many", "yes" if n % 2 else "no", by=world.ana) for n in range(4)]
        assert not [each for each in apart(*answers) if isinstance(each, Exception)]
        assert alone(lambda: sorted(Evidence.objects.filter(session=session).values_list("seq", flat=True))) == [
            1,
            2,
            3,
            4,
        ]
