"""The language of SPF records: their terms, and the macros in them (RFC 7208, 5 to 7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote

MODIFIER = re.compile(r"([a-z][\w.-]*)=(\S*)", re.I)
DIRECTIVE = re.compile(r"([+~?-]?)(all|include|a|mx|ptr|ip4|ip6|exists)((?:[:/].*)?)", re.I)
SIZES = re.compile(r"^(?::([^/]+(?:/(?!/|\d+(?:$|//))[^/]*)*))?(?:/(0|[1-9]\d?))?(?://(0|[1-9]\d{0,2}))?$")
MACRO = re.compile(r"%(?:\{([slodiphv])(\d*)(r?)([.+,/_=-]*)\}|([%_-]))", re.I)
PLAIN = {"%": "%", "_": " ", "-": "%20"}
DOMAIN = re.compile(
    r"[\x21-\x7e]*(?:\.(?=[a-z0-9-]*[a-z-])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.?|%\{[slodiphv][^{}]*\})", re.I
)
NEEDS_A_VALUE = ("include", "exists", "ip4", "ip6")
NAMING = ("a", "mx", "ptr", "include", "exists")
LONGEST = 253


class Broken(Exception):
    """The record does not follow the rules."""


@dataclass(frozen=True)
class Term:
    """One mechanism, its sign, and what stands behind its name."""

    sign: str
    name: str
    value: str


def terms_in(record: str) -> tuple[list[Term], str]:
    """The mechanisms in order, and where the record sends whoever meets none; Broken when one is wrong."""
    if not (record.isascii() and record.isprintable()):
        raise Broken("it has signs that it may not have")
    terms, more = [], [("redirect", "")]
    for word in record.split()[1:]:
        if found := DIRECTIVE.fullmatch(word):
            terms.append(_right(Term(found[1] or "+", found[2].lower(), found[3])))
        elif modifier := MODIFIER.fullmatch(word):
            more.append((modifier[1].lower(), modifier[2]))
        else:
            raise Broken(f"“{word[:60]}” means nothing")
    if not all(_has_meaning(each) for each in [*(term.value for term in terms), *(value for _name, value in more)]):
        raise Broken("it has a macro that means nothing")
    names = [name for name, _value in more[1:] if name in ("redirect", "exp")]
    if len(names) > len(set(names)) or not all(DOMAIN.fullmatch(value) for name, value in more[1:] if name in names):
        raise Broken("it has a redirect or an explanation that is wrong")
    return terms, dict(more)["redirect"]


def _has_meaning(words: str) -> bool:
    """Whether every percent sign begins a macro that may stand in a record."""
    return "%" not in MACRO.sub("", words)


def _right(term: Term) -> Term:
    bare = len(term.value) < 2 or not term.value.startswith(":")
    if (term.name in NEEDS_A_VALUE and bare) or (term.name == "all" and term.value):
        raise Broken(f"“{term.name}{term.value[:60]}” is incomplete")
    named = domain_and_sizes(term.value)[0] if term.name in ("a", "mx") else term.value[1:]
    if term.name in NAMING and (
        (named and not DOMAIN.fullmatch(named)) or (term.value and not named and term.name == "ptr")
    ):
        raise Broken(f"“{term.value[:60]}” is no domain")
    return term


def domain_and_sizes(value: str) -> tuple[str, tuple[int, int]]:
    """The domain that a term names, and how many bits of an address count, of IPv4 and of IPv6."""
    found = SIZES.fullmatch(value)
    sizes = (int(found[2] or 32), int(found[3] or 128)) if found else (33, 129)
    if found is None or sizes[0] > 32 or sizes[1] > 128:
        raise Broken(f"“{value[:60]}” is no domain")
    return found[1] or "", sizes


@dataclass(frozen=True)
class Macro:
    """What the macros of a record stand for; `proven` is how the client calls itself, when that is asked for."""

    client: IPv4Address | IPv6Address
    sender: str
    helo: str
    domain: str
    proven: str = "unknown"

    def expand(self, words: str) -> str:
        """The name that is meant."""
        name = MACRO.sub(self._meant, words)
        while len(name) > LONGEST and "." in name:
            name = name.partition(".")[2]
        return name

    def _meant(self, found: re.Match[str]) -> str:
        if found[5]:
            return PLAIN[found[5]]
        parts = re.split(f"[{re.escape(found[4] or '.')}]", self._letter(found[1].lower()))
        parts = parts[::-1] if found[3] else parts
        if found[2]:
            if int(found[2][:3]) == 0:
                raise Broken("a macro takes no part")
            parts = parts[-int(found[2][:3]) :]
        return quote(".".join(parts), safe="") if found[1].isupper() else ".".join(parts)

    def _letter(self, letter: str) -> str:
        local, _at, home = self.sender.rpartition("@")
        six = self.client.version == 6
        spelled = ".".join(self.client.exploded.replace(":", "")) if six else str(self.client)
        meant = {"s": self.sender, "l": local, "o": home, "d": self.domain, "i": spelled, "p": self.proven}
        return {**meant, "v": "ip6" if six else "in-addr", "h": self.helo}[letter]
