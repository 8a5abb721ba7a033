"""The pages on which we write down what a customer has and what was agreed: each act, its undo, and who may."""

from __future__ import annotations

import pytest
from django.urls import reverse


@pytest.fixture
def ana(world, client):
    client.force_login(world.ana)
    return client


def page(name, *args):
    return reverse(name, args=args)


def words(response):
    return response.content.decode()


def test_a_place_is_written_down_changed_struck_out_and_restored(world, ana):
    shown = ana.post(page("site-adding", world.orion.pk), {"name": "Branch 14", "address": "1 Bay St"}, follow=True)
    branch = world.orion.sites.get()
    assert "Branch 14" in words(shown) and page("site-striking", branch.pk) in words(shown)
    ana.post(page("site", branch.pk), {"name": "Branch 15", "zone": "America/Halifax"})
    branch.refresh_from_db()
    assert (branch.name, branch.zone, branch.address) == ("Branch 15", "America/Halifax", "")
    shown = ana.post(page("site-striking", branch.pk), follow=True)
    assert page("site-restoring", branch.pk) in words(shown) and not world.orion.sites.standing()
    ana.post(page("site-restoring", branch.pk))
    assert world.orion.sites.standing().get() == branch


def test_equipment_is_written_down_and_stands_in_the_table(world, ana):
    given = {
        "name": "Voice mail",
        "model": "VM 2",
        "capacity": "0",
        "criticality": "1",
        "support_ends_on": "2026-09-30",
    }
    shown = words(ana.post(page("asset-installing", world.orion.pk), given, follow=True))
    assert "Voice mail" in shown and "30 Sep 2026" in shown
    asset = world.orion.assets.get(name="Voice mail")
    ana.post(page("asset", asset.pk), given | {"capacity": ""})
    asset.refresh_from_db()
    assert asset.capacity is None


def test_it_is_said_how_a_service_is_connected_and_said_anew(world, ana):
    pri, one, two = world.maple.assets.order_by("id")
    given = {"service": "Doors", "unit": "doors", "primary": [pri.pk], "failover": [one.pk]}
    shown = words(ana.post(page("topology-connecting", world.maple.pk), given, follow=True))
    assert "Doors: carried by PRI. Taken over by Analog line 1." in shown
    doors = world.maple.topologies.get(service="Doors")
    ana.post(page("topology", doors.pk), {"unit": "doors", "primary": [two.pk]})
    assert (doors.service, world.maple.topologies.get(service="Doors").primary()) == ("Doors", [two])


def test_nothing_takes_over_from_itself_and_what_was_chosen_stays_chosen(world, ana):
    pri = world.maple.assets.get(name="PRI")
    given = {"service": "Doors", "primary": [pri.pk], "failover": [pri.pk]}
    wrong = ana.post(page("topology-connecting", world.maple.pk), given)
    assert wrong.status_code == 422 and "cannot take over from itself" in words(wrong)
    form = wrong.context["form"]
    assert form["service"].value() == "Doors" and [form[each].value() for each in ("primary", "failover")] == [
        [str(pri.pk)],
        [str(pri.pk)],
    ]
    wrong = ana.post(page("topology-connecting", world.maple.pk), {"service": "Calls", "primary": [pri.pk]})
    assert wrong.status_code == 422 and "said already" in words(wrong)


def test_an_agreement_is_made_with_what_it_covers_and_changed(world, ana):
    given = {"name": "Care Plus", "begins_on": "2026-01-01", "ends_on": "2036-12-31", "notice_days": "30"}
    lines = {"covers_1": "Calls", "hours_1": world.calendar.pk, "covers_2": "Failed lines"}
    shown = words(ana.post(page("agreement-making", world.harbour.pk), given | lines, follow=True))
    assert "Calls: by the hours of Northbell" in shown and "Failed lines: round the clock" in shown
    agreement = world.harbour.agreements.get(name="Care Plus")
    form = words(ana.get(page("agreement", agreement.pk)))
    assert 'value="Calls"' in form and 'name="covers_4"' in form
    ana.post(page("agreement", agreement.pk), given | {"covers_2": "Failed lines"})
    assert agreement.entitlements.get().covers == "Failed lines"


def test_an_agreement_that_ends_before_it_begins_is_refused_and_keeps_what_was_typed(world, ana):
    given = {"name": "Odd", "begins_on": "2026-01-02", "ends_on": "2026-01-01", "notice_days": "1", "covers_1": "Fax"}
    wrong = ana.post(page("agreement-making", world.orion.pk), given)
    assert wrong.status_code == 422 and "It ends after it begins" in words(wrong) and 'value="Fax"' in words(wrong)


def test_a_name_that_is_taken_is_said_to_be(world, ana):
    wrong = ana.post(page("site-adding", world.maple.pk), {"name": "King Street"})
    assert wrong.status_code == 422 and "King Street stands there already" in words(wrong)


def test_what_still_carries_something_says_so_instead_of_vanishing(world, ana):
    pri = world.maple.assets.get(name="PRI")
    assert "Calls hangs on PRI" in words(ana.post(page("asset-striking", pri.pk), follow=True))


NOUNS = ["site", "asset", "topology", "agreement"]


@pytest.mark.parametrize("noun", NOUNS)
def test_who_may_not_edit_changes_nothing_and_nobody_reaches_what_they_do_not_see(world, client, ana, noun):
    world.maple.add_site(name="Empty", by=world.ana)
    related = {"site": "sites", "asset": "assets", "topology": "topologies", "agreement": "agreements"}[noun]
    record = getattr(world.maple, related).first()
    addresses = [page(noun, record.pk), page(f"{noun}-striking", record.pk), page(f"{noun}-restoring", record.pk)]
    assert [ana.get(each).status_code for each in addresses] == [200, 405, 405]
    world.maple.make_confidential(reason="A lawsuit", by=world.dana)
    world.maple.accesses.all().delete()
    assert {ana.post(each).status_code for each in addresses} == {404}
    world.maple.grant(to=world.kai, why="invoice", by=world.dana)
    client.force_login(world.kai)
    assert {client.post(each).status_code for each in addresses} == {403}


def test_letting_somebody_see_an_account_can_be_undone(world, ana):
    given = {"person": world.kai.pk, "why": "invoice"}
    shown = words(ana.post(page("account-access", world.maple.pk), given, follow=True))
    access = world.maple.accesses.get(person=world.kai)
    assert page("access-ending", access.pk) in shown
    ana.post(page("access-ending", access.pk))
    access.refresh_from_db()
    assert access.until


def test_an_account_with_nothing_says_what_would_stand_there(world, ana):
    shown = words(ana.get(page("account", world.harbour.pk)))
    assert "Nothing is written down" in shown and page("asset-installing", world.harbour.pk) in shown
