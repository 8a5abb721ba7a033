"""A DNS that answers nobody is left alone for a while, so that no mail waits for it."""

from __future__ import annotations

import pytest

from fiverings.channels.gateways.mail import naming
from fiverings.channels.gateways.mail.naming import MISSES_AT_MOST, Names, NoAnswer

from .names import Zone, serving

NOBODY = "nobody.example"


def ask(zone: Zone, name: str) -> list[str]:
    return Names(zone.address).texts(name)


def test_who_does_not_answer_thrice_is_left_alone_and_asked_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "ONE_WITHIN", 0.05)
    with serving() as zone:
        zone.say("maple.example", "TXT", "v=spf1 -all")
        zone.silent.add(NOBODY)
        for name in (*[NOBODY] * (MISSES_AT_MOST - 1), "maple.example", *[NOBODY] * MISSES_AT_MOST):
            if name != NOBODY:
                assert ask(zone, name) == ["v=spf1 -all"], "an answer between them forgives"
                continue
            with pytest.raises(NoAnswer, match="did not answer"):
                ask(zone, name)
        heard = len(zone.asked)
        with pytest.raises(NoAnswer, match="left alone"):
            ask(zone, "maple.example")
        assert len(zone.asked) == heard
        monkeypatch.setattr(naming, "PATIENCE", {})
        assert ask(zone, "maple.example")
