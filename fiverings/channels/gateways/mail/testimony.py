"""What the server of a mailbox says of a mail it took: Authentication-Results (RFC 8601), and marks of spam."""

from __future__ import annotations

import re

from .dkim_form import Field
from .verdicts import Finding, Findings, Verdict

NOT_NAMED = "mx.microsoft.com"
"""Microsoft 365 signs its results with no name; we name it so."""
SAID = {
    "pass": Verdict.PASS,
    "fail": Verdict.FAIL,
    "hardfail": Verdict.FAIL,
    "softfail": Verdict.SOFTFAIL,
    "temperror": Verdict.UNKNOWN,
    "permerror": Verdict.BROKEN,
}
COMMENT = re.compile(r"\((?:[^()\\]|\\.){0,500}+\)")
RESULT = re.compile(r"\s*(spf|dkim|dmarc)(?:/\d+)?\s*=\s*([a-z]+)(.*)", re.I | re.S)
DOMAINS = {"spf": ("smtp.mailfrom", "smtp.helo"), "dkim": ("header.d", "header.i"), "dmarc": ("header.from",)}
POLICY = re.compile(r"\bp=(none|quarantine|reject)\b", re.I)
FIELDS_AT_MOST = 50


def heard(fields: list[Field], *, witness: str) -> Findings | None:
    """What a server that we know by name found, in the topmost field it wrote; None when it wrote none.

    Others may have written such fields as well, under names of their own: whatever they say counts for nothing.
    """
    written = [each for each in fields if each.name == b"authentication-results"][:FIELDS_AT_MOST]
    for each in written:
        words = each.value.decode("utf-8", "replace")
        bare = _without_comments(words)
        if _name_in(bare) == witness.lower():
            return _read(bare, words)
    return None


def is_marked_as_spam(fields: list[Field]) -> bool:
    """Whether its topmost mark calls it spam: X-Spam-Flag: YES, or X-Spam-Status: Yes."""
    marks = [each for each in fields if each.name in (b"x-spam-flag", b"x-spam-status")]
    return bool(marks) and marks[0].value.strip().lower().startswith(b"yes")


def _without_comments(words: str) -> str:
    before = ""
    while words != before:
        before, words = words, COMMENT.sub(" ", words)
    return words


def _name_in(words: str) -> str:
    named = (words.partition(";")[0].split() or [""])[0].strip('"').lower()
    return NOT_NAMED if "=" in named else named


def _read(bare: str, words: str) -> Findings:
    found: dict[str, list[Finding]] = {"spf": [], "dkim": [], "dmarc": []}
    for part in bare.split(";"):
        if result := RESULT.match(part):
            kind = result[1].lower()
            found[kind].append(_finding(kind, result[2].lower(), result[3]))
    policy = POLICY.search(words)
    spf, dmarc = (next(iter(found[kind]), Finding()) for kind in ("spf", "dmarc"))
    signed = [each for each in found["dkim"] if each.verdict != Verdict.NONE]
    return Findings(spf, signed, dmarc, policy[1].lower() if policy else "")


def _finding(kind: str, said: str, more: str) -> Finding:
    domain = ""
    for name in DOMAINS[kind]:
        value = re.search(rf"{re.escape(name)}\s*=\s*\"?([^\s;\"]+)", more, re.I)
        domain = domain or (value[1].rpartition("@")[2].lower().strip("<>") if value else "")
    of = f" of {domain}" if domain else ""
    return Finding(SAID.get(said, Verdict.NONE), domain, f"Its server says: {kind.upper()}{of}: {said}.")
