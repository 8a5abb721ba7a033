"""The pages of signing in speak as the rest of the house does."""

from __future__ import annotations

from django.core.cache import cache
from django.test import Client

from tests.world import PASSWORD, World


def test_pages_of_signing_in_speak_our_words_and_a_second_factor_can_wait(world: World, client: Client) -> None:
    for address, words in (
        ("/sign-in/login/", "scripted"),
        ("/sign-in/password/reset/", "Mail me the link"),
        ("/sign-in/password/reset/done/", "Look at your mail"),
    ):
        page = client.get(address).content.decode()
        assert words in page and "requires JavaScript" not in page and "Password Reset" not in page
    cache.clear()
    cache.clear()
    client.post("/sign-in/login/", {"login": world.ana.email, "password": PASSWORD})
    page = client.get("/sign-in/2fa/").content.decode()
    assert "Two-Factor" not in page and '<a class="btn" data-kind="quiet" href="/">Later</a>' in page
    client.post("/sign-in/reauthenticate/", {"password": PASSWORD})
    added = client.get("/sign-in/2fa/webauthn/add/", follow=True).content.decode()
    assert 'id="mfa_webauthn_add"' in added and "requires JavaScript" not in added
