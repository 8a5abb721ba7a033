"""Asking rspamd whether a mail is spam; whatever goes wrong with that, the mail goes on."""

from __future__ import annotations

import json
import logging
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException

from .patience import Patience

log = logging.getLogger(__name__)

WITHIN = 4.0
"""Seconds."""
TRIAL = b"From: nobody@localhost\r\nSubject: Are you there?\r\n\r\nThis mail is a question to rspamd.\r\n"
LARGEST = 20 * 1024 * 1024
SPAM = {"reject", "add header", "rewrite subject", "quarantine", "discard"}


@dataclass(frozen=True)
class Opinion:
    """What rspamd thinks of a mail."""

    action: str
    score: float
    signs: tuple[str, ...] = ()

    @property
    def is_spam(self) -> bool:
        return self.action in SPAM

    @property
    def in_words(self) -> str:
        """Its opinion, in words."""
        signs = f": {', '.join(self.signs)}" if self.signs else ""
        return f"rspamd: {self.action}, {self.score:g}{signs}"[:500]


PATIENCE: dict[str, Patience] = {}
"""By address, in one process: one that did not answer three mails in a row is left alone for half a minute."""


@dataclass(frozen=True)
class Judge:
    """An rspamd, at an address."""

    address: str
    password: str = ""

    def opinion(self, raw: bytes, **about: str) -> Opinion | None:
        """What it thinks of a mail (POST /checkv2), or None; `about` are fields such as IP, Helo, From and Rcpt."""
        patience = PATIENCE.setdefault(self.address, Patience())
        if len(raw) > LARGEST or patience.is_over:
            return None
        try:
            opinion = self._ask(raw, about)
        except (OSError, HTTPException, ValueError, TypeError, AttributeError) as error:
            patience.note(answered=not isinstance(error, OSError | HTTPException))
            log.warning("rspamd did not say what it thinks of a mail: %s", error)
            return None
        patience.note(answered=True)
        return opinion

    def trouble(self) -> str:
        """Why it cannot be asked just now, in words; nothing if it can."""
        try:
            self._ask(TRIAL, {})
        except (OSError, HTTPException, ValueError, TypeError, AttributeError) as error:
            return str(error) or type(error).__name__
        return ""

    def _ask(self, raw: bytes, about: dict[str, str]) -> Opinion:
        head = {name.title(): _one_line(value) for name, value in about.items() if value}
        head |= {"Password": self.password} if self.password else {}
        address = f"{self.address.rstrip('/')}/checkv2"
        request = urllib.request.Request(address, data=raw, headers=head, method="POST")
        with urllib.request.urlopen(request, timeout=WITHIN) as answer:
            return _opinion(json.loads(answer.read(1_000_000)))


def _opinion(told: dict[str, object]) -> Opinion:
    signs = told.get("symbols")
    score = told.get("score")
    return Opinion(
        str(told["action"]) if "action" in told else "unknown",
        float(score) if isinstance(score, int | float) else 0.0,
        tuple(sorted(signs))[:20] if isinstance(signs, dict) else (),
    )


def _one_line(value: str) -> str:
    return "".join(each for each in value if each.isprintable()).encode("ascii", "replace").decode()
