"""When each line of a scene falls: in opening hours, in order, and never later than now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from demo.lines import Line
from demo.northbell import STAFF, ZONE
from demo.stories import Scene

OURS = (time(8, 30), time(17, 0))
THEIRS = (time(7, 50), time(18, 10))
MINUTES = {"note": (4, 35), "close": (45, 1500), "offer": (5, 40), "take": (5, 40)}
MINUTES_OF_OURS = (9, 95)
MINUTES_OF_THEIRS = (20, 400)


def moments(scene: Scene, *, zone: str, now: datetime, chance: Random) -> list[datetime]:
    """The moment of each line, each later than the one before."""
    found: list[datetime] = []
    for line in scene.lines:
        if line.ago is not None:
            wished = now - line.ago
        elif not found:
            wished = _beginning(scene, zone, now, chance)
        else:
            wished = _following(line, found[-1], zone, chance, night=scene.night)
        found.append(wished)
    return list(_in_order(found, now))


def weekday_before(moment: datetime) -> datetime:
    """The same hour of the last working day, unless this is one."""
    return moment - timedelta(days=max(0, moment.weekday() - 4))


def _beginning(scene: Scene, zone: str, now: datetime, chance: Random) -> datetime:
    here = now.astimezone(ZoneInfo(zone)) - timedelta(days=scene.ago)
    at = scene.at or time(chance.choice((8, 9, 9, 10, 10, 11, 13, 14, 15, 16)), chance.randrange(60))
    begins = here.replace(hour=at.hour, minute=at.minute, second=chance.randrange(60), microsecond=0)
    return begins if scene.night else weekday_before(begins)


def _following(line: Line, before: datetime, zone: str, chance: Random, *, night: bool) -> datetime:
    is_ours = line.who in STAFF
    usual = MINUTES.get(line.act, MINUTES_OF_OURS if is_ours else MINUTES_OF_THEIRS)
    wait = line.after or timedelta(minutes=chance.randint(*usual))
    wished = before + wait + timedelta(seconds=chance.randrange(60))
    if night or line.is_auto:
        return wished
    return in_hours(wished, ZONE if is_ours else zone, OURS if is_ours else THEIRS, chance)


def in_hours(moment: datetime, zone: str, hours: tuple[time, time], chance: Random) -> datetime:
    """The moment itself when somebody is there, else early on the next day that somebody is."""
    here = moment.astimezone(ZoneInfo(zone))
    opens, closes = hours
    if here.weekday() < 5 and opens <= here.time() < closes:
        return moment
    if here.time() >= opens:
        here += timedelta(days=1)
    here += timedelta(days=(7 - here.weekday()) % 7 if here.weekday() > 4 else 0)
    morning = here.replace(hour=opens.hour, minute=opens.minute, second=chance.randrange(60))
    return morning + timedelta(minutes=chance.randrange(4, 70))


def _in_order(wished: list[datetime], now: datetime) -> Iterator[datetime]:
    """The moments as they were wished, pressed together where they would reach into the future."""
    before: datetime | None = None
    for place, moment in enumerate(wished):
        latest = now - timedelta(minutes=2 * (len(wished) - place))
        if before is not None and moment <= before:
            moment = before + timedelta(seconds=40)
        if moment > latest:
            moment = (
                latest if before is None or latest > before else before + (now - before) / (len(wished) - place + 1)
            )
        yield moment
        before = moment
