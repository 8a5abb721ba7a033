"""Asking the DNS what domains say of their mail: briefly, once each, and never for long in all."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cache, cached_property

import dns.exception
import dns.name
import dns.resolver
import dns.reversename
from publicsuffixlist import PublicSuffixList

ONE_WITHIN = 2.0
ALL_WITHIN = 6.0
"""Seconds."""
MISSES_AT_MOST = 3
LEFT_ALONE_FOR = 30.0
"""Whoever did not answer three times in a row is not asked for so many seconds, lest every mail waits for it."""


@dataclass
class Patience:
    """How often a server has not answered in a row, and until when it is left alone; of one process."""

    misses: int = 0
    until: float = 0.0

    def note(self, *, answered: bool) -> None:
        self.misses = 0 if answered else self.misses + 1
        if self.misses >= MISSES_AT_MOST:
            self.misses, self.until = 0, time.monotonic() + LEFT_ALONE_FOR


PATIENCE: dict[str, Patience] = {}
"""By server."""


class NoAnswer(Exception):
    """The DNS could not be asked just now, so nothing is known."""


@dataclass
class Names:
    """What the DNS answers while one mail is looked at; `server` is an address with a port, or the machine's own."""

    server: str = ""
    _known: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _since: float = field(default_factory=time.monotonic)

    def texts(self, name: str) -> list[str]:
        """What is written at a name (TXT)."""
        return self._ask(name, "TXT")

    def addresses(self, name: str, *, kind: str) -> list[str]:
        """Where a name lives: A or AAAA."""
        return self._ask(name, kind)

    def mail_servers(self, name: str) -> list[str]:
        """Who takes the mail of a domain (MX)."""
        return [each.split()[-1] for each in self._ask(name, "MX")]

    def names_of(self, address: str) -> list[str]:
        """How an address calls itself (PTR)."""
        return self._ask(dns.reversename.from_address(address).to_text(), "PTR")

    def _ask(self, name: str, kind: str) -> list[str]:
        key = name.rstrip(".").lower(), kind
        if key not in self._known:
            self._known[key] = self._answer(*key)
        return self._known[key]

    def _answer(self, name: str, kind: str) -> list[str]:
        left = ALL_WITHIN - (time.monotonic() - self._since)
        if left <= 0:
            raise NoAnswer("The DNS took too long to answer.")
        try:
            asked = dns.name.from_text(name)
        except (dns.exception.DNSException, UnicodeError):
            return []
        patience = PATIENCE.setdefault(self.server, Patience())
        if time.monotonic() < patience.until:
            raise NoAnswer("The DNS has not answered lately, and is left alone for a moment.")
        try:
            found = self._resolver.resolve(
                asked, kind, lifetime=min(ONE_WITHIN, left), raise_on_no_answer=False, search=False
            )
        except dns.resolver.NXDOMAIN:
            patience.note(answered=True)
            return []
        except (dns.exception.DNSException, OSError) as away:
            patience.note(answered=not isinstance(away, dns.exception.Timeout | OSError))
            raise NoAnswer(f"The DNS did not answer for {name} ({type(away).__name__}).") from None
        patience.note(answered=True)
        return [_words(each, kind) for each in found]

    @cached_property
    def _resolver(self) -> dns.resolver.Resolver:
        if not self.server:
            return dns.resolver.Resolver()
        host, _colon, port = self.server.rpartition(":")
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = [host.strip("[]")], int(port)
        return resolver


def _words(answer: object, kind: str) -> str:
    if kind == "TXT":
        return b"".join(answer.strings).decode("utf-8", "replace")  # type: ignore[attr-defined]
    return str(answer).rstrip(".")


@cache
def _suffixes() -> PublicSuffixList:
    """The list is read once, when it is first needed."""
    return PublicSuffixList()


def house_of(domain: str) -> str:
    """The domain that somebody registered: of mail.shop.example.co.uk, example.co.uk."""
    return _suffixes().privatesuffix(domain.lower().rstrip(".")) or domain.lower()
