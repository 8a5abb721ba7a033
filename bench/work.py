"""The daily work in a house of ten and of a hundred thousand cases: what each act costs, and how long it takes."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from secrets import token_urlsafe

from bench.figures import Figure
from bench.footprint import is_up
from bench.goals import GOALS
from bench.ground import Ground, wait_until
from bench.house import LONG_ONES, grown
from bench.intake import taken_in
from bench.meter import cpu_seconds
from bench.visiting import Visitor, ask, browser, cookie_of
from fiverings.cases.models import Case
from fiverings.customers.models import Contact
from fiverings.people.models import Key

SIZES = (10_000, 100_000)
CASES = 40
WARM = 8
ALONE, TOGETHER = 60, 160
EIGHT = 8
QUESTIONS = ("voicemail", "crackles headset", "registration lost", "router restarted night", "Marlen", "invoice handse")


@dataclass(frozen=True)
class Act:
    """Something that people or programs ask of the web process again and again."""

    name: str
    visit: Callable[[Visitor, int], None]
    make: Callable[[], Visitor]


def measure(ground: Ground) -> Iterator[Figure]:
    """Let the house grow, and at each size ask for everything that was named."""
    yield Figure("ten million turns of a loop, CPU", "s", [_loop() for _ in range(3)])
    for size in (size for size in SIZES if size <= ground.largest):
        cases = ground.times(size)
        yield from grown(ground, cases)
        if set(ground.acts) - {"intake"}:
            with ground.running("web") as house:
                wait_until(partial(is_up, house.port))
                for act in (each for each in Asking(ground, house.port).acts() if each.name in ground.acts):
                    yield from _measured(act, f"{act.name} at {cases:,}")
        if "intake" in ground.acts:
            yield from taken_in(ground, f"intake at {cases:,}", GOALS["intake"])


class Asking:
    """What is asked: pages as Ana sees them, and a program of hers."""

    def __init__(self, ground: Ground, port: int) -> None:
        ana = ground.world.ana
        self.port, self.cookie, self.chance = port, cookie_of(ana), random.Random(5)
        self.numbers = list(Case.objects.open().order_by("-id").values_list("number", flat=True)[:CASES])
        self.lowest, self.highest = (int(Case.objects.order_by(by)[0].number[3:]) for by in ("id", "-id"))
        contacts = Contact.objects.exclude(address=None).order_by("-id")
        self.contacts = list(contacts.values_list("pk", flat=True)[:CASES])
        _key, self.token = Key.make(person=ana, name="The bench", scopes=["cases:write"], by=ana)

    def acts(self) -> list[Act]:
        """In the order in which they leave the house as it is for as long as possible."""
        return [
            Act("list", lambda visitor, n: visitor.get("/cases/?view=open"), self.person),
            Act("open-case", lambda visitor, n: visitor.get(f"/cases/{self.numbers[n % LONG_ONES]}/"), self.person),
            Act("search-number", lambda visitor, n: visitor.get(f"/search/?q={self.any_number()}"), self.person),
            Act("search-words", lambda visitor, n: visitor.get(f"/search/?q={_words(n)}"), self.person),
            Act("reply", self.reply, self.person),
            Act("create", self.create, self.program),
        ]

    def person(self) -> Visitor:
        """A browser in which Ana is signed in."""
        return browser(self.port, self.cookie)

    def program(self) -> Visitor:
        """A program that acts as Ana."""
        return Visitor(self.port, {"Authorization": f"Bearer {self.token}"})

    def any_number(self) -> str:
        """The number of some case of the house."""
        return f"NB-{self.chance.randint(self.lowest, self.highest)}"

    def reply(self, visitor: Visitor, n: int) -> None:
        """Write to a customer, by turns to many."""
        number = self.numbers[LONG_ONES + n % (len(self.numbers) - LONG_ONES)]
        words = "We have found it: the line is open again."
        visitor.send(f"/cases/{number}/replies/", words=words, once=token_urlsafe())

    def create(self, visitor: Visitor, n: int) -> None:
        """Open a case for a customer, by turns for many."""
        need = "Since this morning our customers reach a busy tone, and nobody can dial out."
        visitor.post("/api/cases", json.dumps({"contact": self.contacts[n % len(self.contacts)], "need": need}))


def _loop() -> float:
    """How much slower than alone everything is, where others use the same cores."""
    began = time.process_time()
    for _ in range(10_000_000):
        pass
    return time.process_time() - began


def _words(n: int) -> str:
    return QUESTIONS[n % len(QUESTIONS)].replace(" ", "+")


def _measured(act: Act, what: str) -> Iterator[Figure]:
    """Alone, then eight at a time; CPU time is that of web and database together, for one answer."""
    ask(act.make, act.visit, visitors=1, times=WARM)
    time.sleep(0.2)
    used = cpu_seconds()
    alone = ask(act.make, act.visit, visitors=1, times=ALONE)
    together = ask(act.make, act.visit, visitors=EIGHT, times=TOGETHER)
    each = (cpu_seconds() - used) / (len(alone) + len(together)) * 1000
    yield Figure(f"{what}, CPU", "ms", [each], GOALS[act.name])
    yield Figure(f"{what}, 1 visitor", "ms", alone)
    yield Figure(f"{what}, 8 visitors", "ms", together)
