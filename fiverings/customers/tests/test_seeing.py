"""Who may see an account: advocates and leads all but the confidential, everybody else for a reason and for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fiverings.core import clock
from fiverings.core.slots import finding
from fiverings.customers.models import Account, Agreement, AlreadyConfidential, Asset, Contact, Site

OTHERS = ["chidi", "eli", "farah", "gus", "hana", "ines", "jo", "kai", "admin"]


def seen(person):
    return set(Account.objects.visible_to(person))


@pytest.mark.parametrize("who", ["ana", "ben", "dana"])
def test_advocates_and_leads_see_every_account(world, who):
    assert {world.maple, world.orion, world.harbour} <= seen(getattr(world, who))


@pytest.mark.parametrize("who", OTHERS)
def test_everybody_else_sees_none_without_a_reason_and_admin_is_not_a_data_role(world, who):
    assert not seen(getattr(world, who))


def test_access_is_for_one_account_and_until_a_moment(world):
    now = clock.now()
    world.maple.grant(to=world.chidi, why="request", until=now + timedelta(hours=1), by=world.ana)
    world.orion.grant(to=world.chidi, why="visit", until=now - timedelta(hours=1), by=world.ana)
    assert seen(world.chidi) == {world.maple}
    assert set(Account.objects.visible_to(world.chidi, at=now + timedelta(hours=2))) == set()


def test_access_that_ended_is_over(world):
    world.maple.grant(to=world.kai, why="invoice", by=world.ana).end(by=world.ana)
    assert not seen(world.kai)


def test_an_emergency_needs_a_reason(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        world.maple.grant(to=world.kai, why="emergency", by=world.kai)


def test_a_confidential_account_is_seen_by_its_team_only(world):
    world.maple.make_confidential(reason="A takeover", by=world.dana)
    assert all(world.maple in seen(person) for person in (world.ana, world.ben, world.dana))
    other = Account.open(name="Hidden Ltd", advocate=world.ana, by=world.ana)
    other.make_confidential(reason="A takeover", by=world.ana)
    assert other in seen(world.ana)
    assert other not in seen(world.ben) | seen(world.dana)
    other.lift_confidentiality(by=world.ana)
    assert other in seen(world.ben)


def test_an_account_is_confidential_for_one_reason_at_a_time(world):
    world.maple.make_confidential(reason="A takeover", by=world.dana)
    with pytest.raises(AlreadyConfidential):
        Account.objects.get(pk=world.maple.pk).make_confidential(reason="A lawsuit", by=world.dana)


def test_a_new_advocate_of_a_confidential_account_sees_it(world):
    world.orion.make_confidential(reason="A takeover", by=world.dana)
    hidden = Account.open(name="Hidden Ltd", advocate=world.ana, by=world.ana)
    hidden.make_confidential(reason="A takeover", by=world.ana)
    hidden.entrust(to=world.ben, by=world.ana)
    assert hidden in seen(world.ben)


def test_what_belongs_to_a_hidden_account_is_hidden_with_it(world):
    for account in (world.maple, world.orion):
        account.accesses.all().delete()
        account.make_confidential(reason="A takeover", by=None)
        account.accesses.all().delete()
    for noun in (Contact, Site, Asset, Agreement):
        assert {each.account for each in noun.objects.visible_to(world.ana)} <= {world.harbour}


def test_the_search_box_does_not_find_what_is_hidden(world):
    def found(person, words):
        return {each.title for filling in finding.all() for each in filling.run(person, words)}

    assert "Maple Dental" in found(world.ana, "dent")
    assert "Priya Raman" in found(world.ana, "priya@maple")
    assert "Maple Dental" in found(world.ana, "+1 416 555 0103")
    assert "Priya Raman" in found(world.ana, "+1 416 555 0142")
    world.maple.make_confidential(reason="A takeover", by=None)
    world.maple.accesses.all().delete()
    for words in ("dent", "priya@maple", "+1 416 555 0103", "+1 416 555 0142", "raman"):
        assert not found(world.ana, words)
        assert not found(world.admin, words)


def test_seeing_is_one_question(world):
    with CaptureQueriesContext(connection) as asked:
        list(Account.objects.visible_to(world.chidi))
    assert len(asked) == 1


def test_who_left_sees_nothing(world):
    world.ana.is_active = False
    assert not seen(world.ana)


def test_somebody_is_let_in_on_a_page_and_let_go_again(world, client):
    client.force_login(world.ana)
    address = reverse("account-access", args=[world.maple.pk])
    client.post(address, {"person": world.kai.pk, "why": "invoice", "until": "2999-01-01T10:00"})
    assert seen(world.kai) == {world.maple}
    assert "Kai Brandt" in client.get(address).content.decode()
    client.post(reverse("access-ending", args=[world.maple.accesses.get().pk]))
    assert not seen(world.kai)


def test_who_was_let_in_lets_nobody_else_in(world, client):
    world.maple.grant(to=world.kai, why="invoice", by=world.ana)
    client.force_login(world.kai)
    assert client.post(reverse("account-access", args=[world.maple.pk]), {}).status_code == 403
    assert client.post(reverse("access-ending", args=[world.maple.accesses.get().pk])).status_code == 403


def test_no_sentence_names_a_confidential_account(world, client):
    """Zed was joined to Maple Dental by mistake; what the journal tells of him names nobody it should not."""
    zed = Contact.for_address("zed@elsewhere.example", "Zed")
    other = Account.open(name="Hidden Ltd", advocate=world.ana, by=world.ana)
    other.make_confidential(reason="A takeover", by=world.ana)
    other.adopt(zed, by=world.ana).undo(by=world.ana)
    for person, is_told in ((world.ana, True), (world.dana, False)):
        client.force_login(person)
        told = client.get(reverse("contact", args=[zed.pk])).content.decode()
        assert "Ana joined Zed to" in told and ("Hidden Ltd" in told) is is_told
