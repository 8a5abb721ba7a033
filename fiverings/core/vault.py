"""The vault: secrets that the house must be able to read again, sealed with a key that is not in the database."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from fiverings.core.problems import Refused

PURPOSE = "fiverings vault, first key"


class WrongKey(Refused):
    """A sealed secret does not open with this installation's VAULT_KEY."""


def seal(secret: str) -> str:
    """The secret as it may be stored; nothing stays nothing."""
    return _lock(settings.VAULT_KEY).encrypt(secret.encode()).decode("ascii") if secret else ""


def unseal(sealed: str) -> str:
    """The secret again; WrongKey when it was sealed with another key or changed since."""
    try:
        return _lock(settings.VAULT_KEY).decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken:
        raise WrongKey(_("A stored password does not open with this VAULT_KEY: enter it again.")) from None


def key_for(purpose: str) -> bytes:
    """A key of its own for one purpose, for signing what must not be forged."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(settings.VAULT_KEY.encode())


@lru_cache(maxsize=2)
def _lock(vault_key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(key_for(PURPOSE)))
