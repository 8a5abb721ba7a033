"""What can be found of a mail when one asks whether it comes from whom it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """The answer of one test; unchecked is no answer, unknown one that could not be had."""

    UNCHECKED = ""
    PASS = "pass"
    FAIL = "fail"
    SOFTFAIL = "softfail"
    NONE = "none"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """A verdict, the domain that it is about, and why, in words."""

    verdict: Verdict = Verdict.UNCHECKED
    domain: str = ""
    why: str = ""


@dataclass(frozen=True)
class Findings:
    """All that was found of one mail; `policy` is what its domain wants done with what fails."""

    spf: Finding = Finding()
    dkim: list[Finding] = field(default_factory=list)
    dmarc: Finding = Finding()
    policy: str = ""

    @property
    def best_signature(self) -> Finding:
        """The signature that says most: one that fits, else the first."""
        fits = (each for each in self.dkim if each.verdict == Verdict.PASS)
        return next(fits, next(iter(self.dkim), Finding()))

    @property
    def why(self) -> str:
        """All reasons, a line each."""
        signed = [each.why for each in self.dkim]
        return "\n".join(dict.fromkeys(each for each in [self.spf.why, *signed, self.dmarc.why] if each))
