"""What the servers of mailboxes say of a mail, as Gmail, Microsoft 365 and others write it."""

from __future__ import annotations

import pytest

from fiverings.channels.gateways.mail.testimony import heard, is_marked_as_spam
from fiverings.channels.gateways.mail.trust import head_of

GMAIL = b"""\
Delivered-To: support@northbell.example
Received: by 2002:a05:6402:1 with SMTP id x1; Wed, 29 Apr 2026 06:14:05 -0700
Authentication-Results: mx.google.com;
       dkim=pass header.i=@mapledental.example header.s=k header.b=abc;
       spf=pass (google.com: domain of priya@mapledental.example designates 192.0.2.1 as permitted sender)
       smtp.mailfrom=priya@mapledental.example;
       dmarc=fail (p=QUARANTINE sp=NONE dis=NONE) header.from=mapledental.example
From: priya@mapledental.example

"""
MICROSOFT = b"""\
Authentication-Results: spf=softfail (sender IP is 192.0.2.1)
 smtp.mailfrom=mapledental.example; dkim=none (message not signed)
 header.d=none;dmarc=bestguesspass action=none
 header.from=mapledental.example;compauth=pass reason=109
Authentication-Results-Original: mx.google.com; dmarc=pass
From: priya@mapledental.example

"""


def test_gmail_is_understood() -> None:
    found = heard(head_of(GMAIL), witness="mx.google.com")
    assert found is not None
    assert (found.spf.verdict, found.spf.domain) == ("pass", "mapledental.example")
    assert (found.best_signature.verdict, found.best_signature.domain) == ("pass", "mapledental.example")
    assert (found.dmarc.verdict, found.policy) == ("fail", "quarantine")


def test_microsoft_365_is_understood_though_it_does_not_name_itself() -> None:
    found = heard(head_of(MICROSOFT), witness="mx.microsoft.com")
    assert found is not None
    assert (found.spf.verdict, found.dkim, found.dmarc.verdict, found.policy) == ("softfail", [], "none", "")


@pytest.mark.parametrize("witness", ["mx.example", "google.com", "x.google.com"])
def test_nobody_else_is_heard(witness: str) -> None:
    assert heard(head_of(GMAIL), witness=witness) is None
    assert heard(head_of(MICROSOFT), witness=witness) is None


def test_of_several_results_only_the_topmost_counts() -> None:
    below = b"Authentication-Results: mx.google.com; dmarc=pass\n"
    found = heard(head_of(GMAIL.replace(b"From:", below + b"From:")), witness="mx.google.com")
    assert found is not None
    assert found.dmarc.verdict == "fail"


def test_only_the_topmost_mark_of_spam_counts() -> None:
    assert is_marked_as_spam(head_of(b"X-Spam-Flag: YES\n\n"))
    assert not is_marked_as_spam(head_of(b"X-Spam-Status: No, score=0.1\nX-Spam-Flag: YES\n\n"))
    assert not is_marked_as_spam(head_of(b"Subject: X-Spam-Flag: YES\n\nX-Spam-Flag: YES\n"))
