"""The register of what must always hold: its mark, what keeps it, and the tests that try to break it.

D: the database refuses. B: the database refuses, and the verbs as well. S: verbs and doors refuse, and the audit finds
a forged row.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Invariant:
    """One sentence that holds for everybody, at every moment."""

    rule: str
    sentence: str
    mark: str
    guards: tuple[str, ...] = ()
    is_audited: bool = False
    tests: tuple[str, ...] = ()


def _in(file: str, *names: str) -> tuple[str, ...]:
    part, test = file.split("/")
    return tuple(f"fiverings/{part}/tests/test_{test}.py::test_{name}" for name in names)


INVARIANTS = (
    Invariant(
        "I-01",
        "An open case has exactly one owner, an active advocate",
        mark="B",
        guards=("cases_keep_the_owner", "people_person_with_open_cases_stays"),
        is_audited=True,
        tests=_in(
            "cases/owners",
            "only_an_advocate_owns_an_open_case",
            "nobody_loses_the_role_behind_the_back_of_their_cases",
            "the_audit_finds_an_owner_who_may_not_own",
        )
        + _in("cases/owning", "a_case_never_lacks_an_owner"),
    ),
    Invariant(
        "I-02",
        "An owner changes only by an accepted handoff or a takeover",
        mark="B",
        guards=("cases_keep_the_owner",),
        is_audited=True,
        tests=_in("cases/owning", "an_owner_is_never_just_changed")
        + _in("cases/owners", "the_audit_finds_an_owner_whom_nobody_handed_it_to"),
    ),
    Invariant(
        "I-03",
        "An open case has a promise that stands",
        mark="B",
        guards=("cases_an_open_case_has_a_promise", "cases_the_last_promise_has_a_next"),
        is_audited=True,
        tests=_in("cases/intake", "an_open_case_without_a_promise_is_refused_however_it_is_tried"),
    ),
    Invariant(
        "I-04",
        "A promise stays as it was told",
        mark="D",
        guards=("promises_promise_keep", "promises_promise_keep_all"),
        tests=_in("promises/what_is_told_stays", "nothing_of_a_promise_changes", "nothing_is_deleted_or_emptied"),
    ),
    Invariant(
        "I-05",
        "A promise is replaced only with consent in time",
        mark="B",
        guards=("promises_outcome_is_true", "promises_renegotiation_replaces"),
        is_audited=True,
        tests=_in("promises/endings_are_true", "a_promise_is_replaced_only_with_consent_in_time")
        + _in("promises/auditing", "a_replacement_that_nobody_agreed_to_is_found"),
    ),
    Invariant(
        "I-06",
        "Nothing is told later than our standard unless they asked for it",
        mark="S",
        is_audited=True,
        tests=_in("promises/offering", "later_than_our_standard_is_refused")
        + _in("promises/auditing", "a_promise_told_later_than_our_standard_is_found"),
    ),
    Invariant(
        "I-10",
        "A breach is written once",
        mark="D",
        guards=("promises_outcome_keep", "promises_outcome_keep_all", "promises_outcome_promise_id_key"),
        is_audited=True,
        tests=_in("promises/endings_are_true", "a_breach_is_written_once_and_never_undone")
        + _in("promises/any_order", "a_promise_never_has_two_outcomes_whatever_the_order_of_verbs"),
    ),
    Invariant(
        "I-12",
        "A due time is computed once, by the calendar of its day",
        mark="B",
        guards=("promises_promise_keep", "promises_outstanding_keeps_its_time", "hours_calendarversion_keep"),
        is_audited=True,
        tests=_in("promises/standards", "another_calendar_or_standard_moves_nothing_that_was_offered")
        + _in("promises/auditing", "a_time_that_its_calendar_does_not_say_is_found")
        + _in("hours/revising", "the_database_refuses_to_change_a_version"),
    ),
    Invariant(
        "I-13",
        "What is for us alone reaches no customer",
        mark="S",
        guards=("conversations_message_keep",),
        is_audited=True,
        tests=_in("channels/carrying", "the_audit_finds_internal_words_that_set_out")
        + _in("cases/ends_audited", "words_and_promises_to_the_wrong_people_are_found")
        + _in("conversations/words_stay", "notes_are_internal_and_need_words"),
    ),
    Invariant(
        "I-19",
        "A case ends by the customer's word, or by silence after two attempts",
        mark="S",
        guards=("cases_follow_the_states",),
        is_audited=True,
        tests=_in("cases/silence", "one_question_is_never_enough")
        + _in("cases/ends_audited", "an_end_that_was_only_written_down_is_found")
        + _in("cases/closing", "the_database_ends_no_case_without_a_closure"),
    ),
    Invariant(
        "I-20",
        "What is said about a merged case lands on the survivor",
        mark="B",
        guards=(
            "cases_follow_the_states",
            "cases_the_merged_hear_nothing",
            "cases_the_merged_leave_no_thread",
            "cases_what_was_merged_is_parted_first",
            "cases_what_is_merged_goes_nowhere_else",
            "cases_the_closed_and_merged_owe_nothing",
            "cases_nothing_is_owed_to_the_ended",
        ),
        is_audited=True,
        tests=_in("cases/parting", "the_database_merges_nothing_without_a_merge", "the_database_keeps_what_is_merged"),
    ),
    Invariant(
        "I-21",
        "A chase is a customer asking about what we promised them",
        mark="S",
        guards=("cases_chase_keep",),
        is_audited=True,
        tests=_in(
            "cases/chasing",
            "an_answer_to_a_message_of_ours_after_which_nothing_was_promised_is_none",
            "what_follows_within_ten_minutes_is_the_same_breath",
            "a_machine_chases_nothing",
        ),
    ),
    Invariant(
        "I-30",
        "Goodwill is within the limit of its giver, or four eyes saw it",
        mark="B",
        guards=(
            "cases_goodwill_is_allowed",
            "cases_goodwill_keep",
            "cases_goodwilllimit_keep",
            "cases_an_approval_is_answered_once",
            "cases_goodwill_is_seen_by_four_eyes",
        ),
        is_audited=True,
        tests=_in(
            "cases/granting_kept",
            "more_than_was_allowed_is_refused_by_the_database_however_it_is_tried",
            "the_audit_finds_goodwill_that_nobody_allowed",
            "two_who_grant_at_once_grant_no_more_than_one_may",
        ),
    ),
    Invariant(
        "I-31",
        "Whatever is asked of us is held by somebody, by a time",
        mark="S",
        guards=("cases_collaborationrequest_keep", "cases_escalation_keep"),
        is_audited=True,
        tests=_in(
            "cases/climbing",
            "what_nobody_accepts_climbs_to_the_lead_then_to_the_executive_who_keeps_it",
            "the_audit_finds_what_nobody_above_was_asked_about",
        ),
    ),
    Invariant(
        "I-33",
        "The journal is only added to, and tells how each case stands",
        mark="D",
        guards=("core_entry_keep", "core_entry_keep_all", "core_mention_keep", "core_mention_keep_all"),
        tests=_in("core/journal", "the_database_refuses_to_change_the_journal")
        + _in("cases/rebuilding", "a_forged_case_is_found", "a_forged_outcome_is_found"),
    ),
)
