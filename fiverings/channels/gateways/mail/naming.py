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

from .patience import Zones

ONE_WITHIN = 2.0
HURRIED_WITHIN = 0.4
OTHERS_WITHIN = 3.0
ALL_WITHIN = 6.0
"""Seconds: for one question, for one to a stranger while strangers are slow, for all but the sender's, for all."""
KNOWN_AT_MOST = 2000
KNOWN_FOR = 3600.0
"""How many answers one process keeps, and for how many seconds at most."""
NOBODY_CAN_SLOW = dns.name.root


class Cache(dns.resolver.LRUCache):
    """Good answers, as long as they say that they hold; that something is not there is asked again."""

    def put(self, key: dns.resolver.CacheKey, value: dns.resolver.Answer) -> None:
        if value.rrset is not None:
            value.expiration = min(value.expiration, time.time() + KNOWN_FOR)
            super().put(key, value)


@dataclass
class Server:
    """What one process knows of a DNS server: how patient to be with it, and what it answered lately."""

    zones: Zones = field(default_factory=Zones)
    cache: Cache = field(default_factory=lambda: Cache(KNOWN_AT_MOST))


SERVERS: dict[str, Server] = {}


class NoAnswer(Exception):
    """The DNS could not be asked just now, so nothing is known."""


@dataclass
class Names:
    """What the DNS answers while one mail is looked at; `server` is an address with a port, or the machine's own.

    `about` is the domain that the sender's own belongs to: what it says counts more than what anybody else does.
    """

    server: str = ""
    about: str = ""
    _known: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _took: float = 0.0
    _took_elsewhere: float = 0.0

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
        try:
            asked = dns.name.from_text(name)
        except (dns.exception.DNSException, UnicodeError):
            return []
        zone, zones = house_of(name), self._heard.zones
        if zones.leaves_alone(zone):
            raise NoAnswer(f"The DNS has not answered for {zone} lately, and is left alone for a moment.")
        within, since = self._within(zone), time.monotonic()
        try:
            found = self._resolved(asked, kind, within)
        except dns.resolver.NXDOMAIN:
            found = []
        except (dns.exception.DNSException, OSError) as away:
            if isinstance(away, dns.exception.Timeout | OSError) and zones.missed(zone):
                zones.proved(alive=self._is_there(within))
            raise NoAnswer(f"The DNS did not answer for {name} ({type(away).__name__}).") from None
        finally:
            self._spent(zone, time.monotonic() - since)
        zones.answered(zone)
        return [_words(each, kind) for each in found]

    def _within(self, zone: str) -> float:
        """Seconds for one question; what others take can never use up what the sender's own domain needs."""
        left = ALL_WITHIN - self._took - self._took_elsewhere
        if zone != self.about:
            left = min(left, OTHERS_WITHIN - self._took_elsewhere)
        if left <= 0:
            raise NoAnswer("The DNS took too long to answer.")
        return min(HURRIED_WITHIN if self._heard.zones.hurries(zone) else ONE_WITHIN, left)

    def _spent(self, zone: str, seconds: float) -> None:
        if zone == self.about:
            self._took += seconds
        else:
            self._took_elsewhere += seconds

    def _resolved(self, asked: dns.name.Name, kind: str, within: float) -> list[object]:
        found = self._resolver.resolve(asked, kind, lifetime=within, raise_on_no_answer=False, search=False)
        return list(found)

    def _is_there(self, within: float) -> bool:
        """Whether the server answers what no sender can slow down, be it with a refusal."""
        try:
            self._resolved(NOBODY_CAN_SLOW, "NS", within)
        except (dns.exception.Timeout, OSError):
            return False
        except dns.exception.DNSException:
            return True
        return True

    @property
    def _heard(self) -> Server:
        return SERVERS.setdefault(self.server, Server())

    @cached_property
    def _resolver(self) -> dns.resolver.Resolver:
        resolver = self._found_resolver()
        resolver.cache = self._heard.cache
        return resolver

    def _found_resolver(self) -> dns.resolver.Resolver:
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
