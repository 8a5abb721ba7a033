"""Planning: what real work adds to a talk: asking, promising, pacing, proposing, and hearing that it works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from demo.lines import Line, on_the_clock
from demo.northbell import STAFF
from demo.stories import Scene
from demo.timing import OURS, in_hours

Steps = list[tuple[datetime, Line]]
SOON = timedelta(minutes=100)
A_DAY, HALF_A_DAY = timedelta(hours=20), timedelta(hours=6)
TOLD = ("say", "proposes")
WAYS = ("link", "link", "link", "call", "call")
BROKEN = 0.12
SAID_SOON = 0.7
ANSWERS: dict[int, list[dict[str, object]]] = {
    1: [{"nobody_gets_through": "yes"}, {"emergency_fails": "yes"}, {"nobody_gets_through": "no", "danger": "yes"}],
    2: [{"nobody_gets_through": "no", "many": "yes", "way_around": "no"}],
    3: [{"nobody_gets_through": "no", "one_device": "yes"}, {"many": "no", "way_around": "yes"}],
}
WISHES: list[dict[str, object]] = [{"nobody_gets_through": "no", "wish": "yes"}, {"many": "no", "wish": "yes"}]


@dataclass
class Plan:
    """One scene with all that is done in it, each thing at its moment."""

    scene: Scene
    steps: Steps
    zone: str
    now: datetime
    chance: Random

    @classmethod
    def of(cls, scene: Scene, times: list[datetime], *, zone: str, now: datetime, chance: Random) -> Steps:
        """The lines of a scene and what they leave unsaid, in the order of time."""
        told = zip(times, scene.lines, strict=True)
        plan = cls(scene, [(at, each.by_the_clock(now)) for at, each in told], zone, now, chance)
        plan.solve()
        if plan.is_ours() and not plan.has("asked", "merge"):
            plan.pace()
            plan.begin()
        return sorted(plan.steps, key=lambda step: step[0])

    def has(self, *acts: str) -> bool:
        return any(each.act in acts for _at, each in self.steps)

    def is_ours(self) -> bool:
        return any(each.who in STAFF for _at, each in self.steps)

    def solve(self) -> None:
        """What was closed is proposed first, and the customer says that it works, or says nothing."""
        self.solve_for_a_while()
        at, last = self.steps[-1]
        if last.act != "close":
            return
        solved = [place for place, (_at, each) in enumerate(self.steps) if each.how.get("solves")]
        if solved:
            when, line = self.steps[solved[-1]]
            self.steps[solved[-1]] = when, replace(line.told(solution=last.words), act="proposes")
            self.steps.pop()
            self.hear_that_it_works(at, last, "mail" if self._is_theirs_after(when) else "link")
        else:
            self.steps[-1] = at, replace(last, act="proposes")
            self.hear_that_it_works(self._later(at, 8, 300), last, self.chance.choice(WAYS))

    def solve_for_a_while(self) -> None:
        """What was closed before its last word was found to work, and did not last."""
        for place, (at, each) in enumerate(self.steps[:-1]):
            if each.act == "close":
                self.steps[place] = at, replace(each, act="proposes")
                agreed = at + (self.steps[place + 1][0] - at) / 3
                self._add(agreed, Line(self.scene.lines[0].who, "", act="confirms"))
        self.steps.sort(key=lambda step: step[0])

    def hear_that_it_works(self, at: datetime, last: Line, how: str) -> None:
        """By the page, by telephone or by mail; who says nothing is asked again."""
        if not last.agreed:
            self._add(self._later(at, 1500, 1800), Line(last.who, last.words, act="again"))
            return
        proposed = max(when for when, each in self.steps if each.act == "proposes")
        if at >= self.now and self.chance.random() < SAID_SOON:
            at = proposed + (self.now - proposed) * 3 / 5
        if at - proposed > A_DAY and (again := self._later(proposed, 1200, 1380)) < at:
            self._add(again, Line(last.who, last.words, act="again"))
        self._add(at, Line(self.scene.lines[0].who, "", act="confirms", how={"how": how}))
        if self.scene.severity < 3:
            self._add(self._later(at + timedelta(days=6), 30, 60), Line(last.who, "", act="checks"))

    def pace(self) -> None:
        """Between two days of ours they know when they hear from us, or we wait for them."""
        if self._keeps_a_fix():
            return
        for place, (at, each) in enumerate(self.steps):
            if each.act != "say" or each.who not in STAFF or each.waits or "kind" in each.how or each.bounced:
                continue
            following = self._talk_after(place)
            if following is None:
                self.steps[place] = at, each.told(kind="next_update", due=self._some_day())
            elif following[1].who in STAFF and following[0] - at > A_DAY:
                self.steps[place] = at, each.told(kind="next_update", due=self._after(following[0]))
            elif following[1].who not in STAFF and following[0] - at > HALF_A_DAY:
                self.steps[place] = at, replace(each, waits=True)

    def begin(self) -> None:
        """Somebody asks what must be known, and says by when the customer hears what."""
        place = next(place for place, (_at, each) in enumerate(self.steps) if each.who in STAFF)
        heard, answered = self.steps[0][0], self.steps[place][0]
        with_it = asked = answered - min(timedelta(seconds=90), (answered - heard) / 3)
        if answered - heard > SOON:
            asked = min(asked, self._later(heard, 8, 40))
        kind, due = self._first_promise(place, asked)
        pool = ANSWERS[self.scene.severity] if self.scene.is_incident or self.scene.severity < 3 else WISHES
        how = {"kind": kind, "due": due, "answers": self.chance.choice(pool), "unknown": self.chance.random() < 0.14}
        how["calls"] = asked < with_it
        self.steps.insert(place, (asked, Line("", self.scene.subject, act="begins", how=how)))

    def _first_promise(self, place: int, asked: datetime) -> tuple[str, datetime]:
        """That it works again, or an answer; now and then for a time before it was done."""
        wanted = "proposes" if self._keeps_a_fix() else "say"
        talk = (at for at, each in self.steps[place:] if each.who in STAFF and each.act in (wanted, "proposes"))
        done, kind = next(talk, None), "fix" if wanted == "proposes" else "answer"
        if done is None:
            return kind, self._some_day()
        early = on_the_clock(done - timedelta(minutes=self.chance.randint(20, 45)))
        if self.chance.random() < BROKEN and early - asked > timedelta(minutes=30) and early < done:
            return kind, early
        return kind, self._after(done)

    def _keeps_a_fix(self) -> bool:
        """Whether they are told by when it works again."""
        spoke_last = next(each for _at, each in reversed(self.steps) if each.act in (*TOLD, "confirms", "again"))
        solved = max((at for at, each in self.steps if each.act == "proposes"), default=None)
        if solved is None:
            return self.scene.is_incident or spoke_last.who not in STAFF
        first = next(at for at, each in self.steps if each.who in STAFF)
        return self.scene.is_incident or solved - first > A_DAY

    def _talk_after(self, place: int) -> tuple[datetime, Line] | None:
        return next((step for step in self.steps[place + 1 :] if step[1].act in TOLD and not step[1].is_auto), None)

    def _is_theirs_after(self, when: datetime) -> bool:
        said = (each for at, each in self.steps if at > when and each.act == "say")
        return any(each.who not in STAFF and not each.sender and not each.is_auto for each in said)

    def _after(self, moment: datetime) -> datetime:
        return on_the_clock(moment + timedelta(minutes=self.chance.randint(5, 90)), minutes=15)

    def _later(self, moment: datetime, fewest: int, most: int) -> datetime:
        wished = moment + timedelta(minutes=self.chance.randint(fewest, most), seconds=self.chance.randrange(60))
        return wished if self.scene.night else in_hours(wished, self.zone, OURS, self.chance)

    def _some_day(self) -> datetime:
        """A time of the next few working days."""
        return on_the_clock(self._later(self.now, 26 * 60, 6 * 24 * 60), minutes=30)

    def _add(self, at: datetime, line: Line) -> None:
        """Unless it has not happened yet."""
        if at < self.now:
            self.steps.append((at, line))


def owner_of(scene: Scene, advocates: tuple[str, ...]) -> str:
    """Who owned it from the beginning: who closed it or answered first, unless it changed hands."""
    if scene.owner or any(each.act in ("take", "offer") for each in scene.lines):
        return scene.owner or advocates[0]
    return next((each for each in _spoke(scene) if "advocate" in STAFF[each][1]), advocates[0])


def _spoke(scene: Scene) -> Iterator[str]:
    if scene.lines[-1].act == "close":
        yield scene.lines[-1].who
    yield from (each.who for each in scene.lines if each.act == "say" and each.who in STAFF)
