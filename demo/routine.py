"""The small exchanges of every week, which fill the months between the scenes; no account hears one twice."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from string import Formatter

from demo.lines import Line, made
from demo.northbell import STAFF
from demo.stories import Scene, Story

FILE = Path(__file__).parent / "routine.toml"
LATEST, EARLIEST = 9, 236


@dataclass(frozen=True)
class Exchange:
    """A need, our answer, what they say to it, and what solved it, with room for names."""

    subject: str
    need: str
    answer: str
    solved: str
    thanks: str = ""
    note: str = ""
    language: str = "en"

    def fields(self) -> set[str]:
        """What an account must have for this to be said of it."""
        whole = "".join((self.subject, self.need, self.answer, self.thanks, self.note, self.solved))
        return {name for _text, name, _spec, _conversion in Formatter().parse(whole) if name}

    def lines(self, who: str, advocate: str, names: dict[str, str]) -> Iterator[Line]:
        yield Line(who, self.need.format(**names))
        if self.note:
            yield Line(advocate, self.note.format(**names), act="note")
        yield Line(advocate, self.answer.format(**names), how={"solves": True})
        if self.thanks:
            yield Line(who, self.thanks.format(**names))
        yield Line(advocate, self.solved.format(**names), act="close", agreed=bool(self.thanks))


def read_exchanges() -> list[Exchange]:
    """The whole pool."""
    pool = tomllib.loads(FILE.read_text())["exchanges"]
    return [made(Exchange, each, f"{FILE.name} {number}") for number, each in enumerate(pool, 1)]


class Pool:
    """The exchanges, dealt so that each is said once before any is said again, and never twice at one account."""

    def __init__(self) -> None:
        self.exchanges = read_exchanges()
        self.told = dict.fromkeys(range(len(self.exchanges)), 0)

    def deal(self, story: Story) -> list[Scene]:
        """What fills this account's months."""
        chance = Random(f"routine of {story.name}")
        missing = max(0, story.length - len(story.scenes))
        earliest = min(EARLIEST, (story.joined or EARLIEST) - 4)
        step = max(1, (earliest - LATEST) // max(1, missing))
        return [
            self.scene(story, LATEST + place * step + chance.randrange(step), chance, taken)
            for taken in [set[int]()]
            for place in range(missing)
        ]

    def scene(self, story: Story, ago: int, chance: Random, taken: set[int]) -> Scene:
        """The exchange that was heard least, said by one of theirs to one of their advocates."""
        who = chance.choice(list(story.contacts))
        advocate = story.advocates[0] if chance.random() < 0.7 else story.advocates[1]
        names = self.names(story, who, advocate, chance)
        fitting = [
            number
            for number, each in enumerate(self.exchanges)
            if number not in taken and each.language == story.language and each.fields() <= names.keys()
        ]
        number = min(fitting, key=lambda each: (self.told[each], chance.random()))
        taken.add(number)
        self.told[number] += 1
        exchange = self.exchanges[number]
        return Scene(exchange.subject.format(**names), tuple(exchange.lines(who, advocate, names)), ago=ago)

    @staticmethod
    def names(story: Story, who: str, advocate: str, chance: Random) -> dict[str, str]:
        """The names that the words may use."""
        names = {"me": first(story, who), "advocate": STAFF[advocate][0].split()[0], "company": story.name}
        if others := [each for each in story.contacts if each != who]:
            names["colleague"] = first(story, chance.choice(others))
        if story.sites:
            names["site"] = chance.choice(list(story.sites))
        if phones := [each for each in story.assets if "hone" in each]:
            names["phone"] = chance.choice(phones)
        return names


def first(story: Story, key: str) -> str:
    return story.contacts[key].name.split()[0]
