"""The pages of customers: who may come in, what is shown, and what a refused form says."""

from __future__ import annotations

import pytest
from django.urls import reverse

from fiverings.core import slots
from fiverings.customers.models import Account, Contact, Settlement, State


def page(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def ana(world, client):
    client.force_login(world.ana)
    return client


@pytest.fixture
def stranger(world):
    return Contact.for_address("sam@mapledental.example", "Sam Wong")


def words(response):
    return response.content.decode()


def test_strangers_are_led_to_sign_in(world, client):
    for address in (page("accounts"), page("account", world.maple.pk), page("who-is-this")):
        assert client.get(address).status_code == 302


def test_the_list_holds_whom_one_may_see(world, ana, client):
    assert "Maple Dental" in words(ana.get(page("accounts")))
    client.force_login(world.admin)
    assert "Maple Dental" not in words(client.get(page("accounts")))


def test_the_list_narrows_to_a_name_and_to_ones_own(world, ana):
    assert "Orion Bank" not in words(ana.get(page("accounts"), {"q": "dent map"}))
    Account.open(name="Elsewhere", advocate=world.ben, by=world.dana)
    mine = words(ana.get(page("accounts"), {"of": "me"}))
    assert "Maple Dental" in mine
    assert "Elsewhere" not in mine


def test_the_list_is_paged_by_key_and_nothing_is_shown_twice(world, ana, monkeypatch):
    monkeypatch.setattr("fiverings.customers.views.lists.ROWS_A_PAGE", 2)
    Account.open(name="Maple Dental", by=world.dana)
    first = ana.get(page("accounts")).context["page"]
    second = ana.get(page("accounts") + first.older).context["page"]
    names = [each.name for each in first.rows + second.rows]
    assert names == ["Harbour Foods", "Maple Dental", "Maple Dental", "Orion Bank"]
    assert not second.older


def test_an_account_shows_its_people_its_estate_its_agreements_and_what_happened(world, ana):
    shown = words(ana.get(page("account", world.maple.pk)))
    for expected in ("Priya Raman", "Ana is their voice", "2 of 25 calls", "8 %", "Care", "+1 416-555-0142"):
        assert expected in shown
    assert "Dana opened the account Maple Dental" in shown


def test_an_account_one_may_not_see_is_not_there(world, client):
    client.force_login(world.chidi)
    for name in ("account", "account-names"):
        args = [world.maple.pk] if name == "account" else []
        found = client.get(page(name, *args), {"account": "maple"})
        assert found.status_code == 404 or "Maple" not in words(found)
    assert client.get(page("contact", world.priya.pk)).status_code == 404


def test_a_panel_of_another_part_is_shown(world, ana):
    @slots.panel("customers.account")
    def weather(request, account):
        return slots.Panel("Weather", "components/empty.html", {"title": f"Rain on {account}"})

    try:
        assert "Rain on Maple Dental" in words(ana.get(page("account", world.maple.pk)))
    finally:
        slots.panel.fillings.pop(("customers.account", "customers.weather"))


def test_an_account_is_opened_and_changed(world, ana):
    given = {"name": "Cedar Vet", "zone": "America/Toronto", "language": "en", "impact_weight": "1"}
    ana.post(page("account-opening"), given)
    cedar = Account.objects.get(name="Cedar Vet")
    assert cedar.primary_advocate == world.ana
    ana.post(page("account-revision", cedar.pk), given | {"name": "Cedar Vets"})
    ana.force_login(world.dana)
    named = {"to": world.ben.pk, "backup": world.ana.pk, "reason": "Ben knows vets."}
    ana.post(page("account-advocates", cedar.pk), named)
    cedar.refresh_from_db()
    assert (cedar.name, cedar.primary_advocate, cedar.backup_advocate) == ("Cedar Vets", world.ben, world.ana)


def test_a_form_that_is_wrong_says_how_to_mend_it(world, ana):
    wrong = ana.post(page("account-opening"), {"name": "X", "zone": "Toronto", "language": "en", "impact_weight": "1"})
    assert wrong.status_code == 422
    assert "America/Toronto" in words(wrong)
    taken = {"name": "Twin", "prefers": "mail", "address": "omar@orionbank.example", "number": "416"}
    wrong = ana.post(page("contact-introduction", world.maple.pk), taken)
    assert wrong.status_code == 422
    assert "Begin with +" in words(wrong)
    wrong = ana.post(page("contact-introduction", world.maple.pk), taken | {"number": ""})
    assert wrong.status_code == 422
    assert "belongs to Omar" in words(wrong)
    assert not Contact.objects.filter(name="Twin").exists()


@pytest.mark.parametrize("name", ["account-opening", "account-revision", "account-advocates"])
def test_who_may_not_edit_is_refused(world, client, name):
    world.maple.grant(to=world.kai, why="invoice", by=world.ana)
    client.force_login(world.kai)
    args = [] if name == "account-opening" else [world.maple.pk]
    assert client.post(page(name, *args), {}).status_code == 403


def test_only_leads_and_executives_make_an_account_confidential(world, ana, client):
    assert ana.post(page("account-confidentiality", world.maple.pk), {"reason": "x"}).status_code == 403
    client.force_login(world.dana)
    client.post(page("account-confidentiality", world.maple.pk), {"reason": "A lawsuit"})
    world.maple.refresh_from_db()
    assert world.maple.is_confidential
    client.post(page("account-lifting", world.maple.pk))
    world.maple.refresh_from_db()
    assert not world.maple.is_confidential


def test_who_is_this_offers_the_likely_account_and_joins_in_one_act_with_undo(world, ana, stranger):
    assert "Of Maple Dental" in words(ana.get(page("who-is-this")))
    joined = ana.post(page("contact-adoption", stranger.pk), {"account": "maple dental"}, follow=True)
    stranger.refresh_from_db()
    assert stranger.account == world.maple
    undo = page("settlement-undoing", Settlement.objects.get().pk)
    assert undo in words(joined)
    ana.post(undo)
    stranger.refresh_from_db()
    assert stranger.account.state == State.PROVISIONAL


def test_who_is_this_opens_an_account_of_their_own(world, ana, stranger):
    ana.post(page("account-settlement", stranger.account_id), {"name": "Wong Optics"})
    stranger.account.refresh_from_db()
    assert (stranger.account.name, stranger.account.state) == ("Wong Optics", State.KNOWN)


def test_who_is_this_refuses_an_account_that_is_not_there_or_hidden(world, ana, stranger):
    world.orion.make_confidential(reason="x", by=None)
    world.orion.accesses.all().delete()
    for name in ("Nowhere", "Orion Bank"):
        refused = ana.post(page("contact-adoption", stranger.pk), {"account": name})
        assert refused.status_code == 422
        assert "Choose one of those offered" in words(refused)


def test_a_get_settles_nothing(world, ana, stranger):
    for address in (page("contact-merge", stranger.pk), page("account-lifting", world.maple.pk)):
        assert ana.get(address).status_code == 405
    for address in (page("contact-adoption", stranger.pk), page("account-settlement", stranger.account_id)):
        assert ana.get(address, {"account": "Maple Dental", "name": "Sam"}).status_code == 302
    assert Account.objects.get(contact=stranger).is_provisional


def test_two_contacts_are_merged_on_a_page_and_parted_again(world, ana, stranger):
    merged = ana.post(page("contact-merge", stranger.pk), {"other": "priya@mapledental.example"}, follow=True)
    assert "sam@mapledental.example" in words(merged)
    assert "Also known as" in words(merged)
    ana.post(page("merge-parting", stranger.merges.get().pk))
    stranger.refresh_from_db()
    assert stranger.merged_into is None
