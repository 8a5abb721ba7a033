"""Both sides of severity: what it is by evidence, and how bad it feels to them; and what a wrong one changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from fiverings.cases.models import Case, DiagnosisReview, FeltSeverity
from fiverings.cases.models.diagnosis_review import CannotClose
from fiverings.cases.models.felt import NoMismatch, NothingFelt
from fiverings.cases.tests.severe import severe
from fiverings.cases.tests.standing import past_the_gate, resolved, written
from fiverings.core import clock
from fiverings.diagnosis.models import Cause, Guide
from fiverings.diagnosis.models.guide_file import shipped_guides
from fiverings.notices.models import Notice
from tests.world import World

Settle = Callable[..., None]
WORDS = "We cannot take a single booking."
EXPLAINED = "Two lines ring, so bookings go on; she agrees that it holds them up."


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    """One that Ben called severity 2."""
    return severe(past_the_gate(written(world.priya, settle, at=clock.now())), 2, by=world.ben)


def test_what_feels_worse_than_we_call_it_is_told_to_owner_and_lead(case: Case, world: World, settle: Settle) -> None:
    felt = case.hear_felt(level=1, words=WORDS, by=world.ana)
    settle()
    assert case.mismatch() == felt and (felt.contact, felt.heard_by) == (world.priya, world.ana)
    told = Notice.objects.filter(entry__kind="cases.FeltWorse").values_list("person__known_as", flat=True)
    assert set(told) == {"Ana", "Dana"}


@pytest.mark.parametrize("level", [2, 3])
def test_what_feels_no_worse_is_no_mismatch(case: Case, world: World, level: int) -> None:
    case.hear_felt(level=level, words="It is a nuisance.", by=world.ana)
    assert case.mismatch() is None
    with pytest.raises(NoMismatch):
        case.accept_explanation(words=EXPLAINED, by=world.ana)


def test_calling_it_milder_later_makes_a_mismatch_of_what_was_none(case: Case, world: World, settle: Settle) -> None:
    case.hear_felt(level=2, words="It holds us up.", by=world.ana)
    case.lower_severity(level=3, reason="Only one phone.", by=world.ana)
    settle()
    assert case.mismatch() is not None and Notice.objects.filter(entry__kind="cases.FeltWorse").exists()


def test_raising_it_on_their_word_or_an_explanation_that_they_accept_ends_the_mismatch(
    case: Case, world: World
) -> None:
    case.hear_felt(level=1, words=WORDS, by=world.ana)
    case.accept_explanation(words=EXPLAINED, by=world.ana)
    assert case.mismatch() is None and case.last_felt().explanation == EXPLAINED
    case.hear_felt(level=1, words="It is worse now.", by=world.ana)
    assert case.mismatch() is not None
    case.raise_severity(level=1, reason="Priya says that they cannot work.", by=world.ana)
    assert case.mismatch() is None and FeltSeverity.objects.count() == 2


@pytest.mark.parametrize(("level", "words"), [(0, WORDS), (4, WORDS), (1, "  ")])
def test_how_bad_it_feels_is_one_of_three_in_their_words(case: Case, world: World, level: int, words: str) -> None:
    with pytest.raises(NothingFelt):
        case.hear_felt(level=level, words=words, by=world.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        FeltSeverity.objects.bulk_create([FeltSeverity(case=case, level=level, words=words.strip(), at=clock.now())])


def confirmed(case: Case, world: World, settle: Settle, severity: int) -> DiagnosisReview | None:
    """It is solved, and Dana says how severe it was after all."""
    Case.objects.filter(pk=case.pk).update(kind="incident")
    case.refresh_from_db()
    given = {"severity_confirmed": severity, "confirmed_by": world.dana, "cause": Cause.objects.first()}
    resolved(case, world, at=clock.now(), **given)
    settle()
    return DiagnosisReview.objects.first()


def test_a_severity_that_was_wrong_opens_a_review_once(case: Case, world: World, settle: Settle) -> None:
    review = confirmed(case, world, settle, 1)
    assert review is not None and (review.told, review.confirmed, review.is_missed) == (2, 1, True)
    assert DiagnosisReview.of(review.resolution) == review and DiagnosisReview.objects.count() == 1
    assert Notice.objects.get(entry__kind="cases.DiagnosisReviewOpened").person == world.dana


def test_a_case_that_is_solved_again_goes_on_with_the_review_that_waits(
    case: Case, world: World, settle: Settle
) -> None:
    for severity in (1, 3):
        review = confirmed(case, world, settle, severity)
        case.refresh_from_db()
        case.reopen(by=world.ana, reason="It does not work after all.")
        settle()
    assert review is not None and DiagnosisReview.objects.count() == 1
    assert (review.told, review.confirmed, review.resolution) == (2, 3, case.resolutions.latest("id"))
    assert Notice.objects.filter(entry__kind="cases.DiagnosisReviewOpened").count() == 1
    review.close(reason="The guide asks for it by now.", by=world.dana)
    again = DiagnosisReview.of(case.resolutions.latest("id"))
    assert again == review, "what was looked at is not opened twice"


def test_a_severity_that_was_right_opens_none(case: Case, world: World, settle: Settle) -> None:
    assert confirmed(case, world, settle, 2) is None


def test_a_review_counts_by_what_was_told_first_even_if_it_was_raised_meanwhile(
    case: Case, world: World, settle: Settle
) -> None:
    case.raise_severity(level=1, reason="They cannot work.", by=world.ana)
    review = confirmed(case, world, settle, 1)
    assert review is not None and (review.told, review.confirmed) == (2, 1)


def test_a_review_ends_with_a_new_version_or_with_why_not(case: Case, world: World, settle: Settle) -> None:
    old = Guide.named("plain")
    review = confirmed(case, world, settle, 1)
    assert review is not None
    for wrong in ({"reason": "Too short."}, {"version": old}, {}):
        with pytest.raises(CannotClose):
            review.close(by=world.dana, **wrong)
    new = Guide.revise(dict(shipped_guides())["phones"], by=world.dana)
    review.close(version=new, by=world.dana)
    review.refresh_from_db()
    assert (review.version, review.closed_by) == (new, world.dana) and not DiagnosisReview.objects.unclosed().exists()
    with pytest.raises(CannotClose, match="Dana"):
        review.close(reason="It was so only this once, by bad luck.", by=world.ana)


def test_the_database_keeps_a_review_open_until_it_changes_something_or_says_why_not(
    case: Case, world: World, settle: Settle
) -> None:
    assert confirmed(case, world, settle, 1)
    for wrong in ({"closed_at": clock.now(), "reason": "No."}, {"confirmed": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DiagnosisReview.objects.update(**wrong)
