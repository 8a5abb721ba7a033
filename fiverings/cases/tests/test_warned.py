"""What may break stands before whoever owes it, with what can still be done; nobody else reads of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import called, promised
from fiverings.people.models import Person
from fiverings.promises.models import BreachWarning
from tests.world import World

WARNED = "Nobody tried to call yet, and it is due in 18 min; by rule of thumb 83 in 100 take longer."
PAGES = ("/", "/cases/", "/people/", "/search/?q=Ana", "/settings/standards/")


@pytest.fixture
def case(world: World) -> Case:
    """Ana promised Priya a call within the half hour, which mostly takes an hour."""
    case = called(world)
    promised(case, world, "call_back", due_at=world.now + timedelta(minutes=30))
    with_warnings = BreachWarning.give_all(at=world.now + timedelta(minutes=10))
    assert with_warnings
    return case


def page_of(person: Person, address: str, world: World) -> str:
    client = Client()
    client.force_login(person)
    with time_machine.travel(world.now + timedelta(minutes=12), tick=False):
        return client.get(address, follow=True).content.decode()


def test_the_home_of_who_owes_it_offers_to_call_to_ask_for_help_and_to_agree_on_another_time(
    case: Case, world: World
) -> None:
    page = page_of(world.ana, "/", world)
    block = page[page.index("May break") :]
    block = block[: block.index("</section>")]
    assert WARNED in block and case.number in block
    promise = BreachWarning.objects.filter(promise__kind="call_back").get().promise_id
    for address in ("?write=call#composer", "help/", f"promises/{promise}/renegotiation/"):
        assert f'href="{case.get_absolute_url()}{address}"' in block


def test_the_page_of_the_case_offers_the_same_to_who_owes_it(case: Case, world: World) -> None:
    assert WARNED in page_of(world.ana, case.get_absolute_url(), world)


def test_nobody_else_reads_who_was_warned(case: Case, world: World) -> None:
    others = (case.get_absolute_url(), f"/people/{world.ana.pk}/", case.account.get_absolute_url(), *PAGES)
    for person in (world.dana, world.ben, world.ines):
        for address in others:
            assert WARNED not in page_of(person, address, world), (person, address)


def test_what_was_kept_meanwhile_may_not_break_any_more(case: Case, world: World) -> None:
    for warning in BreachWarning.objects.all():
        warning.promise.keep(by=world.ana, at=world.now + timedelta(minutes=11))
    assert WARNED not in page_of(world.ana, "/", world)
