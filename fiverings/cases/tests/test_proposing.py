"""What the guide only proposes: told to owner and lead, taken or declined once, and kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from fiverings.cases.models import CannotEscalate, Case, EscalationGuide, EscalationProposal, EscalationRule, NotYours
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import written
from fiverings.core.models import Entry
from fiverings.notices.models import Notice
from fiverings.promises.tests.refusing import refused, sql
from tests.world import World

Settle = Callable[..., None]
MINUTE = timedelta(minutes=1)
AGAIN = EscalationRule(
    code="",
    name="They come again",
    kind="hierarchical",
    raises=False,
    reason="They come again.",
    when={"contacts_at_least": 2},
)


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return written(world.priya, settle, "Calls ring at the wrong place.", at=world.now)


def write(case: Case, world: World, settle: Settle, words: str, minutes: float) -> None:
    write_in(world.priya, words, thread=case.thread(), at=world.now + minutes * MINUTE)
    settle()


@pytest.fixture
def proposal(case: Case, world: World, settle: Settle) -> EscalationProposal:
    EscalationGuide.set([AGAIN], by=world.dana, at=world.now)
    write(case, world, settle, "Hello?", 15)
    return case.proposals.get()


def test_a_proposal_is_told_to_owner_and_lead_and_shown_with_its_rule(
    proposal: EscalationProposal, case: Case, world: World, ana: Client
) -> None:
    told = Notice.objects.filter(entry__kind="cases.EscalationProposed")
    assert {each.person for each in told} == {world.ana, world.dana}
    assert proposal.at - case.opened_at == 15 * MINUTE
    dana = Client()
    dana.force_login(world.dana)
    for page in (ana.get(case.get_absolute_url()), ana.get("/"), dana.get("/")):
        assert "They come again" in page.content.decode()


def test_who_takes_a_proposal_escalates_by_its_rule(
    proposal: EscalationProposal, case: Case, world: World, ana: Client
) -> None:
    assert ana.post(f"/proposals/{proposal.pk}/acceptance/").status_code == 302
    raised = case.escalation()
    assert raised and (raised.raised_by, raised.by_rule()) == (world.ana, "They come again")
    proposal.refresh_from_db()
    assert (proposal.answer, proposal.answered_by) == ("escalated", world.ana)
    assert "By the rule: They come again" in ana.get(case.get_absolute_url()).content.decode()
    with pytest.raises(CannotEscalate):
        proposal.take(by=world.ana)


def test_a_proposal_is_declined_by_owner_or_lead_and_made_again_when_the_rule_speaks_again(
    proposal: EscalationProposal, case: Case, world: World, settle: Settle, ana: Client
) -> None:
    with pytest.raises(NotYours):
        proposal.decline(by=world.ben)
    ana.post(f"/proposals/{proposal.pk}/declining/")
    proposal.refresh_from_db()
    assert (proposal.answer, case.escalation()) == ("declined", None)
    assert Entry.objects.about(case).filter(kind="cases.EscalationProposalDeclined").count() == 1
    write(case, world, settle, "And again.", 60)
    assert case.proposals.unanswered().count() == 1 and case.proposals.count() == 2


def test_a_rule_that_speaks_twice_proposes_once(
    proposal: EscalationProposal, case: Case, world: World, settle: Settle
) -> None:
    write(case, world, settle, "And again.", 60)
    assert case.proposals.get() == proposal
    refused(
        lambda: EscalationProposal.objects.create(case=case, guide=proposal.guide, rule=proposal.rule, at=world.now),
        match="cases_a_rule_proposes_once_at_a_time",
    )


def test_what_was_proposed_and_answered_stays(proposal: EscalationProposal, world: World) -> None:
    proposal.decline(by=world.dana)
    connection.check_constraints()
    for change in ({"answer": ""}, {"rule": "x"}, {"at": world.now}, {"answered_by": None}):
        refused(lambda change=change: EscalationProposal.objects.update(**change), match="answered|never changed")
    refused(lambda: sql("UPDATE cases_escalationproposal SET answer = 'escalated'"), match="not answered again")
    refused(lambda: sql("DELETE FROM cases_escalationproposal"), match="never changed")


def test_a_case_that_ends_needs_no_answer_to_what_was_proposed(
    proposal: EscalationProposal, case: Case, world: World
) -> None:
    survivor = Case.open_for(world.maple, need="The same.", contact=world.priya, by=world.ana)
    case.merge_into(survivor, reason="The same need.", by=world.dana)
    proposal.refresh_from_db()
    assert (proposal.answer, proposal.answered_by) == ("ended", None)
