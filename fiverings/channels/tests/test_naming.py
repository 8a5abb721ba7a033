"""A DNS that answers nobody is left alone for a while, and who owns a slow domain slows down nobody else's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fiverings.channels.gateways.mail import naming
from fiverings.channels.gateways.mail.naming import SERVERS, Names, NoAnswer
from fiverings.channels.gateways.mail.patience import LEFT_ALONE_FOR, MISSES_AT_MOST

from .names import Zone, serving

MAPLE, RIVER = "maple.example", "river.example"
SLOW = [f"slow{each}.example" for each in range(2 * MISSES_AT_MOST)]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Zone]:
    monkeypatch.setattr(naming, "ONE_WITHIN", 0.4)
    monkeypatch.setattr(naming, "HURRIED_WITHIN", 0.25)
    with serving() as zone:
        zone.say(MAPLE, "TXT", "v=spf1 -all")
        zone.silent |= {*SLOW, *(f"a.{each}" for each in SLOW)}
        yield zone


def ask(zone: Zone, *names: str) -> list[str]:
    """The last answer; what is not answered is nothing."""
    found = []
    for name in names:
        try:
            found = Names(zone.address).texts(name)
        except NoAnswer:
            found = []
    return found


def test_a_slow_zone_is_left_alone_and_no_other_is(zone: Zone) -> None:
    ask(zone, *[SLOW[0]] * MISSES_AT_MOST)
    heard = len(zone.asked)
    with pytest.raises(NoAnswer, match="left alone"):
        Names(zone.address).texts(f"a.{SLOW[0]}")
    assert len(zone.asked) == heard
    assert ask(zone, MAPLE) == ["v=spf1 -all"]


def test_many_slow_zones_in_a_row_hide_nobody_s_policy(zone: Zone) -> None:
    ask(zone, *SLOW)
    assert ask(zone, MAPLE) == ["v=spf1 -all"], "the server answers for others"
    assert "." in zone.asked, "it was asked for what nobody can slow down"


def test_after_slow_strangers_only_strangers_are_hurried(zone: Zone) -> None:
    ask(zone, MAPLE, *SLOW[:MISSES_AT_MOST])
    zones = SERVERS[zone.address].zones
    assert (zones.hurries(MAPLE), zones.hurries(RIVER)) == (False, True)


def test_a_server_that_answers_nobody_is_left_alone_and_asked_again_later(zone: Zone) -> None:
    ask(zone, MAPLE)
    zone.silent.add("*")
    ask(zone, *SLOW[:MISSES_AT_MOST])
    heard = len(zone.asked)
    zone.silent.clear()
    assert (ask(zone, MAPLE), len(zone.asked)) == ([], heard)
    SERVERS[zone.address].zones.server.until -= LEFT_ALONE_FOR
    assert ask(zone, MAPLE)


def test_what_others_take_leaves_time_for_the_sender_s_own_domain(zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "OTHERS_WITHIN", 0.6)
    names = Names(zone.address, about=MAPLE)
    for each in SLOW:
        with pytest.raises(NoAnswer):
            names.texts(each)
    assert not set(SLOW[3:]) & set(zone.asked)
    assert names.texts(MAPLE)


def test_a_good_answer_is_kept_as_long_as_it_says_and_none_is_asked_again(zone: Zone) -> None:
    zone.lasts = 60
    ask(zone, MAPLE, MAPLE, RIVER, RIVER)
    assert (zone.asked.count(MAPLE), zone.asked.count(RIVER)) == (1, 2)
