"""Signing in: with a password and a second factor, limited, and never by a GET."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import subprocess
import sys
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings

from fiverings.people.models import Person
from tests.asking import opened, questions
from tests.world import PASSWORD, World

SIGN_IN = "/sign-in/login/"
ANA = "ana@northbell.example"
STRONG = "seven-rivers-and-a-lamp"


@pytest.fixture(autouse=True)
def an_empty_cache(db: None) -> None:
    cache.clear()


@pytest.fixture
def at_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's transaction never commits: what waits for the commit is done at once, inside its request."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda run, **_: run())


def sign_in(client: Client, password: str = PASSWORD, email: str = ANA) -> object:
    return client.post(SIGN_IN, {"login": email, "password": password})


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def current_code(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238), computed without the library that checks it."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 10**6:06}"


def set_up_totp(client: Client) -> str:
    """Set up an authenticator app as its page says, the password once more before; the secret."""
    client.post("/sign-in/reauthenticate/", {"password": PASSWORD})
    page = client.get("/sign-in/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret"[^>]* value="([A-Z2-7]+)"', page)
    assert secret, page
    answer = client.post("/sign-in/2fa/totp/activate/", {"code": current_code(secret[1])})
    assert answer.status_code == 302, answer.content.decode()
    return secret[1]


def test_a_password_signs_in_and_leads_to_a_second_factor(world: World, client: Client) -> None:
    answer = sign_in(client)
    assert answer.url == "/sign-in/2fa/"
    assert is_in(client)
    with override_settings(DEMO=True):
        assert sign_in(Client()).url == "/"


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(world: World) -> None:
    wrong, unknown = sign_in(Client(), "wrong"), sign_in(Client(), "wrong", "nobody@northbell.example")
    said = [re.findall(r"<li>(.*?)</li>", each.content.decode()) for each in (wrong, unknown)]
    assert said[0] == said[1] and said[0]
    assert wrong.status_code == unknown.status_code


def test_whoever_has_a_second_factor_needs_it(world: World) -> None:
    first = Client()
    sign_in(first)
    secret = set_up_totp(first)
    cache.clear()
    second = Client()
    assert sign_in(second).url.startswith("/sign-in/2fa/authenticate/")
    assert not is_in(second)
    asked = second.get("/sign-in/2fa/authenticate/").content.decode()
    assert (
        "Prove that it is you" in asked and 'id="mfa_webauthn_authenticate"' in asked and 'name="credential"' in asked
    )
    assert current_code(secret) != "000000"
    second.post("/sign-in/2fa/authenticate/", {"code": "000000"})
    assert not is_in(second)
    second.post("/sign-in/2fa/authenticate/", {"code": current_code(secret)})
    assert is_in(second)


def test_the_secret_of_an_authenticator_lies_in_the_vault_and_its_person_is_told(
    world: World, client: Client, at_commit: None
) -> None:
    sign_in(client)
    secret = set_up_totp(client)
    kept = Authenticator.objects.get(user=world.ana, type="totp").data
    assert secret not in str(kept)
    assert [letter.to for letter in mail.outbox] == [[ANA]]
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_mail_server_that_is_away_keeps_nobody_out(
    world: World, client: Client, settings: Any, at_commit: None
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    assert Client().post("/sign-in/password/reset/", {"email": ANA}).status_code == 302
    sign_in(client)
    set_up_totp(client)
    assert Authenticator.objects.filter(user=world.ana, type="totp").exists()


def test_a_forgotten_password_is_chosen_anew_by_a_mailed_link(world: World, client: Client) -> None:
    client.post("/sign-in/password/reset/", {"email": ANA}, headers={"host": "localhost:666"})
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated" and ":666/" not in mail.outbox[0].body
    path = re.search(r"https?://[^/]+(/sign-in/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(path, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": STRONG, "password2": STRONG})
    assert not is_in(client), "the link chooses a password, and signs nobody in"
    sign_in(client, STRONG)
    assert is_in(client)
    client.post("/sign-in/password/reset/", {"email": "nobody@northbell.example"})
    assert len(mail.outbox) == 2, "that the password was changed is told; who is unknown gets nothing"


def test_a_recovery_code_lets_in_once(world: World, client: Client) -> None:
    sign_in(client)
    set_up_totp(client)
    page = client.get("/sign-in/2fa/recovery-codes/").content.decode()
    code = re.findall(r"\b\d{8}\b", page)[0]
    cache.clear()
    for expected in (True, False):
        other = Client()
        sign_in(other)
        other.post("/sign-in/2fa/authenticate/", {"code": code})
        assert is_in(other) is expected


def test_wrong_passwords_are_limited_for_all_processes_together(world: World) -> None:
    for _ in range(6):
        sign_in(Client(), "wrong")
    client = Client()
    assert sign_in(client).status_code == 200
    assert not is_in(client), "the right password comes too late"
    cache.clear()
    sign_in(client)
    assert is_in(client)


def test_the_limit_is_kept_where_every_process_reads_it() -> None:
    ask = "from django.conf import settings; print(settings.CACHES['default']['BACKEND'].split('.')[-1])"
    code = f"import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; django.setup(); {ask}"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "DatabaseCache"


def test_a_session_is_new_after_signing_in_and_can_be_ended_elsewhere(world: World) -> None:
    here, elsewhere = Client(), Client()
    for each in (here, elsewhere):
        each.get(SIGN_IN)
        sign_in(each)
    assert here.session.session_key != elsewhere.session.session_key
    assert here.get("/sign-in/sessions/").content.decode().count("<time") == 2
    here.post("/sign-in/sessions/")
    assert is_in(here) and not is_in(elsewhere)


@pytest.mark.parametrize("address", ["/sign-in/login/", "/sign-in/logout/", "/sign-in/signup/", "/sign-in/2fa/"])
def test_a_get_never_signs_anybody_in_or_out(world: World, client: Client, address: str) -> None:
    client.get(address, {"login": ANA, "password": PASSWORD})
    assert not is_in(client)
    client.force_login(world.ana)
    client.get(address)
    assert is_in(client)


def test_nobody_signs_up_by_themselves(world: World, client: Client) -> None:
    client.post("/sign-in/signup/", {"email": "new@northbell.example", "password1": STRONG, "password2": STRONG})
    assert not Person.objects.filter(email="new@northbell.example").exists()


def test_an_anonymous_page_asks_the_database_only_for_the_name_of_the_house(world: World, client: Client) -> None:
    asked = questions(opened(client, "/portal/sign-in/"))
    assert len(asked) == 1 and 'FROM "people_team"' in asked[0]
