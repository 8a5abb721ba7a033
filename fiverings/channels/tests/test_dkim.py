"""The signature that the standard gives as an example."""

from __future__ import annotations

import pytest

from fiverings.channels.gateways.mail import dkim
from fiverings.channels.gateways.mail.naming import Names
from tests.world import NOW

from .names import serving

FOOTBALL_KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
FOOTBALL = b"""\
DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
"""
"""Mail and key of RFC 8463, appendix A."""


@pytest.mark.parametrize(("raw", "verdict"), [(FOOTBALL, "pass"), (FOOTBALL.replace(b"lost", b"won"), "fail")])
def test_the_example_fits_as_long_as_nobody_changes_it(raw: bytes, verdict: str) -> None:
    with serving() as zone:
        zone.say("brisbane._domainkey.football.example.com", "TXT", f"v=DKIM1; k=ed25519; p={FOOTBALL_KEY}")
        assert [str(each.verdict) for each in dkim.check(raw, names=Names(zone.address), at=NOW)] == [verdict]
