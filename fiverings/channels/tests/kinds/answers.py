"""Answers as thirteen languages and many mail programs lay them out, each line known as new or old."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from .talk import BOASTS, NEW, OLD
from .tongues_north import NORTH
from .tongues_south import SOUTH

TONGUES = NORTH | SOUTH
WRITERS = (
    ("Nora Quist", "nora.quist@north.example"),
    ("Quist, Nora (North Telecom)", "support+case-4711@north.example"),
)


@dataclass(frozen=True)
class Answer:
    """A text, the lines of it that must be seen, and those that must be folded; of others nothing is asked."""

    name: str
    text: str
    new: tuple[str, ...]
    old: tuple[str, ...]


def lines(words: str) -> list[str]:
    return words.split("|")


def quoted(words: list[str]) -> list[str]:
    return [f"> {each}".rstrip() for each in words]


def introduced(tongue: str, tongues: dict[str, str] = TONGUES) -> Iterator[tuple[int, bool, list[str]]]:
    """Each way to introduce what is quoted: its number, whether its quote has marks, and its lines."""
    for number, each in enumerate(tongues[tongue].strip().splitlines()):
        name, address = WRITERS[number % len(WRITERS)]
        filled = each.removeprefix("~").format(w=f"{name} <{address}>", n=name, m=address)
        yield number, not each.startswith("~"), [line.replace("¦", "|") for line in lines(filled)]


def wrapped(head: list[str], width: int) -> list[str]:
    """A head as programs break it that keep their lines short."""
    return [
        part for line in head for part in textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    ]


def answers(tongues: dict[str, str] = TONGUES) -> Iterator[Answer]:
    """All of them."""
    for tongue in tongues:
        boasts = lines(BOASTS[tongue])
        for number, is_marked, head in introduced(tongue, tongues):
            new, old, boast = lines(NEW[tongue]), lines(OLD[tongue]), boasts[number % len(boasts)]
            for shape in shapes(is_marked, head):
                yield laid_out(f"{tongue}-{number}-{shape}", shape, new, old, head, boast)


def shapes(is_marked: bool, head: list[str]) -> tuple[str, ...]:
    """In which shapes a head is laid out."""
    if not is_marked:
        return ("bare", "boasting")
    marked = ("marked", "below", "between")
    return marked if head[0].startswith(">") else (*marked, "wrapped", "phone")


def laid_out(name: str, shape: str, new: list[str], old: list[str], head: list[str], boast: str) -> Answer:
    """One answer in one of the shapes that mail programs give it."""
    folded = [*head, *old]
    match shape:
        case "marked":
            text = [*new, "", *head, "", *quoted(old)]
        case "wrapped":
            broken = wrapped(head, 60)
            text, folded = [*new, "", boast, "", *broken, *quoted(old)], [boast, *broken, *old]
        case "phone":
            text, folded = [*new, "", boast, "", *quoted([*head, "", "\ufeff" + old[0], *old[1:]])], [boast, *folded]
        case "below":
            text = [*head, *quoted(old), "", *new, "", "-- ", "Ina Berg", "+49 30 1234567"]
            folded = [*folded, "Ina Berg", "+49 30 1234567"]
        case "between":
            text = [*new[:3], "", *head, *quoted(old[:1]), "", *new[3:5], "", *quoted(old[1:2]), "", *new[5:]]
            folded = []
        case "bare":
            text = [*new, "", *head, "", *old]
        case _:
            text, folded = [*new, "", boast, "_" * 32, *head, *old], [boast, *folded]
    return Answer(name, "\n".join(text), tuple(filter(None, new)), tuple(filter(None, folded)))
