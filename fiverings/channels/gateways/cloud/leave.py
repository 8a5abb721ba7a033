"""Leave to read a mailbox: asked for, given for a code, renewed, withdrawn (OAuth 2.0, RFC 6749; PKCE, RFC 7636)."""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from ..mail.troubles import ServerRefused, SignInRefused
from .asking import ask

WITHDRAWN = {"invalid_grant", "interaction_required", "consent_required", "login_required"}
MICROSOFT = "offline_access User.Read Mail.Read Mail.Read.Shared"
GOOGLE = "https://www.googleapis.com/auth/gmail.readonly"
ASKED = {
    "graph": {"scope": MICROSOFT, "response_mode": "query"},
    "gmail": {"scope": GOOGLE, "access_type": "offline", "prompt": "consent"},
}
LASTS = 3600


class LeaveWithdrawn(SignInRefused):
    """Who had given us leave, or their administrator, took it back, or it ran out: they have to sign in anew."""


@dataclass(frozen=True)
class Tokens:
    """What leave is shown by: for so many seconds, and by what it is renewed (empty: by what it was before)."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    lasts: int


@dataclass(frozen=True)
class Request:
    """Somebody of ours is sent to the provider, and comes back with the same state; nobody else knows the verifier."""

    state: str
    verifier: str = field(repr=False)

    @classmethod
    def new(cls) -> Request:
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(48))

    @property
    def challenge(self) -> str:
        return urlsafe_b64encode(sha256(self.verifier.encode()).digest()).decode().rstrip("=")


@dataclass(frozen=True)
class Provider:
    """Who keeps the mailboxes, and who we are there."""

    name: str
    client_id: str
    secret: str = field(repr=False)
    authorize: str
    token: str
    api: str

    @classmethod
    def named(cls, name: str) -> Provider:
        """As the environment has it."""
        return cls(name=name, **settings.MAIL_PROVIDERS[name])

    @property
    def is_known(self) -> bool:
        """Whether the provider knows this installation."""
        return bool(self.client_id)

    def address(self, request: Request, *, back_to: str, hint: str) -> str:
        """Where somebody signs in and gives leave, and is sent back from."""
        asked = {
            "client_id": self.client_id,
            "response_type": "code",
            "redirect_uri": back_to,
            "state": request.state,
            "code_challenge": request.challenge,
            "code_challenge_method": "S256",
            "login_hint": hint,
        }
        return f"{self.authorize}?{urlencode(asked | ASKED[self.name])}"

    def exchange(self, code: str, *, verifier: str, back_to: str) -> Tokens:
        """Leave for the code with which somebody came back."""
        told = {"grant_type": "authorization_code", "code": code, "redirect_uri": back_to, "code_verifier": verifier}
        tokens = self._tokens(told)
        if not tokens.refresh:
            raise ServerRefused("The leave that was given does not last: it cannot be renewed (no refresh_token).")
        return tokens

    def renew(self, refresh: str) -> Tokens:
        """Leave for another while; LeaveWithdrawn when there is none any more."""
        return self._tokens({"grant_type": "refresh_token", "refresh_token": refresh})

    def _tokens(self, told: Mapping[str, str]) -> Tokens:
        ours = {"client_id": self.client_id, "client_secret": self.secret}
        answer = ask(self.token, form={**told, **{name: each for name, each in ours.items() if each}})
        said = _said(answer.body)
        if answer.status >= 300 or not said.get("access_token"):
            words = str(said.get("error_description") or said.get("error") or f"no leave ({answer.status})")[:500]
            raise (LeaveWithdrawn if said.get("error") in WITHDRAWN else ServerRefused)(words)
        lasts = int(said.get("expires_in") or LASTS)
        return Tokens(str(said["access_token"]), str(said.get("refresh_token") or ""), lasts)


def _said(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
