"""A seed has the shapes that the verbs leave behind: whatever holds for a house that was lived in holds for it."""

from __future__ import annotations

from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from bench.loading import Loading
from fiverings.cases.models import Case, Closure
from fiverings.conversations.models import Message
from fiverings.core.auditing import ask_rules
from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.core.rebuilding import compare_with_journal
from fiverings.exchange.models import NobodyToOwn, Rehearsal
from fiverings.insight.models import Search
from fiverings.people.models import Membership
from fiverings.promises.models import Outstanding, Promise
from tests.world import World

CASES = 36
READ = """
SELECT count(*), count(*) FILTER (WHERE (s.journey_id, s.words) IS NOT DISTINCT FROM (d.journey_id, d.words))
  FROM insight_source s FULL JOIN insight_document d ON d.label = s.label AND d.record_id = s.record_id"""


@pytest.fixture(scope="module")
def newest(lasting: None) -> Case:
    """The last case of a seed."""
    return Loading(cases=CASES, messages=2).load()


@pytest.fixture
def seed(newest: Case, db: None) -> list[Case]:
    return list(Case.objects.filter(id__gt=newest.pk - CASES).order_by("id"))


def test_no_rule_of_the_house_is_broken_by_a_seed(seed: list[Case]) -> None:
    broken = [line for verdict in ask_rules() if not verdict.is_kept for line in verdict.lines()]
    assert not broken


def test_the_journal_of_a_seed_tells_what_stands_in_its_tables(seed: list[Case]) -> None:
    verdicts = list(compare_with_journal())
    assert sum(verdict.looked_at or 0 for verdict in verdicts) > CASES
    assert not [line for verdict in verdicts if not verdict.is_kept for line in verdict.lines()]


def test_most_of_a_seed_is_closed_and_what_is_open_has_a_promise_that_stands(seed: list[Case]) -> None:
    states = Counter(case.state for case in seed)
    assert states[Case.State.CLOSED] == CASES - 3 and {Case.State.ACTIVE, Case.State.INTAKE} < set(states)
    owed = Outstanding.objects.filter(subject_label="cases.case", subject_id__gte=seed[0].pk)
    assert {case.pk for case in seed if case.is_open} == set(owed.values_list("subject_id", flat=True))


def test_each_copy_has_numbers_people_words_and_times_of_its_own(seed: list[Case]) -> None:
    closed = [case for case in seed if case.state == Case.State.CLOSED]
    for named in ("number", "need", "opened_at", "journey_id"):
        assert len({getattr(case, named) for case in closed}) == len(closed), named
    assert len({case.account_id for case in closed}) > 2
    mails = Message.objects.filter(thread__journey__in=[case.journey_id for case in seed])
    assert len(set(mails.values_list("message_id", flat=True))) == mails.count() > 2 * CASES
    told = " ".join(mails.values_list("text", flat=True)) + " ".join(case.need for case in seed)
    assert "Qsaid" not in told and "%(" not in told and "example7" not in told


def test_a_promise_of_a_seed_names_its_own_case_contact_and_day(seed: list[Case]) -> None:
    for case in seed:
        for promise in Promise.objects.of(case).to_customers().select_related("to_contact"):
            due = promise.due_at.astimezone(ZoneInfo(case.account.zone))
            assert case.number in promise.sentence and str(promise.to_contact.addresses.first()) in promise.sentence
            assert f"{due:%A} {due.day} {due:%B}" in promise.sentence


def test_every_line_of_a_seed_is_told_in_a_sentence_and_marked(seed: list[Case]) -> None:
    for case in seed:
        lines = list(Entry.objects.about(case).order_by("id"))
        assert len(lines) > (10 if case.resolutions.exists() else 2)
        assert {line.mark for line in lines} == {Entry.Mark.SEEDED}
        assert all(event.tell() and "—" not in event.tell() for event in recall(lines))
        causes = [line.cause for line in lines if line.cause]
        assert causes and {cause.xact for cause in causes} == {lines[0].xact}


def test_three_in_ten_of_a_seed_ask_for_nothing_and_end_at_the_gate(seed: list[Case]) -> None:
    ended = [case for case in seed if case.closures.filter(ground=Closure.Ground.NOBODY_ASKED).exists()]
    assert CASES / 5 < len(ended) < CASES / 3
    assert not any(case.resolutions.exists() or not case.closures.get().solution for case in ended)


def test_a_seed_is_found_by_its_words(seed: list[Case], world: World) -> None:
    case = seed[5]
    assert case in [sight.case for sight in Search(case.need, person=world.ana).sights(most=20)]


def test_of_a_seed_is_read_what_would_have_been_read_of_each_record(seed: list[Case]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(READ)
        count, as_written = cursor.fetchone()
        assert count == as_written > 3 * CASES


def test_the_ids_of_a_seed_are_given_to_nobody_else(seed: list[Case], world: World) -> None:
    later = Case.open_for(world.orion, need="A lamp.", by=world.ben, at=world.now)
    assert later.pk > seed[-1].pk and int(later.number[3:]) > int(seed[-1].number[3:])


def test_a_house_in_which_nobody_could_own_a_case_is_not_seeded(world: World) -> None:
    Membership.objects.all().delete()
    with pytest.raises(NobodyToOwn):
        Rehearsal.by_whoever_is_there(turns=2)
