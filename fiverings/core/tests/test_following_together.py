"""Following together: what follows from a few lines, or one thing from many, is done in one go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fiverings.core import following
from fiverings.core.following import when
from fiverings.core.journal import announce
from fiverings.core.models import Entry, FailedReaction, Reacted
from fiverings.people.models import Person
from tests.world import World

from .waving import Waved


def test_what_follows_a_line_is_one_transaction_as_long_as_all_goes_well(
    world: World, reactions: dict[str, object]
) -> None:
    seen: list[int] = []
    for name in ("first", "second"):
        when(Waved)(reaction_named(name, seen))
    (line,) = announce(Waved(world.ben), by=world.ana)
    following.follow(line.id)
    assert seen == [2, 2]


def reaction_named(name: str, seen: list[int]) -> Callable[[Waved], None]:
    """A reaction that notes how many are under way in its transaction."""

    def note(event: Waved) -> None:
        seen.append(Reacted.objects.filter(entry=event.entry).count())

    note.__name__ = name
    return note


def test_what_follows_several_lines_together_is_done_in_one_go_and_says_which_line_caused_it(
    world: World, reactions: dict[str, object]
) -> None:
    calls: list[list[int]] = []

    def wave_back_to_all(events: Sequence[Waved]) -> None:
        calls.append([event.times for event in events])
        first = [event for event in events if event.times < 40]
        if first:
            back = [Waved(event.to, times=40 + event.times) for event in first]
            announce(*back, by=None, because=[event.entry for event in first])

    @when(Waved, many=wave_back_to_all)
    def wave_back(event: Waved) -> None:
        wave_back_to_all([event])

    lines = announce(*(Waved(world.ben, times=n) for n in range(30)), by=world.ana)
    following.follow(lines[0].id)
    effects = Entry.objects.filter(origin__in=[line.id for line in lines]).order_by("id")
    following.follow(effects[0].id)
    following.follow(lines[0].id)
    assert calls == [list(range(30)), list(range(40, 70))]
    assert [(each.cause_id, each.depth) for each in effects] == [(line.id, 1) for line in lines]
    assert Reacted.objects.filter(entry__in=lines).count() == 30


def test_where_one_of_several_cannot_be_followed_the_others_are(
    world: World, settle: Callable[..., None], reactions: dict[str, object]
) -> None:
    def rename_all(events: Sequence[Waved]) -> None:
        for event in events:
            Person.objects.filter(id=event.to.id).update(known_as=f"Waved {event.times}")
            if event.times == 2:
                raise ZeroDivisionError

    @when(Waved, many=rename_all)
    def rename(event: Waved) -> None:
        rename_all([event])

    people = [world.ana, world.ben, world.chidi]
    lines = announce(*(Waved(each, times=n) for n, each in enumerate(people, 1)), by=None)
    settle(failing=True)
    assert FailedReaction.objects.get().entry == lines[1]
    names = [Person.objects.get(id=each.id).known_as for each in people]
    assert names == ["Waved 1", "Ben", "Waved 3"]
