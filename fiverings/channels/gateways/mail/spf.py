"""SPF (RFC 7208): whether the server that brought a mail may send for the domain on its envelope."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from .naming import Names, NoAnswer
from .spf_terms import Broken, Macro, Term, domain_and_sizes, terms_in
from .verdicts import Finding, Verdict

LOOKUPS_AT_MOST = 10
VOIDS_AT_MOST = 2
BY_SIGN = {"+": Verdict.PASS, "-": Verdict.FAIL, "~": Verdict.SOFTFAIL, "?": Verdict.NONE}
LEADING_ZERO = re.compile(r"/0\d")
PROVEN = re.compile(r"%\{p", re.I)
ASKING = ("include", "a", "mx", "ptr", "exists", "redirect")


def check(client: str, *, sender: str, helo: str, names: Names) -> Finding:
    """Ask the domain of the envelope's sender, or that of the greeting where the envelope names nobody."""
    whole = sender if "@" in sender else f"postmaster@{helo}"
    domain = whole.rpartition("@")[2].lower()
    try:
        found = Asked(_plain(client), whole, helo, names).verdict(domain)
    except NoAnswer as away:
        return Finding(Verdict.UNKNOWN, domain, str(away))
    except Broken as wrong:
        return Finding(Verdict.BROKEN, domain, f"The SPF record of {domain} is wrong: {wrong}")
    return Finding(found, domain, IN_WORDS[found].format(client=client, domain=domain))


IN_WORDS = {
    Verdict.PASS: "{client} may send for {domain}.",
    Verdict.FAIL: "{client} may not send for {domain}.",
    Verdict.SOFTFAIL: "{client} probably may not send for {domain}.",
    Verdict.NONE: "{domain} does not say who may send for it.",
}


def _is_within(name: str, domain: str) -> bool:
    return f".{name.lower()}".endswith(f".{domain.lower()}")


def _plain(client: str) -> IPv4Address | IPv6Address:
    found = ip_address(client.partition("%")[0])
    return getattr(found, "ipv4_mapped", None) or found


@dataclass
class Asked:
    """One question, with how much has been asked for it."""

    client: IPv4Address | IPv6Address
    sender: str
    helo: str
    names: Names
    _lookups: int = 0
    _voids: int = 0
    _kind: str = field(init=False)

    def __post_init__(self) -> None:
        self._kind = "A" if self.client.version == 4 else "AAAA"

    def verdict(self, domain: str) -> Verdict:
        """What a domain says of the client; Broken when its record is wrong, NoAnswer when it cannot be asked."""
        written = [each for each in self.names.texts(domain) if (each.lower() + " ").startswith("v=spf1 ")]
        if not written:
            return Verdict.NONE
        if len(written) > 1:
            raise Broken("it has more than one")
        terms, redirect = terms_in(written[0])
        for term in terms:
            if self._meets(term, domain):
                return BY_SIGN[term.sign]
        return self._elsewhere(redirect, domain) if redirect else Verdict.NONE

    def _elsewhere(self, redirect: str, domain: str) -> Verdict:
        self._count()
        to = self._expand(redirect, domain)
        if not any((each.lower() + " ").startswith("v=spf1 ") for each in self.names.texts(to)):
            raise Broken(f"{to} has none")
        return self.verdict(to)

    def _meets(self, term: Term, domain: str) -> bool:
        if term.name in ASKING:
            self._count()
        return bool(getattr(self, f"_{term.name}")(term.value, domain))

    def _all(self, value: str, domain: str) -> bool:
        return True

    def _ip4(self, value: str, domain: str) -> bool:
        return self._lies_in(value[1:], 4)

    def _ip6(self, value: str, domain: str) -> bool:
        return self._lies_in(value[1:], 6)

    def _a(self, value: str, domain: str) -> bool:
        named, sizes = domain_and_sizes(value)
        return self._lives_at(self._expand(named, domain) if named else domain, sizes)

    def _mx(self, value: str, domain: str) -> bool:
        named, sizes = domain_and_sizes(value)
        servers = self._heard(self.names.mail_servers(self._expand(named, domain) if named else domain))
        if len(servers) > LOOKUPS_AT_MOST:
            raise Broken("too many servers")
        return any(self._lives_at(each, sizes, counts=False) for each in servers)

    def _exists(self, value: str, domain: str) -> bool:
        return bool(self._heard(self.names.addresses(self._expand(value[1:], domain), kind="A")))

    def _include(self, value: str, domain: str) -> bool:
        to = self._expand(value[1:], domain)
        if not any((each.lower() + " ").startswith("v=spf1 ") for each in self.names.texts(to)):
            raise Broken(f"{to} has none")
        return self.verdict(to) == Verdict.PASS

    def _ptr(self, value: str, domain: str) -> bool:
        within = self._expand(value[1:], domain) if value else domain
        names = self.names.names_of(str(self.client))[:LOOKUPS_AT_MOST]
        return any(self._leads_back(name) for name in names if _is_within(name, within))

    def _proven_name(self, domain: str) -> str:
        """How the client calls itself, where that name leads back to it; best one within the domain."""
        names = self.names.names_of(str(self.client))[:LOOKUPS_AT_MOST]
        best_first = sorted(names, key=lambda name: not _is_within(name, domain))
        return next((name for name in best_first if self._leads_back(name)), "unknown")

    def _leads_back(self, name: str) -> bool:
        return self._lives_at(name, (32, 128), counts=False)

    def _lives_at(self, name: str, sizes: tuple[int, int], *, counts: bool = True) -> bool:
        found = self.names.addresses(name, kind=self._kind)
        size = sizes[0] if self.client.version == 4 else sizes[1]
        return any(
            self._lies_in(f"{each}/{size}", self.client.version) for each in (self._heard(found) if counts else found)
        )

    def _lies_in(self, network: str, version: int) -> bool:
        try:
            if LEADING_ZERO.search(network):
                raise ValueError
            found = ip_network(network, strict=False)
        except ValueError:
            raise Broken(f"{network[:60]} is no address") from None
        if found.version != version:
            raise Broken(f"{network[:60]} is an address of the other kind")
        return self.client.version == version and self.client in found

    def _expand(self, words: str, domain: str) -> str:
        proven = "unknown"
        if PROVEN.search(words):
            self._count()
            proven = self._proven_name(domain)
        return Macro(self.client, self.sender, self.helo, domain, proven).expand(words)

    def _count(self) -> None:
        self._lookups += 1
        if self._lookups > LOOKUPS_AT_MOST:
            raise Broken("it asks for too much")

    def _heard(self, found: list[str]) -> list[str]:
        self._voids += not found
        if self._voids > VOIDS_AT_MOST:
            raise Broken("too many of its names do not exist")
        return found
