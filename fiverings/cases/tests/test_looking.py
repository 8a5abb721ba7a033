"""Who is asked reads what they are asked about, acts when they have accepted, and sees it no more after declining."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from fiverings.cases.models import Case, CollaborationRequest
from fiverings.cases.tests.letters import write_in
from fiverings.core import clock
from fiverings.core.auditing import ask_rules
from fiverings.core.live import visible_subjects
from fiverings.core.references import refer
from fiverings.customers.models import Account, AccountAccess
from fiverings.people.models import Person
from tests.world import World

HOUR = timedelta(hours=1)


@pytest.fixture
def case(world: World, settle: Callable[..., None]) -> Case:
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now)
    settle()
    return Case.objects.get()


def ask(case: Case, person: Person, what: str = "Which line?", at: datetime | None = None) -> CollaborationRequest:
    at = at or clock.now()
    return case.ask(to=person, what=what, needed_by=at + HOUR, by=case.owner, at=at)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def reads(case: Case, person: Person) -> list[bool]:
    """Whether somebody finds a case on its page, in the list, in the search, as a program, and in live updates."""
    client, own = signed_in(person), case.get_absolute_url()
    found = [client.get(own).status_code == 200]
    found += [own in client.get(page).content.decode() for page in ("/cases/?view=open", "/search/?q=wrong+place")]
    found += [client.get(f"/api/cases/{case}").status_code == 200]
    return [*found, refer(case) in visible_subjects({refer(case)}, person)]


def onlookers_found() -> list[str]:
    return [each.sentence for verdict in ask_rules("I-13") for each in verdict.first]


def test_who_is_asked_reads_the_case_everywhere_until_they_decline(case: Case, world: World) -> None:
    assert reads(case, world.chidi) == [False] * 5
    asked = ask(case, world.chidi)
    assert reads(case, world.chidi) == [True] * 5 and onlookers_found() == []
    asked.decline(reason="At the carrier", by=world.chidi)
    assert reads(case, world.chidi) == [False] * 5 and onlookers_found() == []


def test_who_is_asked_no_more_reads_no_more(case: Case, world: World) -> None:
    asked = ask(case, world.chidi)
    asked.withdraw(by=world.ana)
    assert reads(case, world.chidi) == [False] * 5


def test_whoever_was_too_late_to_answer_reads_no_more(case: Case, world: World) -> None:
    late = clock.now()
    ask(case, world.chidi, at=late - timedelta(days=5))
    assert CollaborationRequest.objects.overdue(late).climb_all(at=late) == 1
    assert not Account.objects.visible_to(world.chidi).exists() and onlookers_found() == []


def test_who_only_looks_finds_nothing_to_press_but_what_they_are_asked(case: Case, world: World) -> None:
    asked, chidi = ask(case, world.chidi), signed_in(world.chidi)
    page = chidi.get(case.get_absolute_url()).content.decode()
    assert (
        page.index(f"/help/{asked.pk}/acceptance/") < page.index('id="story"')
        and f"/help/{asked.pk}/declining/" in page
    )
    assert 'id="composer"' not in page and "/escalation/" not in page and "/notes/" not in page
    assert chidi.post(f"{case.get_absolute_url()}notes/", {"words": "It is the clock."}).status_code == 404
    assert chidi.post(f"/api/cases/{case}/notes", {"words": "It is."}, "application/json").status_code == 404
    asked.accept(by=world.chidi)
    assert chidi.post(f"{case.get_absolute_url()}notes/", {"words": "It is the clock."}).status_code == 302
    assert 'id="composer"' in chidi.get(case.get_absolute_url()).content.decode()


def test_a_lead_who_is_to_decide_about_a_confidential_case_reads_it_and_lets_nobody_in(
    case: Case, world: World
) -> None:
    world.maple.make_confidential(reason="A dispute", by=world.ana)
    assert reads(case, world.dana) == [False] * 5
    raised = case.escalate(kind="hierarchical", reason="They want it waived.", by=world.ana)
    assert raised.holder == world.dana and reads(case, world.dana) == [True] * 5
    dana, access = signed_in(world.dana), f"/accounts/{world.maple.pk}/access/"
    given = {"person": world.ben.pk, "why": "team"}
    assert dana.post(access, given).status_code == 404
    assert signed_in(world.ana).post(access, given).status_code == 302
    raised.withdraw(reason="They are content.", by=world.ana)
    assert reads(case, world.dana) == [False] * 5


def test_who_is_asked_goes_on_reading_what_becomes_confidential(
    case: Case, world: World, settle: Callable[..., None]
) -> None:
    raised = case.escalate(kind="hierarchical", reason="They want it waived.", by=world.ana)
    settle()
    world.maple.make_confidential(reason="A dispute", by=world.ana)
    settle()
    assert reads(case, world.dana) == [True] * 5 and onlookers_found() == []
    raised.accept(by=world.dana)
    assert not AccountAccess.objects.to_look().live(clock.now()).exists() and case.is_worked_on_by(world.dana)


def test_one_request_declined_leaves_the_other_in_sight(case: Case, world: World) -> None:
    first, second = ask(case, world.chidi), ask(case, world.chidi, "And the other?")
    first.decline(reason="No idea", by=world.chidi)
    assert reads(case, world.chidi) == [True] * 5
    second.accept(by=world.chidi)
    assert not AccountAccess.objects.to_look().live(clock.now()).exists(), "who works for it does not only look"


def test_who_is_offered_a_case_reads_it(case: Case, world: World) -> None:
    case.hand_off(to=world.ben, note="Their branch is yours.", by=world.ana)
    assert reads(case, world.ben) == [True] * 5


def test_the_audit_finds_who_looks_and_is_asked_nothing(case: Case, world: World) -> None:
    case.account.grant(to=world.chidi, why=AccountAccess.Reason.ASKED, by=None)
    assert onlookers_found() == ["lets Chidi look, who is asked nothing"]


def test_what_moves_to_another_account_takes_the_sight_of_who_is_asked_along(case: Case, world: World) -> None:
    ask(case, world.chidi)
    case.move(to=world.orion, by=world.dana, at=clock.now())
    assert list(Account.objects.visible_to(world.chidi)) == [world.orion] and onlookers_found() == []
