"""Whether a mail comes from whom it says: all that we can find of it, by ourselves or by its mailbox's server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from ipaddress import ip_address

from . import dkim, dmarc, spf, testimony
from .dkim_form import Field, fields_and_body
from .naming import Names
from .verdicts import Finding, Findings, Verdict

HEAD_AT_MOST = 256 * 1024


@dataclass(frozen=True)
class Brought:
    """Who brought a mail, as far as we know it: the client's address and greeting, and the envelope's sender.

    `witness` is the name under which the server of the mailbox tells what it found itself.
    """

    client: str = ""
    helo: str = ""
    envelope_from: str = ""
    witness: str = ""

    @property
    def is_from_outside(self) -> bool:
        """Whether the client is somebody else's: a server at home only passes on what it took."""
        try:
            return bool(self.client) and ip_address(self.client.partition("%")[0]).is_global
        except ValueError:
            return False


def head_of(raw: bytes) -> list[Field]:
    """The fields of a mail, without reading all of it."""
    return fields_and_body(raw[:HEAD_AT_MOST])[0]


def examine(raw: bytes, *, sender: str, brought: Brought, names: Names, at: datetime) -> Findings:
    """Everything found of a mail; what cannot be asked for is unknown and holds nothing up."""
    told = testimony.heard(head_of(raw), witness=brought.witness) if brought.witness else None
    findings = told or Findings(spf=_spf(brought, names))
    findings = replace(findings, dkim=_signed(dkim.check(raw, names=names, at=at), findings.dkim))
    if told and told.dmarc.verdict not in (Verdict.UNCHECKED, Verdict.UNKNOWN):
        return _with_policy(findings, sender, names)
    found, policy = dmarc.check(sender, findings, names=names)
    return replace(findings, dmarc=found, policy=policy)


def _spf(brought: Brought, names: Names) -> Finding:
    if not brought.is_from_outside:
        return Finding()
    return spf.check(brought.client, sender=brought.envelope_from, helo=brought.helo, names=names)


def _signed(ours: list[Finding], theirs: list[Finding]) -> list[Finding]:
    """Our own look at the signatures; their server's where we could not look."""
    unknown = [each for each in ours if each.verdict == Verdict.UNKNOWN]
    return theirs if theirs and (not ours or unknown) else ours


def _with_policy(findings: Findings, sender: str, names: Names) -> Findings:
    """What a server said that it found, and what the domain wants where the server did not tell."""
    domain = sender.rpartition("@")[2].lower()
    if findings.dmarc.domain not in ("", domain):
        return replace(findings, dmarc=Finding())  # it speaks of another sender than we show
    if findings.dmarc.verdict != Verdict.FAIL or findings.policy:
        return findings
    try:
        return replace(findings, policy=dmarc.published(domain, names)[0])
    except dmarc.NoAnswer:
        return findings
