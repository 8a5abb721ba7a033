"""What cases do by the clock."""

from fiverings.core import clock
from fiverings.core.jobs import every

from .models import (
    CascadePart,
    Case,
    CollaborationRequest,
    Cover,
    Escalation,
    Farewell,
    GoodwillApproval,
    Resolution,
    Visit,
)


@every(seconds=5)
def let_help_nobody_gives_climb() -> None:
    CollaborationRequest.objects.overdue(now := clock.now()).climb_all(at=now)


@every(seconds=5)
def let_escalations_nobody_takes_climb() -> None:
    Escalation.objects.overdue(now := clock.now()).climb_all(at=now)


@every(seconds=5)
def let_approvals_nobody_gives_climb() -> None:
    GoodwillApproval.objects.overdue(now := clock.now()).climb_all(at=now)


@every(seconds=5)
def see_off_who_leaves() -> None:
    Farewell.objects.standing().further_all(at=clock.now())


@every(seconds=15)
def look_after_what_belongs_to_who_is_away() -> None:
    Cover.begin_all(at=(now := clock.now()))
    Cover.objects.standing().further_all(at=now)


@every(seconds=60)
def take_long_silence_for_an_answer() -> None:
    Resolution.objects.asked_before(now := clock.now()).take_silence_of_all(at=now)


@every(seconds=60)
def close_what_was_resolved_two_weeks_ago() -> None:
    Case.objects.to_close(now := clock.now()).close_all(at=now)


@every(seconds=60)
def leave_answers_that_cannot_be_written() -> None:
    CascadePart.objects.waiting().give_up_all(at=clock.now())


@every(seconds=60)
def end_waits_that_last_too_long() -> None:
    Case.end_long_waits(at=clock.now())


@every(seconds=30)
def escalate_what_is_open_too_long_as_the_guide_says() -> None:
    Case.heed_the_clock(at=clock.now())


@every(seconds=30)
def give_visits_that_nobody_can_make_back_to_the_owner() -> None:
    Visit.objects.given_up(now := clock.now()).fall_back_all(at=now)


@every(seconds=3600)
def tell_guides_what_ended_before_they_heard() -> None:
    Case.objects.untaught().teach_all(at=clock.now())
