"""A solution is proposed by those who know it, and only the customer says whether it works."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fiverings.cases.models import (
    CannotPropose,
    Case,
    Resolution,
    State,
)
from fiverings.cases.tests.letters import write_in
from fiverings.conversations.models import Message
from fiverings.promises.models import Outstanding
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    """A need that passed the gate."""
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now)
    settle()
    return past_the_gate(Case.objects.get())


def past_the_gate(case: Case) -> Case:
    Case.objects.filter(pk=case.pk).update(state=State.ACTIVE)
    case.refresh_from_db()
    return case


def owed(case: Case) -> list[str]:
    return [each.promise.kind for each in Outstanding.objects.of(case).select_related("promise")]


def propose(case: Case, world: World, **more: object) -> Resolution:
    given = {"solution": "The carrier mended the line.", "by": world.ana, "at": world.now} | more
    return case.propose_resolution(**given)


def test_a_proposal_asks_the_customer_in_one_mail_and_the_owner_owes_asking_again(case: Case, world: World) -> None:
    resolution = propose(case, world, message="We think that it works again.")
    assert (case.state, case.proposed(), resolution.proposed_by) == (State.PROPOSED, resolution, world.ana)
    letter = Message.objects.get(author=world.ana)
    assert letter == resolution.message and letter.text.startswith("We think that it works again.")
    assert resolution.link(at=world.now) in letter.text and "confirm" in owed(case)


@pytest.mark.parametrize("words", ["", "  "])
def test_a_proposal_says_what_solved_it(case: Case, world: World, words: str) -> None:
    with pytest.raises(CannotPropose):
        propose(case, world, solution=words)


def test_nothing_is_proposed_at_the_gate(world: World, settle: Settle) -> None:
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now)
    settle()
    with pytest.raises(CannotPropose):
        propose(Case.objects.get(), world)


def test_only_the_owner_a_helper_or_a_lead_proposes(case: Case, world: World) -> None:
    with pytest.raises(CannotPropose):
        propose(case, world, by=world.ben)
    assert propose(case, world, by=world.dana).proposed_by == world.dana
