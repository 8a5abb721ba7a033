"""An answer on an outage reaches each customer by a mail of their own, in the name of its owner, exactly once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from fiverings.cases.events import CascadeLeft, CascadeWritten
from fiverings.cases.models import CannotCascade, Cascade, CascadePart, Case, State
from fiverings.cases.tests.gate import with_severity
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.outage import outage_and_those_it_hit
from fiverings.cases.tests.standing import tell_everything
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.diagnosis.models import Cause
from fiverings.notices.models import Notice
from tests.world import World

Settle = Callable[..., None]
WORDS = {"en": "The carrier works on its exchange."}


@pytest.fixture
def cases(world: World) -> list[Case]:
    outage, *hit = outage_and_those_it_hit(world)
    outage.link(hit, by=world.dana)
    return [outage, *hit]


def said_to(case: Case) -> list[Message]:
    return list(Message.objects.filter(thread__journey=case.journey, direction="out").exclude(author=None))


def states(cascade: Cascade) -> dict[Case, str]:
    return {part.case: part.state for part in cascade.parts.all()}


def test_each_customer_reads_a_mail_of_their_own_from_the_owner_of_their_own_case(
    cases: list[Case], world: World, settle: Settle
) -> None:
    outage, maples, orions = cases
    cascade = outage.cascade(kind="update", words=WORDS, to=[maples, orions], by=world.dana)
    assert states(cascade) == {maples: "waiting", orions: "waiting"}
    settle()
    for case, contact, others in ((maples, world.priya, "Orion"), (orions, world.omar, "Maple")):
        [message] = said_to(case)
        assert (message.author, message.contact, message.to) == (
            case.owner, contact, [str(contact.addresses.first())],
        )  # fmt: skip
        assert message.text == f"Hello {contact.name},\n\n{WORDS['en']}\n\nThis is about {case}."
        assert others not in f"{message.text} {message.subject}" and outage.number not in message.text
        assert Notice.objects.filter(person=case.owner, entry__kind=CascadeWritten.kind).exists()
    assert set(states(cascade).values()) == {"written"} and said_to(outage) == []


def test_what_is_delivered_twice_is_written_once(cases: list[Case], world: World, settle: Settle) -> None:
    outage, maples, _orions = cases
    [part] = outage.cascade(kind="update", words=WORDS, to=[maples], by=world.dana).parts.all()
    for _time in range(2):
        CascadePart.objects.get(pk=part.pk).deliver()
    settle()
    assert len(said_to(maples)) == 1
    for change in ({"state": "waiting", "message": None}, {"cascade": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CascadePart.objects.filter(pk=part.pk).update(**change)


def test_the_next_update_is_promised_to_each_by_their_own_owner(
    cases: list[Case], world: World, settle: Settle
) -> None:
    outage, maples, orions = cases
    due_at = clock.now() + timedelta(minutes=30)
    outage.cascade(kind="update", words=WORDS, to=[maples, orions], next_update_at=due_at, by=world.dana)
    settle()
    tell_everything(settle, at=clock.now() + timedelta(minutes=1))
    for case in (maples, orions):
        [promise] = case.promised()
        assert (promise.promise.kind, promise.due_at, promise.person) == ("next_update", due_at, case.owner)


def test_a_solution_asks_each_customer_and_closes_nobodys_case_but_by_their_own_word(
    cases: list[Case], world: World, settle: Settle
) -> None:
    outage, maples, orions = (with_severity(each, 2, world) for each in cases)
    given = {"words": WORDS, "cause": Cause.objects.first(), "severity_confirmed": 2}
    outage.cascade(kind="solution", to=[outage, maples, orions], by=world.dana, **given)
    settle()
    maples, orions = (Case.objects.get(pk=each.pk) for each in (maples, orions))
    assert {maples.state, orions.state} == {State.PROPOSED}
    assert maples.proposed().confirmed_by == world.dana and "/answers/" in said_to(maples)[0].text
    maples.confirm(contact=world.priya, by=world.priya)
    assert (maples.state, Case.objects.get(pk=orions.pk).state) == (State.RESOLVED, State.PROPOSED)
    [left] = CascadePart.objects.filter(state="left")
    assert left.case == outage and "Nobody is named" in left.reason


def test_who_cannot_be_written_to_is_said_with_the_reason_and_the_owner_hears_it(
    cases: list[Case], world: World, settle: Settle
) -> None:
    outage, maples, orions = cases
    world.omar.language = "fr-ca"
    world.omar.save(update_fields=["language"])
    maples.thread().drafts.create(person=maples.owner, text="I was about to say", saved_at=clock.now())
    cascade = outage.cascade(kind="update", words=WORDS, to=[maples, orions], by=world.dana)
    settle()
    reasons = {part.case: part.reason for part in cascade.parts.filter(state="left")}
    assert "is writing to them" in reasons[maples] and "Français" in reasons[orions]
    assert said_to(maples) == said_to(orions) == []
    assert Notice.objects.filter(person=orions.owner, entry__kind=CascadeLeft.kind).exists()
    french = outage.cascade(kind="update", words={"fr-ca": "Le fournisseur y travaille."}, to=[orions], by=world.dana)
    settle()
    assert states(french) == {orions: "written"}


def test_whoever_may_not_see_a_customer_does_not_write_to_them_and_their_owner_is_told(
    cases: list[Case], world: World, settle: Settle
) -> None:
    outage, maples, orions = cases
    world.orion.make_confidential(reason="A dispute", by=world.ana)
    with pytest.raises(CannotCascade):
        outage.cascade(kind="update", words=WORDS, to=[orions], by=world.dana)
    cascade = outage.cascade(kind="update", words=WORDS, to=[maples], by=world.dana)
    settle()
    assert states(cascade) == {maples: "written", orions: "left"} and said_to(orions) == []
    assert list(CascadePart.objects.visible_to(world.dana).values_list("case", flat=True)) == [maples.pk]
    assert Notice.objects.filter(person=orions.owner, entry__kind=CascadeLeft.kind).exists()


def test_only_the_owner_or_a_lead_answers_in_words_those_it_caused(cases: list[Case], world: World) -> None:
    outage, maples, orions = cases
    stranger = Case.open_for(world.maple, need="Another need.", by=world.ana)
    for words, to, by in (
        ({"en": " "}, [maples], world.dana),
        (WORDS, [], world.dana),
        (WORDS, [stranger], world.dana),
        (WORDS, [maples], world.eli),
    ):
        with pytest.raises(CannotCascade), transaction.atomic():
            outage.cascade(kind="update", words=words, to=to, by=by)
    with pytest.raises(CannotCascade):
        maples.cascade(kind="update", words=WORDS, to=[orions], by=world.dana)
    assert not Cascade.objects.exists()


def test_what_a_child_became_part_of_is_answered_in_its_place(cases: list[Case], world: World, settle: Settle) -> None:
    outage, maples, orions = cases
    again = Case.open_for(world.maple, need="It rings elsewhere!", contact=world.priya, by=world.ana)
    maples.merge_into(again, by=world.dana)
    assert set(outage.concerned()) == {outage, again, orions}


def test_what_was_merged_after_the_answer_was_given_is_answered_where_it_went(
    cases: list[Case], world: World, settle: Settle
) -> None:
    outage, maples, _orions = cases
    again = Case.open_for(world.maple, need="It rings elsewhere!", contact=world.priya, by=world.ana)
    cascade = outage.cascade(kind="update", words=WORDS, to=[maples], by=world.dana)
    maples.merge_into(again, by=world.dana)
    settle()
    assert states(cascade) == {maples: "left", again: "written"} and len(said_to(again)) == 1


def test_an_answer_that_could_reach_nobody_is_refused_at_once(cases: list[Case], world: World) -> None:
    outage, maples, _orions = cases
    hour = timedelta(hours=1)
    for given, why in (
        ({"kind": "solution", "next_update_at": clock.now() + hour}, "without the promise"),
        ({"kind": "update", "next_update_at": clock.now() - hour}, "a time to come"),
        ({"kind": "update", "words": {"xx": "Words"}}, "xx"),
        ({"kind": "thanks"}, "where things stand"),
    ):
        with pytest.raises(CannotCascade, match=why):
            outage.cascade(**{"words": WORDS, "to": [maples], "by": world.dana, **given})
    assert not Cascade.objects.exists()


def test_no_answer_is_said_to_be_written_by_what_lies_with_another_case(cases: list[Case], world: World) -> None:
    outage, maples, orions = cases
    cascade = outage.cascade(kind="update", words=WORDS, to=[maples], by=world.dana)
    heard = write_in(world.priya, "Hello?", thread=maples.thread())
    with pytest.raises(IntegrityError, match="the case that it is about"), transaction.atomic():
        CascadePart.objects.create(cascade=cascade, case=orions, state="written", message=heard)
