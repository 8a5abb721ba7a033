"""Goodwill on pages: granted on a sheet, allowed on a page, read in the ledger, limited by the company."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case, Goodwill, GoodwillApproval, GoodwillLimit
from fiverings.cases.models.asks import asks
from fiverings.cases.models.by_hand import KeptByWhatShowsIt
from fiverings.cases.tests.standing import written
from tests.world import World

Settle = Callable[..., None]
GIVEN = {"kind": "credit", "currency": "CAD", "reason": "You lost a morning of calls."}


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return written(world.priya, settle, at=world.now)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_goodwill_is_granted_on_a_sheet_and_stands_on_the_case_and_the_account(case: Case, world: World) -> None:
    ana, sheet = signed_in(world.ana), f"/cases/{case}/goodwill/"
    assert "You may grant 150.00 CAD more" in ana.get(sheet).content.decode()
    page = ana.post(sheet, {**GIVEN, "amount": "120"}, follow=True).content.decode()
    assert "120.00 CAD is granted, and the customer is told." in page and "You lost a morning of calls." in page
    account = ana.get(case.account.get_absolute_url()).content.decode()
    assert "120.00 CAD" in account and case.number in account
    back = f"/goodwill/{Goodwill.objects.get().pk}/return/"
    assert back in page
    page = ana.post(back, {"reason": "The wrong case."}, follow=True).content.decode()
    assert "<s>120.00 CAD</s>" in page and "The wrong case." in page and back not in page


def test_what_is_more_waits_on_the_home_of_who_is_asked_who_allows_it_on_a_page(case: Case, world: World) -> None:
    ana, dana = signed_in(world.ana), signed_in(world.dana)
    page = ana.post(f"/cases/{case}/goodwill/", {**GIVEN, "amount": "160.00"}, follow=True).content.decode()
    assert "Dana is asked to allow 160.00 CAD" in page
    allow = f"/goodwill/approvals/{GoodwillApproval.objects.get().pk}/approval/"
    home = dana.get("/").content.decode()
    assert "Goodwill to allow" in home and allow in home and allow not in page
    assert "You lost a morning of calls." in dana.get(allow).content.decode()
    assert ana.post(allow, {"words": "Yes."}).status_code == 403
    assert dana.post(allow, {"words": "They were patient."}).status_code == 302
    assert Goodwill.objects.get().amount == Decimal("160.00")
    assert "Goodwill to allow" not in dana.get("/").content.decode()


def test_what_waits_to_be_allowed_stands_once_and_is_done_by_allowing_it(case: Case, world: World) -> None:
    with time_machine.travel(world.now, tick=False):
        asked = case.grant_goodwill(amount=Decimal(160), by=world.ana, at=world.now, **GIVEN)
        page = signed_in(world.dana).get(case.get_absolute_url()).content.decode()
        home = signed_in(world.dana).get("/").content.decode()
    owed = asks(asked.promise, case)
    assert "Dana decides what is done for Priya Raman" in page and "It is done" not in page
    assert "Goodwill to allow" in home and owed not in home
    with pytest.raises(KeptByWhatShowsIt):
        case.keep(asked.promise, by=world.dana, at=world.now)


def test_leads_read_the_ledger_a_page_at_a_time_and_others_do_not(case: Case, world: World) -> None:
    dana = signed_in(world.dana)
    for each in range(52):
        at = world.now + timedelta(minutes=5 * each)
        case.grant_goodwill(amount=Decimal("1.00"), by=world.ana, at=at, **GIVEN)
    page = dana.get("/goodwill/").content.decode()
    assert page.count("1.00 CAD") == 50
    older = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert dana.get(older).content.decode().count("1.00 CAD") == 2
    assert signed_in(world.ana).get("/goodwill/").status_code == 403


def test_the_company_sets_its_limits_on_a_page(world: World) -> None:
    ines = signed_in(world.ines)
    new = {"role": "advocate", "amount": "200.00", "currency": "eur"}
    page = ines.post("/settings/goodwill/new/", new, follow=True).content.decode()
    assert "200.00 EUR" in page and "150.00 CAD" in page
    assert GoodwillLimit.of(world.ana, "EUR").amount == Decimal("200.00")
    dana = signed_in(world.dana)
    assert "150.00 CAD" in dana.get("/settings/goodwill/").content.decode()
    assert dana.post("/settings/goodwill/new/", new).status_code == 403
