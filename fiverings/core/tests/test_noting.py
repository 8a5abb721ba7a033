"""What was answered once is told again only to whoever may still see what it was about."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404, HttpResponse
from ninja import Status

from fiverings.core.noting import note_told, noted
from fiverings.core.once import once
from fiverings.core.problems import Problem
from fiverings.core.sending import sent_once
from fiverings.core.tests.test_once import asked, ticking, ticks
from fiverings.core.tests.test_sending import sent
from tests.world import World


def test_what_is_told_of_a_record_is_told_again_only_to_whoever_may_still_see_it(world: World) -> None:
    def act() -> HttpResponse:
        note_told(request, Status(201, {"accounts": [world.maple]}))
        return ticking()()

    for _ in range(2):
        request = asked(world.dana)
        assert once(request, act).content == b"1"
    world.maple.make_confidential(reason="A lawsuit", by=world.ana)
    with pytest.raises(Problem) as refused:
        once(asked(world.dana), act)
    assert refused.value.status == 404 and ticks() == 1


def test_what_an_act_itself_takes_out_of_sight_is_told_again(world: World) -> None:
    request = asked(world.dana)

    def act() -> HttpResponse:
        noted(request, world.maple)
        world.maple.make_confidential(reason="A lawsuit", by=world.ana)
        return ticking()()

    assert once(request, act).content == once(asked(world.dana), act).content == b"1"


def test_what_a_form_showed_is_shown_again_only_to_whoever_may_still_see_it(world: World) -> None:
    def send() -> Any:
        request = sent(by=world.dana)
        return sent_once(request, lambda: HttpResponse("It rings.") if noted(request, world.maple) else None)

    assert send().content == send().content == b"It rings."
    world.maple.make_confidential(reason="A lawsuit", by=world.ana)
    with pytest.raises(Http404):
        send()
