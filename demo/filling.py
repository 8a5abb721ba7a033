"""Filling: the whole of Northbell's eight months, told in the order of time."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings

from demo.hands import Act, Watch, perform
from demo.introducing import introduce
from demo.northbell import ZONE, Northbell
from demo.planning import Plan, owner_of
from demo.routine import Pool
from demo.stories import Scene, Story, read_all, read_scenes
from demo.telling import Telling
from demo.timing import moments, weekday_before
from fiverings.cases.models.opening import next_number
from fiverings.core import clock
from fiverings.core.journal import history

DAYS_TOLD = 245
STRANGERS = Path(__file__).parent / "strangers.toml"
HANDS = 4
"""More than the smallest machine has cores: one or two of them wait for the others at any moment."""
ARRIVED = timedelta(hours=2, minutes=20)


Progress = Callable[[datetime, int, int], object]
"""Is told up to when the months are told, with how many cases, of how many."""


def fill(
    *,
    stories: list[Story] | None = None,
    now: datetime | None = None,
    hands: int = HANDS,
    progress: Progress = lambda *reached: None,
) -> int:
    """Tell the months up to now, marked as seeded, with nothing that follows; how many cases were told."""
    now = now or clock.now()
    northbell = Northbell(began=first_morning(now), now=now)
    company = Company(northbell, read_all() if stories is None else stories)
    with history("seeded"):
        northbell.build()
        northbell.everybody()
        company.plan_our_days()
        company.live(hands=hands, progress=progress)
    return len(company.tellings)


def first_morning(now: datetime) -> datetime:
    """The working day on which the house was opened, at nine."""
    here = now.astimezone(ZoneInfo(ZONE)).replace(hour=9, minute=0, second=0, microsecond=0)
    return weekday_before(here - timedelta(days=DAYS_TOLD))


class Company:
    """All that customers and we said and did, each thing with its moment."""

    def __init__(self, northbell: Northbell, stories: list[Story]) -> None:
        self.northbell = northbell
        self.tellings: list[tuple[datetime, Telling]] = []
        self.acts: list[Act] = []
        pool = Pool()
        for place, story in enumerate(stories):
            self.expect(story, place, [*story.scenes, *pool.deal(story)])
        self.expect_strangers(read_scenes(STRANGERS))

    def live(self, *, hands: int, progress: Progress = lambda *reached: None) -> None:
        """Let everything happen, in the order of time, each act in a transaction of its own."""
        self.number_the_cases()
        perform(self.acts, hands=hands, now=self.northbell.now, watch=self._counting(progress))

    def _counting(self, progress: Progress) -> Watch:
        """How far it is, in cases that have begun by then."""
        begun = [at for at, _telling in self.tellings]
        return lambda at: progress(at, bisect(begun, at), len(begun))

    def plan_our_days(self) -> None:
        """What our own people do besides."""
        for ago, happen in (
            (timedelta(days=3), self.northbell.plan_an_absence),
            (ARRIVED, self.northbell.come_to_work),
        ):
            at = self.northbell.now - ago
            self.acts.append(Act(at, partial(happen, at)))

    def expect(self, story: Story, place: int, scenes: list[Scene]) -> None:
        """Look forward to one account: the day it joins, and all of its scenes."""
        begins = self.northbell.began + timedelta(minutes=3 * place)
        if story.joined:
            begins = weekday_before(self.northbell.now - timedelta(days=story.joined))
        tellings = [Telling(scene, self.northbell, language=story.language, domain=story.domain) for scene in scenes]
        self.acts.append(Act(begins, partial(self.introduce, story, begins, tellings), place))
        chance = Random(f"moments of {story.name}")
        for telling in tellings:
            telling.owner = owner_of(telling.scene, story.advocates)
            self.schedule(telling, zone=story.zone, chance=chance, hand=place)

    def expect_strangers(self, scenes: Iterable[Scene]) -> None:
        """Look forward to those whom we do not know."""
        for scene in scenes:
            self.schedule(Telling(scene, self.northbell), zone=ZONE, chance=Random(scene.subject))

    def introduce(self, story: Story, begins: datetime, tellings: Iterable[Telling]) -> None:
        account, contacts = introduce(story, northbell=self.northbell, at=begins)
        for telling in tellings:
            telling.account, telling.contacts = account, contacts

    def schedule(self, telling: Telling, *, zone: str, chance: Random, hand: int = 0) -> None:
        scene, known = telling.scene, {"zone": zone, "now": self.northbell.now, "chance": chance}
        steps = Plan.of(scene, moments(scene, **known), **known)
        self.tellings.append((steps[0][0], telling))
        self.acts += (Act(at, partial(telling.live, line, at), hand) for at, line in steps)

    def number_the_cases(self) -> None:
        """In the order in which they began; the one that has its number by name sets the count for all."""
        self.tellings.sort(key=lambda each: each[0])
        known = {telling.scene.number: place for place, (_begins, telling) in enumerate(self.tellings)}
        number = next((number - place for number, place in known.items() if number), None)
        if number is None:
            return
        for place, (_begins, telling) in enumerate(self.tellings):
            telling.number = f"{settings.CASE_PREFIX}-{number + place}"
        use_numbers_up_to(number + len(self.tellings) - 1)


def use_numbers_up_to(last: int) -> None:
    """Take the visible numbers of the told cases off the roll, so that the next case gets one that nobody has."""
    while int(next_number().rpartition("-")[2]) < last:
        pass
