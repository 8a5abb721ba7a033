"""A local stand-in for Microsoft 365 and Gmail, written from their public references; it knows no more than these say.

Signing in: RFC 6749 4.1, 5.2 and 6, RFC 7636 4.6; learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow;
developers.google.com/identity/protocols/oauth2/web-server. What the two tell of mail is in graphs.py and gmails.py.
"""

from __future__ import annotations

import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.test import override_settings

from fiverings.core.running.ports import free_port

from . import gmails, graphs

HOST = "127.0.0.1"
ACCOUNT = "support@northbell.example"
CLIENT = {"client_id": "five-rings", "client_secret": "known to both of us"}


@dataclass
class Lying:
    """A mail there: its lasting name, its bytes, when it came, and under which number of the history."""

    key: str
    raw: bytes
    came_at: datetime
    number: int
    gone: bool = False


@dataclass
class Provider:
    """The server of both, on loopback: what lies in the mailbox, whom it lets in, and how it is just now."""

    port: int = 0
    account: str = ACCOUNT
    mails: list[Lying] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    access: set[str] = field(default_factory=set)
    refresh: set[str] = field(default_factory=set)
    forgets_before: int = 0
    busy_for: int = 0
    withholds: set[str] = field(default_factory=set)
    renewed: int = 0

    @contextmanager
    def open(self) -> Iterator[Provider]:
        self.port = free_port()
        server = ThreadingHTTPServer((HOST, self.port), type("Bound", (Door,), {"provider": self}))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        at = f"http://{HOST}:{self.port}"
        known = {"client_id": CLIENT["client_id"], "secret": CLIENT["client_secret"]}
        known |= {"authorize": f"{at}/authorize", "token": f"{at}/token"}
        providers = {name: known | {"api": f"{at}/{name}"} for name in ("graph", "gmail")}
        try:
            with override_settings(MAIL_PROVIDERS=providers):
                yield self
        finally:
            server.shutdown()
            server.server_close()

    @property
    def number(self) -> int:
        return 100 + len(self.mails)

    def receive(self, mail: EmailMessage | bytes, *, at: datetime | None = None) -> Lying:
        """A mail comes to the mailbox there."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=SMTP)
        new = Lying(f"AAk/{len(self.mails)}=", raw, at or datetime.now(UTC), self.number + 1)
        self.mails.append(new)
        return new

    def let_in(self) -> dict[str, Any]:
        """New tokens, as the token address answers them."""
        self.renewed += 1
        access, refresh = f"access-{self.renewed}", f"refresh-{self.renewed}"
        self.access.add(access)
        self.refresh.add(refresh)
        return {"token_type": "Bearer", "access_token": access, "refresh_token": refresh, "expires_in": 3599}

    def forget_access(self) -> None:
        """The access that was given is over before its time, as when a password is changed."""
        self.access.clear()

    def withdraw(self) -> None:
        """Whoever gave leave takes it back."""
        self.access.clear()
        self.refresh.clear()


class Door(BaseHTTPRequestHandler):
    """What is asked by HTTP, and what is answered."""

    provider: Provider

    def log_message(self, *_: Any) -> None:
        """Nothing on the screen of the tests."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        told = {name: values for name, values in parse_qs(asked.query).items()}
        self.provider.asked.append(self.path)
        if asked.path == "/authorize":
            return self._authorize({name: values[0] for name, values in told.items()})
        if self.headers.get("Authorization", "").removeprefix("Bearer ") not in self.provider.access:
            return self.tell(401, {"error": {"code": "InvalidAuthenticationToken", "message": "It has expired."}})
        if self.provider.busy_for:
            self.provider.busy_for -= 1
            return self.tell(429, {"error": {"code": "TooManyRequests", "message": "Later."}}, **{"Retry-After": "0"})
        of, _slash, path = asked.path.lstrip("/").partition("/")
        (graphs if of == "graph" else gmails).answer(self, path, told)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        told = {name: values[0] for name, values in parse_qs(body).items()}
        if {name: told.get(name) for name in CLIENT} != CLIENT:
            return self.tell(401, {"error": "invalid_client"})
        if told["grant_type"] == "authorization_code":
            challenge = urlsafe_b64encode(sha256(told["code_verifier"].encode()).digest()).decode().rstrip("=")
            is_right = self.provider.codes.pop(told["code"], None) == challenge
        else:
            is_right = told["refresh_token"] in self.provider.refresh
        if not is_right:
            return self.tell(400, {"error": "invalid_grant", "error_description": "It was revoked or has expired."})
        self.tell(200, self.provider.let_in())

    def _authorize(self, told: dict[str, str]) -> None:
        assert (told["response_type"], told["code_challenge_method"]) == ("code", "S256")
        code = f"code-{len(self.provider.asked)}"
        self.provider.codes[code] = told["code_challenge"]
        back = f"{told['redirect_uri']}?{urlencode({'code': code, 'state': told['state']})}"
        self.tell(302, {}, Location=back)

    def tell(self, status: int, told: dict[str, Any] | bytes, **head: str) -> None:
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(status)
        for name, value in {**head, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
