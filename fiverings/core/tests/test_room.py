"""What calls deeply is called in one piece of memory that is wide enough for it."""

from __future__ import annotations

from fiverings.core.room import PLACES, with_room


def test_what_is_called_with_room_is_called_as_without() -> None:
    assert with_room(max, 3, 5, 4) == 5


def test_the_call_keeps_its_room() -> None:
    assert with_room.__code__.co_stacksize == PLACES
