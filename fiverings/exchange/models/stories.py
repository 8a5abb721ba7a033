"""Stories: what customers of a telephony reseller write about, and what they are answered, invented."""

from __future__ import annotations

import random

SPOKEN = 8
"""How many pieces of text a story has; a longer conversation begins again with the first."""

PARTS = (
    "reception in {town}",
    "the warehouse in {town}",
    "room {n} in {town}",
    "floor {n} of the {name} building",
    "line {n} of {town}",
    "extension {n}{n} of {name}",
    "our shop in {town}",
)
WHATS = (
    "the phones ring but nobody hears a voice",
    "calls drop after {n} minutes", "voicemail does not light up any more",
    "the headset of {name} crackles", "transfers end at the wrong desk", "faxes arrive cut in half", "we hear an echo",
    "the router restarted {n} times over night", "callers from {town} reach a busy tone", "the door phone is dead",
    "the invoice shows {n} handsets that we sent back", "our number {n}{n} cannot be ported",
    "conferences end too soon",
    "the {model} shows no display", "nobody can dial out", "the music on hold is a loud noise",
)  # fmt: skip
WISHES = (
    "Please tell us when somebody comes by.", "We open at eight.", "It is the third time this month.", "Thank you!",
    "{name} asks whether it can wait until Monday.", "Our {model} was replaced in spring.", "Nobody else is affected.",
    "We lose orders because of it.", "Could you call {name} at the desk?", "We restarted it, which changed nothing.",
    "It began after the storm in {town}.", "The lamp on the {model} is orange.", "We can be reached all day.",
)  # fmt: skip
ANSWERS = (
    "We found that the {model} lost its registration, and set it up again.", "{name} will look at the line in {town}.",
    "Please unplug the {model}, count to ten and plug it in.", "The port is open again, and calls arrive.",
    "We are sorry for the trouble this gives you.", "A new {model} is on its way to {town}.", "It is our mistake.",
    "We measured the line for {n} minutes and saw no more losses.", "You will hear from us before we close.",
    "The credit stands on your next invoice.", "We changed the route of your calls for now.",
)  # fmt: skip
SOLUTIONS = ("The {model} is set up anew.", "The line in {town} is repaired.", "The invoice is corrected.")
SYLLABLES = (
    *("ba", "be", "da", "do", "fa", "fen", "gor", "hal", "ira", "jo", "kal", "la", "mar", "mon", "na"),
    *("nor", "ola", "pe", "ra", "ren", "sa", "sol", "ta", "tor", "ul", "va", "ven", "wim", "za", "zel"),
)


class Story(dict[str, str]):
    """One need in words: its `subject`, its `solution`, what was `said_0` by the customer, `said_1` by us, and so on.

    Each piece is invented when it is first asked for, and always the same one; KeyError for anything else.
    """

    def __init__(self, seed: str) -> None:
        super().__init__()
        self.seed = seed

    def __missing__(self, hole: str) -> str:
        if hole not in INVENTED:
            raise KeyError(hole)
        tell, turn = INVENTED[hole]
        self[hole] = piece = tell(Telling(random.Random(f"{self.seed} {turn}")))
        return piece


class Telling:
    """One letter with its names and numbers."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.known = {"name": name(chance), "town": name(chance), "n": chance.randint(2, 99)}
        self.known["model"] = f"{name(chance)} {chance.randint(10, 99)}"
        self.what = self.filled(chance.choice(WHATS))

    def filled(self, words: str) -> str:
        return words.format(**self.known)

    def subject(self) -> str:
        """What a mail would have as its subject."""
        return f"{self.filled(self.chance.choice(PARTS))}: {self.what}".capitalize()

    def solution(self) -> str:
        """What solved it."""
        return self.filled(self.chance.choice(SOLUTIONS))

    def asked(self) -> str:
        """What the customer writes."""
        wishes = self.chance.sample(WISHES, 3)
        return " ".join(["Hello, since this morning", f"{self.what}.", *map(self.filled, wishes)])

    def answered(self) -> str:
        """What we write."""
        return " ".join(["Good day,", *map(self.filled, self.chance.sample(ANSWERS, 3))])


INVENTED = {"subject": (Telling.subject, 0), "solution": (Telling.solution, 0)} | {
    f"said_{turn}": (Telling.answered if turn % 2 else Telling.asked, turn) for turn in range(SPOKEN)
}
"""Who tells each piece of a story, and in which letter."""


def name(chance: random.Random) -> str:
    """A name that nobody has."""
    return "".join(chance.choices(SYLLABLES, k=2 + int(chance.random() * 1.4))).capitalize()
