"""On the page of a case, what waits for its reader's own answer stands before everything else that is asked of it."""

from __future__ import annotations

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import called
from fiverings.cases.tests.letters import write_in
from fiverings.people.models import Person
from tests.settling import settle_everything
from tests.world import World

PROMISES = "<h2>Promises"


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


def beside(case: Case, reader: Person) -> str:
    """The column of where it stands, as they read it."""
    client = Client()
    client.force_login(reader)
    return client.get(case.get_absolute_url()).content.decode().partition('id="right"')[2]


def test_whoever_is_offered_a_case_reads_the_offer_before_its_promises(case: Case, world: World) -> None:
    case.hand_off(to=world.ben, note="Priya knows you.", by=world.ana)
    theirs, ours = (beside(case, each) for each in (world.ben, world.ana))
    assert theirs.index("Priya knows you.") < theirs.index(PROMISES)
    assert ours.index("Priya knows you.") > ours.index(PROMISES)
    assert theirs.count("Priya knows you.") == ours.count("Priya knows you.") == 1


def test_whoever_is_asked_to_decide_reads_that_before_its_promises(case: Case, world: World) -> None:
    raised = case.escalate(kind="hierarchical", reason="They lose calls.", by=world.ana)
    lead, owner = (beside(case, each) for each in (raised.holder, world.ana))
    assert lead.index("They lose calls.") < lead.index(PROMISES)
    assert owner.index("They lose calls.") > owner.index(PROMISES)


def test_the_story_at_the_gate_opens_at_their_first_words_until_we_have_answered(world: World, ana: Client) -> None:
    write_in(world.priya, "Calls ring at the wrong place.")
    settle_everything()
    case = Case.objects.get()
    assert 'data-opens="first"' in ana.get(case.get_absolute_url()).content.decode()
    ana.post(f"/cases/{case}/replies/", {"words": "I look into it."})
    answered = ana.get(case.get_absolute_url()).content.decode()
    assert "I look into it." in answered and 'data-opens="first"' not in answered
