"""How severe a case is stands on answers, on a rule or on somebody's reason; and no promise moves because of it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from fiverings.cases.checks import severities_stand_on_their_ground
from fiverings.cases.models import CannotLower, CannotRaise, Case, CaseStory, Severity
from fiverings.core.models import Entry
from fiverings.diagnosis.models import NoSuchSeverity, TooLittleEvidence, WorseNotRuledOut
from fiverings.promises.models import Promise
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return Case.open_for(
        world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana, at=world.now
    )


def settle(case: Case, world: World, level: int, *answers: tuple[str, str]) -> Severity:
    session = case.diagnose(by=world.ana, at=world.now)
    for question, answer in answers:
        session.answer(question, answer, by=world.ana, at=world.now)
    return case.set_severity(level=level, session=session, by=world.ana, at=world.now)


MILD = (("nobody_gets_through", "no"), ("one_device", "yes"))


def test_a_new_case_has_no_severity(case: Case) -> None:
    assert (case.severity, case.last_severity()) == (None, None)


def test_two_of_25_lines_make_it_severity_1_by_rule_r3(case: Case, world: World) -> None:
    session = case.diagnose(by=world.ana, at=world.now)
    session.answer("at_once", quantity=2, by=world.ana, at=world.now)
    severity = case.set_severity(level=1, session=session, by=world.ana, at=world.now)
    assert (case.severity, severity.ground, severity.rule, severity.session) == (1, "rule", "R3", session)


def test_the_story_tells_once_that_a_severity_was_settled(case: Case, world: World) -> None:
    settle(case, world, 3, *MILD)
    story = [told.words for day in CaseStory(case, person=world.ana).days for told in day["entries"]]
    assert [words for words in story if "settled" in words] == [f"Ana settled that {case} is severity 3"]


def test_severity_2_before_asking_is_refused_and_nothing_is_kept(case: Case, world: World) -> None:
    with pytest.raises(TooLittleEvidence):
        settle(case, world, 2)
    case.refresh_from_db()
    assert case.severity is None and not Severity.objects.exists()


def test_what_a_rule_says_is_not_called_milder(case: Case, world: World) -> None:
    with pytest.raises(WorseNotRuledOut):
        settle(case, world, 2, ("nobody_gets_through", "yes"))


@pytest.mark.parametrize("level", [0, 4])
def test_there_are_only_three(case: Case, world: World, level: int) -> None:
    with pytest.raises(NoSuchSeverity):
        settle(case, world, level, *MILD)
    with pytest.raises(NoSuchSeverity):
        case.raise_severity(level=level, reason="It burns.", by=world.eli)


def test_anybody_raises_it_with_a_line_of_reason(case: Case, world: World) -> None:
    settle(case, world, 3, *MILD)
    severity = case.raise_severity(level=1, reason="The closet is flooded.", by=world.eli, at=world.now)
    assert (case.severity, severity.ground, str(severity.by)) == (1, "raised", "Eli")
    with pytest.raises(CannotRaise):
        case.raise_severity(level=1, reason=" ", by=world.eli)


def test_raising_is_never_a_way_to_something_milder(case: Case, world: World) -> None:
    with pytest.raises(CannotRaise):
        case.raise_severity(level=2, reason="I guess.", by=world.eli)
    settle(case, world, 2, *MILD)
    with pytest.raises(CannotRaise):
        case.raise_severity(level=3, reason="I guess.", by=world.eli)


def test_who_set_it_does_not_lower_it_alone(case: Case, world: World) -> None:
    settle(case, world, 2, *MILD)
    with pytest.raises(CannotLower):
        case.lower_severity(level=3, reason="They live with it.", by=world.ana)
    case.lower_severity(level=3, reason="They live with it.", by=world.dana, at=world.now)
    assert case.severity == 3


def test_nobody_lowers_it_against_a_rule(case: Case, world: World) -> None:
    settle(case, world, 1, ("emergency_fails", "yes"))
    with pytest.raises(CannotLower, match="Rule R2"):
        case.lower_severity(level=2, reason="It is calm here.", by=world.dana)


def test_to_begin_to_ask_again_rules_nothing_out(case: Case, world: World) -> None:
    settle(case, world, 1, ("emergency_fails", "yes"))
    case.diagnose(by=world.dana, at=world.now)
    with pytest.raises(CannotLower, match="Rule R2"):
        case.lower_severity(level=2, reason="It is calm here.", by=world.dana)
    with pytest.raises(WorseNotRuledOut, match="as was said before"):
        settle(case, world, 3, *MILD)


def test_new_answers_lower_it(case: Case, world: World) -> None:
    settle(case, world, 1, ("emergency_fails", "yes"))
    settle(case, world, 3, ("emergency_fails", "no"), *MILD)
    assert [each.level for each in case.severities.order_by("id")] == [1, 3]
    assert case.severity == 3


def test_no_promise_moves_when_the_severity_does(case: Case, world: World) -> None:
    before = list(Promise.objects.of(case).values_list("pk", "due_at", "severity"))
    settle(case, world, 1, ("emergency_fails", "yes"))
    assert list(Promise.objects.of(case).values_list("pk", "due_at", "severity")) == before


def test_the_journal_says_who_and_how_severe(case: Case, world: World) -> None:
    settle(case, world, 2, *MILD)
    case.raise_severity(level=1, reason="The closet is flooded.", by=world.eli, at=world.now)
    case.lower_severity(level=2, reason="It is dry again.", by=world.dana, at=world.now)
    lines = Entry.objects.about(case).filter(kind__startswith="cases.Severity").order_by("id")
    assert [(line.kind, line.payload["level"]) for line in lines] == [
        ("cases.SeveritySet", 2),
        ("cases.SeverityRaised", 1),
        ("cases.SeverityLowered", 2),
    ]


def test_the_database_refuses_a_severity_without_its_ground(case: Case) -> None:
    for act in (
        lambda: Case.objects.filter(pk=case.pk).update(severity=3),
        lambda: Case.objects.filter(pk=case.pk).update(severity=4),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_what_was_said_of_severity_is_never_changed(case: Case, world: World) -> None:
    severity = settle(case, world, 2, *MILD)
    for act in (lambda: Severity.objects.filter(pk=severity.pk).update(level=3), severity.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_the_audit_finds_a_severity_that_its_answers_do_not_allow(case: Case, world: World) -> None:
    assert not list(severities_stand_on_their_ground())
    session = case.diagnose(by=world.ana, at=world.now)
    forged = Severity(case=case, level=3, ground="session", session=session, at=world.now)
    forged.save()
    Case.objects.filter(pk=case.pk).update(severity=3)
    assert [record for record, _sentence in severities_stand_on_their_ground()] == [forged]


def test_the_audit_finds_who_lowered_it_alone(case: Case, world: World) -> None:
    settle(case, world, 2, *MILD)
    forged = Severity(case=case, level=3, ground="lowered", reason="It is calm.", by=world.ana, at=world.now)
    forged.save()
    Case.objects.filter(pk=case.pk).update(severity=3)
    assert [record for record, _sentence in severities_stand_on_their_ground()] == [forged]


def test_the_audit_finds_a_column_that_says_something_else(case: Case, world: World) -> None:
    settle(case, world, 2, *MILD)
    Severity(case=case, level=1, ground="raised", reason="?", at=world.now).save()
    assert [record for record, _sentence in severities_stand_on_their_ground()] == [case]
