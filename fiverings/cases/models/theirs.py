"""Theirs: what customers wrote already answers some of what we ask: it stands beside the question, for one press."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fiverings.conversations.models import Message
from fiverings.customers.models import numbers_in
from fiverings.diagnosis.models import Bearing, Finding, Question, Said
from fiverings.diagnosis.models.replied import replied

if TYPE_CHECKING:
    from .case import Case

LETTERS_AT_MOST = 10
ASKED_AT_THE_GATE = tuple(
    Bearing(name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "since",
            r"\bsince (?:this|yesterday|last|about|around|\d|we|the|mon|tues|wednes|thurs|fri|satur|sun)"
            r"|\b(?:began|started|happened|stopped|went down)\b.{0,40}(?:\d|this|yesterday|last|on \w+day)"
            r"|\bdepuis (?:ce|hier|\d|la|le|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|\ba commencé\b",
        ),
        (
            "tried",
            r"\b(?:we|i)(?:'ve| have)? (?:already |also )?"
            r"(?:tried|restarted|rebooted|reset|unplugged|replaced|checked|reinstalled|turned|switched)\b"
            r"|\b(?:nous avons|j'ai|on a) (?:déjà |aussi )?(?:essayé|redémarré|débranché|remplacé|vérifié|réinstallé)",
        ),
        (
            "effect",
            r"\b(?:can(?:no|')t|cannot|unable to|nobody can|no one can|have no way to) \w+"
            r"|\bne (?:peut|peuvent|pouvons|peux) (?:pas |plus )?\w+",
        ),
    )
)


@dataclass(frozen=True)
class Theirs:
    """A sentence in a letter of theirs that bears on a question."""

    said: Said
    message: Message
    question: Question | None = None


def letters_about(case: Case) -> list[Message]:
    """What they wrote themselves, the latest first."""
    theirs = Message.objects.filter(thread__journey=case.journey_id, direction="in", is_beside=False, auto="")
    return list(theirs.order_by("-at", "-id")[:LETTERS_AT_MOST])


def numbers_said(case: Case, letters: Sequence[Message]) -> list[str]:
    """The telephone numbers in what they wrote, for whoever asks where to call them back."""
    return numbers_in("\n".join(each.new_text for each in reversed(letters)), zone=case.account.zone)


def said_of_severity(case: Case, letters: Sequence[Message], finding: Finding | None = None) -> list[Theirs]:
    """For the questions of the guide that nobody answered yet, in the order in which they are asked."""
    found = _latest(letters, Said.in_words) | answers_to_probes(case, letters)
    if not found:
        return []
    if finding is None:
        session = case.open_session()
        finding = session.finding() if session else case.first_finding()
    left = [each for each in finding.asks.in_order() if each.code in found and each.code not in finding.answers]
    return [Theirs(found[each.code].said, found[each.code].message, each) for each in left]


def answers_to_probes(case: Case, letters: Iterable[Message]) -> dict[str, Theirs]:
    """What they wrote since they were asked a question by mail, by its code: what answers it, else all of it."""
    found: dict[str, Theirs] = {}
    for probe in case.probes.standing().select_related("message", "session__version").order_by("-id"):
        question, told_at = probe.session.version.asks.question(probe.question), probe.message.told_at
        for letter in sorted((each for each in letters if told_at and each.at > told_at), key=lambda each: each.at):
            said = replied(letter.words, question) or Said(question.code, " ".join(letter.words.split()))
            found.setdefault(question.code, Theirs(said, letter, question))
    return found


def said_at_the_gate(letters: Iterable[Message]) -> dict[str, Theirs]:
    """Since when, what was tried and what it stops, in their words."""
    return _latest(letters, lambda words: Said.in_words(words, ASKED_AT_THE_GATE))


def _latest(letters: Iterable[Message], read: Callable[[str], dict[str, Said]]) -> dict[str, Theirs]:
    found: dict[str, Theirs] = {}
    for letter in letters:
        for code, said in read(letter.words).items():
            found.setdefault(code, Theirs(said, letter))
    return found
