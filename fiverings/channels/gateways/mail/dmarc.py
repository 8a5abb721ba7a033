"""DMARC (RFC 7489): whether what was proven concerns the domain that a mail shows as its sender's."""

from __future__ import annotations

import re

from .dkim_form import tags_in
from .naming import Names, NoAnswer, house_of
from .verdicts import Finding, Findings, Verdict

POLICIES = ("none", "quarantine", "reject")


def check(sender: str, findings: Findings, *, names: Names) -> tuple[Finding, str]:
    """What all that was found means for the sender's domain, and what that domain wants done when it fails."""
    domain = sender.rpartition("@")[2].lower()
    if not findings.dkim and findings.spf.verdict == Verdict.UNCHECKED:
        return Finding(), ""
    try:
        policy, tags = published(domain, names)
    except NoAnswer as away:
        return Finding(Verdict.UNKNOWN, domain, str(away)), ""
    tests = [each for each in [findings.spf, *findings.dkim] if each.domain]
    telling = [each for each in tests if _is_of(domain, each.domain, _strictly(each, findings, tags))]
    if proven := next((each for each in telling if each.verdict == Verdict.PASS), None):
        return Finding(Verdict.PASS, domain, f"It comes from {domain}, proven by {proven.domain}."), policy
    if any(each.verdict == Verdict.UNKNOWN for each in telling):  # what another domain would say could prove nothing
        return Finding(Verdict.UNKNOWN, domain), policy
    if findings.spf.verdict == Verdict.UNCHECKED:  # a server of ours brought it: who brought it there is not known
        return Finding(), policy
    if not policy:
        return Finding(Verdict.NONE, domain, f"{domain} does not say what to think of mail that is not proven."), ""
    return Finding(Verdict.FAIL, domain, f"Nothing proves that it comes from {domain}."), policy


def published(domain: str, names: Names) -> tuple[str, dict[str, str]]:
    """What a domain, or the one it belongs to, wants done with mail that fails, and the rest that it says."""
    house = house_of(domain)
    for asked in dict.fromkeys([domain, house]):
        found = [each for each in names.texts(f"_dmarc.{asked}") if re.match(r"v\s*=\s*DMARC1\s*(;|$)", each)]
        if len(found) == 1:
            tags = {name.lower(): value for name, value in tags_in(found[0]).items()}
            wanted = tags.get("p", "none") if asked == domain else tags.get("sp", tags.get("p", "none"))
            return _meant(wanted.lower(), tags), tags
    return "", {}


def _meant(wanted: str, tags: dict[str, str]) -> str:
    """What a domain wants; one that only tries it out (`t=y`, or `pct` below 100) wants one step less."""
    step = POLICIES.index(wanted) if wanted in POLICIES else 0
    share = tags.get("pct", "100").strip()
    tries = tags.get("t", "n").strip().lower() == "y" or (share.isdecimal() and int(share[:9]) < 100)
    return POLICIES[max(step - tries, 0)]


def _strictly(proof: Finding, findings: Findings, tags: dict[str, str]) -> bool:
    return tags.get("aspf" if proof is findings.spf else "adkim", "r").lower() == "s"


def _is_of(domain: str, proven: str, strictly: bool) -> bool:
    """Whether a proven domain speaks for the one that is shown."""
    return proven == domain or (not strictly and house_of(proven) == house_of(domain))
