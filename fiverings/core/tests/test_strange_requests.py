"""Requests that no browser of ours would send are answered, never broken by."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from fiverings.core.live import Place, who
from tests.world import World


@pytest.mark.parametrize(
    "address", ["/accounts/?q=%00", "/accounts/names/?account=a%00", "/cases/%00/", "/api/cases/%00"]
)
def test_an_address_with_a_nul_is_nobodys(world: World, client: Client, address: str) -> None:
    client.force_login(world.ana)
    assert client.get(address).status_code == 400


def test_a_cookie_with_a_nul_is_nobodys(world: World, client: Client) -> None:
    refused = client.get("/sign-in/login/", headers={"cookie": f'{settings.SESSION_COOKIE_NAME}="abcdefgh\\000ijk"'})
    assert refused.status_code == 400


@pytest.mark.parametrize("number", ["²", "9" * 5_000, "9" * 19], ids=("no number", "unreadable", "no id"))
@pytest.mark.parametrize(
    "address", ["/accounts/?after=a&id=", "/accounts/{maple}/?before=", "/notices/?before=", "/cases/new/?contact="]
)
def test_a_number_that_names_nothing_is_passed_over(world: World, client: Client, address: str, number: str) -> None:
    client.force_login(world.ana)
    assert client.get(address.format(maple=world.maple.pk) + number).status_code == 200


def test_a_place_in_the_stream_is_two_numbers_or_none() -> None:
    assert Place.parse("7-12") == Place(7, 12)
    assert Place.parse("²-12") is Place.parse("7-") is Place.parse("9" * 5_000 + "-1") is None


def test_a_strange_cookie_beside_ours_hides_nobody(world: World, client: Client) -> None:
    client.force_login(world.ana)
    ours = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    assert who(f'a b[c]=1; x="; {ours}') == world.ana


def test_what_is_remembered_about_one_guesser_outlasts_a_thousand_others(db: None) -> None:
    for number in range(1000):
        cache.set(f"guesser-{number}", number, 900)
    assert all(cache.get(f"guesser-{number}") == number for number in range(1000))
