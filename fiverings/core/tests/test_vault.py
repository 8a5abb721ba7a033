"""The vault keeps secrets."""

import pytest
from django.test import override_settings

from fiverings.core.vault import WrongKey, key_for, seal, unseal


def test_a_sealed_secret_opens_again_and_shows_nothing_of_itself() -> None:
    sealed = seal("grün & geheim")
    assert unseal(sealed) == "grün & geheim"
    assert "geheim" not in sealed
    assert seal("grün & geheim") != sealed


def test_nothing_stays_nothing() -> None:
    assert (seal(""), unseal("")) == ("", "")


def test_a_secret_does_not_open_with_another_key() -> None:
    sealed = seal("secret")
    with override_settings(VAULT_KEY="another"), pytest.raises(WrongKey):
        unseal(sealed)


def test_a_secret_that_was_changed_does_not_open() -> None:
    sealed = seal("secret")
    with pytest.raises(WrongKey):
        unseal(sealed[:-6] + "AAAA==")


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert key_for("marks") == key_for("marks") != key_for("links")
    assert len(key_for("marks")) == 32
