"""What follows for cases."""

from django.utils.translation import gettext as _

from fiverings.conversations.events import (
    CallLogged,
    JourneyMoved,
    MessageBounced,
    MessageReceived,
    MessageSent,
    MessageTakenBack,
    MessageWritten,
    SeparationUndone,
    StrangerSeparated,
)
from fiverings.core.events import Event
from fiverings.core.following import when
from fiverings.customers.events import AccountMadeConfidential, AdvocatesNamed
from fiverings.people.events import PersonDeactivated
from fiverings.promises.events import PromiseFulfilledLate, PromiseKept, PromiseReleased, PromiseTold
from fiverings.promises.models import Kind as Promised

from .events import CaseClosed, CaseReopened, ResolutionConfirmed, ResolutionUnanswered
from .models import TURNING, Case, Resolution, Visit
from .models.alarming import HAPPENS_AROUND
from .models.diagnosis_review import DiagnosisReview
from .models.doubting import DOUBTED_BY


@when(MessageReceived)
def attach_the_message_to_its_case_or_open_one(event: MessageReceived) -> None:
    Case.take_in(event.message)


@when(MessageWritten)
def tell_the_case_that_it_was_answered(event: MessageWritten) -> None:
    if case := Case.objects.on(event.journey).latest_first().first():
        case.tell(event.message)


@when(MessageSent)
def tell_the_case_that_the_answer_is_on_its_way(event: MessageSent) -> None:
    if case := Case.objects.on(event.journey).latest_first().first():
        case.hear_of_sending(event.message)


@when(MessageBounced)
def tell_the_case_that_the_answer_came_back(event: MessageBounced) -> None:
    if case := Case.objects.on(event.journey).latest_first().first():
        case.hear_of_bounce(event.message)


@when(StrangerSeparated)
def open_a_case_for_what_a_stranger_needs(event: StrangerSeparated) -> None:
    if not Case.objects.on(event.apart).exists():
        for message in event.separation.said():
            Case.take_in(message)


@when(SeparationUndone)
def end_the_case_of_what_lies_beside_another_again(event: SeparationUndone) -> None:
    for case in Case.objects.on(event.apart).open():
        if case.may_dismiss() and not case.has_words():
            case.dismiss(reason=str(_("It belongs to another conversation.")), by=event.by, at=event.entry.at)


@when(MessageWritten)
def note_that_we_asked_again_whether_it_works(event: MessageWritten) -> None:
    message = event.message
    for case in Case.objects.on(event.journey).open():
        if not message.auto:
            case.note_asking(message, by=message.author, at=message.told_at)


@when(CallLogged)
def note_that_we_called_whether_it_works(event: CallLogged) -> None:
    for case in Case.objects.on(event.journey).open():
        if event.call.direction == event.call.Direction.OUT:
            case.note_asking(event.call, by=event.call.person, at=event.call.at)


@when(MessageTakenBack)
def write_down_again_what_was_said(event: MessageTakenBack) -> None:
    for case in Case.objects.on(event.journey).open():
        case.write_down_again(event.message, at=event.entry.at)


@when(MessageTakenBack)
def take_back_the_solution_whose_mail_was_taken_back(event: MessageTakenBack) -> None:
    for resolution in Resolution.objects.unanswered().filter(message=event.message):
        resolution.case.withdraw_resolution(by=event.by, at=event.entry.at)


@when(JourneyMoved, history=True)
def let_cases_follow_their_journey(event: JourneyMoved) -> None:
    for case in Case.objects.on(event.journey).order_by("id"):
        case.move(to=event.account, by=event.by, at=event.entry.at)


@when(Event, hears=lambda kind: kind.kind in TURNING, many=Case.heed)
def escalate_a_case_as_the_guide_says(event: Event) -> None:
    Case.heed([event])


@when(Event, hears=lambda kind: kind.kind in DOUBTED_BY, many=Case.doubt_all)
def look_again_at_how_severe_a_case_is(event: Event) -> None:
    Case.doubt_all([event])


@when(Event, hears=lambda kind: kind.kind in HAPPENS_AROUND, many=Case.hear_around_all)
def tell_who_asks_what_happens_around_a_case(event: Event) -> None:
    Case.hear_around(event)


@when(ResolutionConfirmed)
def review_what_was_asked_when_the_severity_was_wrong(event: ResolutionConfirmed) -> None:
    DiagnosisReview.of(event.resolution, at=event.entry.at)


@when(ResolutionConfirmed)
def look_again_at_what_was_to_be_said_later(event: ResolutionConfirmed) -> None:
    event.resolution.case.hold_back_planned(at=event.entry.at)


@when(PersonDeactivated)
def leave_to_the_owner_what_somebody_who_left_was_to_say(event: PersonDeactivated) -> None:
    Case.inherit_planned(event.person, at=event.entry.at)


@when(ResolutionUnanswered)
def review_what_was_asked_when_nobody_spoke_against_it(event: ResolutionUnanswered) -> None:
    DiagnosisReview.of(event.resolution, at=event.entry.at)


@when(AccountMadeConfidential)
def keep_a_confidential_account_in_sight_of_those_who_work_for_it(event: AccountMadeConfidential) -> None:
    Case.keep_in_sight(event.account, at=event.entry.at)


@when(AdvocatesNamed)
def keep_a_confidential_account_in_sight_of_who_owns_its_cases_still(event: AdvocatesNamed) -> None:
    if event.account.is_confidential:
        Case.keep_in_sight(event.account, at=event.entry.at)


@when(AdvocatesNamed)
def tell_a_customer_who_looks_after_them_now(event: AdvocatesNamed) -> None:
    named, account = event.entrustment, event.account
    if named.moved and account.primary_advocate_id == named.primary_id:
        Case.tell_of_advocate(account, named.primary, instead_of=named.primary_before, at=event.entry.at)


@when(PromiseTold, history=True)
def send_who_comes_to_a_customer(event: PromiseTold) -> None:
    if event.promise.kind == Promised.VISIT:
        Visit.follow(event.promise, at=event.entry.at)


@when(PromiseKept, history=True)
def end_the_visit_that_was_made(event: PromiseKept) -> None:
    for visit in Visit.objects.standing().filter(promise=event.promise):
        visit.end(by=event.by, at=event.entry.at, made=True)


@when(PromiseFulfilledLate, history=True)
def end_the_visit_that_was_made_late(event: PromiseFulfilledLate) -> None:
    for visit in Visit.objects.standing().filter(promise=event.promise):
        visit.end(by=event.by, at=event.entry.at, made=True)


@when(PromiseReleased, history=True)
def call_off_the_visit_that_nobody_needs(event: PromiseReleased) -> None:
    for visit in Visit.objects.standing().filter(promise=event.promise):
        visit.end(by=event.by, at=event.entry.at, made=False)


@when(CaseClosed, history=True)
def call_off_the_visits_of_what_is_closed(event: CaseClosed) -> None:
    for visit in Visit.objects.standing().on(event.case.journey):
        visit.end(by=event.by, at=event.entry.at, made=False)


@when(ResolutionConfirmed, history=True)
def tell_the_guide_what_it_turned_out_to_be(event: ResolutionConfirmed) -> None:
    event.case.teach(at=event.entry.at)


@when(ResolutionUnanswered, history=True)
def tell_the_guide_what_it_was_though_nobody_answered(event: ResolutionUnanswered) -> None:
    event.case.teach(at=event.entry.at)


@when(CaseReopened, history=True)
def take_back_from_the_guide_what_did_not_last(event: CaseReopened) -> None:
    event.case.teach(at=event.entry.at)
