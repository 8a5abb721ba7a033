"""Whoever promises reads what may be promised for which severity; leads set it anew."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from fiverings.people.models import Person
from fiverings.promises.models import Guarantee
from tests.world import World


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def line(client: Client, kind: str) -> list[str]:
    """What the page says of a kind of promise, at severity 1, 2 and 3."""
    page = client.get("/settings/standards/").content.decode()
    row = re.search(f'<th scope="row">{kind}</th>(.*?)</tr>', page, re.S)[1]
    return [re.sub("<.*?>", "", each) for each in re.findall("<td>(.*?)</td>", row)]


def test_who_promises_reads_what_may_be_promised(world: World) -> None:
    told = line(signed_in(world.ana), "Call back")
    assert told == ["30 min round the clock", "2 h of opening hours", "8 h of opening hours"]
    assert line(signed_in(world.admin), "Visit") == ["as agreed"] * 3
    assert 'href="/settings/standards/"' in signed_in(world.ana).get("/settings/").content.decode()
    assert "/settings/standards/new/" not in signed_in(world.ana).get("/settings/standards/").content.decode()


def test_a_lead_sets_a_standard_that_counts_from_now_on(world: World) -> None:
    dana, given = signed_in(world.dana), {"kind": "call_back", "severity": "2", "minutes": "90"}
    before = Guarantee.objects.count()
    assert dana.post("/settings/standards/new/", given).url == "/settings/standards/"
    assert line(dana, "Call back") == ["30 min round the clock", "1 h 30 min of opening hours", "8 h of opening hours"]
    assert Guarantee.objects.count() == before + 1, "what stood before stands as a record"


@pytest.mark.parametrize("wrong", [{"minutes": "0"}, {"kind": "dance"}, {"severity": "4"}])
def test_what_is_no_standard_is_said_on_the_page(world: World, wrong: dict[str, str]) -> None:
    given = {"kind": "answer", "severity": "", "minutes": "60"} | wrong
    assert signed_in(world.dana).post("/settings/standards/new/", given).status_code == 422


def test_who_only_promises_sets_no_standard(world: World) -> None:
    given = {"kind": "answer", "severity": "", "minutes": "60"}
    assert signed_in(world.ana).post("/settings/standards/new/", given).status_code == 403


def test_a_lead_sets_a_standard_for_an_agreement_and_who_sees_the_account_reads_it(world: World) -> None:
    dana, agreement = signed_in(world.dana), world.maple.agreements.get()
    given = {"kind": "call_back", "severity": "2", "minutes": "30", "agreement": str(agreement.pk)}
    assert dana.post("/settings/standards/new/", given).status_code == 302
    assert line(dana, "Call back")[1] == "2 h of opening hours", "for everybody else it stays"
    assert "By agreement" in dana.get("/settings/standards/").content.decode()
    assert "Maple Dental" in signed_in(world.ana).get("/settings/standards/").content.decode()
    assert "Maple Dental" not in signed_in(world.chidi).get("/settings/standards/").content.decode()
    refused = dana.post("/settings/standards/new/", given | {"kind": "recovery"})
    assert refused.status_code == 422 and "ours alone" in refused.content.decode()
