"""Who is this? What an answer that cannot be taken leaves on the page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from fiverings.customers.models import Contact
from tests.world import World


@pytest.fixture
def stranger(world: World, client: Client) -> Contact:
    client.force_login(world.ana)
    return Contact.for_address("sam@mapledental.example", "Sam Wong")


def test_a_name_of_no_account_keeps_all_that_stood_there(client: Client, world: World, stranger: Contact) -> None:
    other = Contact.for_address("lea@nowhere.example", "Lea Other")
    refused = client.post(reverse("contact-adoption", args=[stranger.pk]), {"account": "Mapel Dental"})
    assert refused.status_code == 422
    shown = {row["contact"]: row for row in refused.context["rows"]}
    assert set(shown) == {stranger, other}
    assert "joining" in shown[stranger] and "joining" not in shown[other]
    before, about = refused.content.decode().split(f'id="who-{stranger.pk}"')
    about = about.split('id="who-')[0]
    assert 'value="Mapel Dental"' in about and "No account has exactly this name" in about
    assert "No account has exactly this name" not in before
    unnamed = client.post(reverse("account-settlement", args=[stranger.account_id]), {"name": " "})
    assert unnamed.status_code == 422 and "Lea Other" in unnamed.content.decode()


def test_who_reloads_an_answer_is_led_back_to_the_questions(client: Client, world: World, stranger: Contact) -> None:
    settled = world.maple.adopt(stranger, by=world.ana)
    for address in (
        reverse("contact-adoption", args=[stranger.pk]),
        reverse("account-settlement", args=[stranger.account_id]),
        reverse("settlement-undoing", args=[settled.pk]),
    ):
        assert client.get(address).headers["Location"] == reverse("who-is-this")
    settled.refresh_from_db()
    assert settled.undone_at is None


def test_the_page_of_a_contact_names_the_zone_of_its_times(client: Client, world: World, stranger: Contact) -> None:
    new = Contact.for_address("lea@nowhere.example", "Lea Other", zone="America/Halifax")
    shown = client.get(reverse("contact", args=[new.pk])).content.decode()
    assert 'zone="America/Halifax"' in shown and "Halifax</dd>" in shown
