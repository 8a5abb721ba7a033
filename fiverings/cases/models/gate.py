"""The gate: what must be known and told before we work on a case, and what of it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fiverings.core.problems import Refused
from fiverings.core.templatetags.moments import when
from fiverings.promises.models import ChargeDisclosure, Expectation, Gap, Inquiry

if TYPE_CHECKING:
    from .case import Case

ASKED = ("need", "site", "call_back", "since", "tried", "effect")
ENOUGH = 5
SEVEREST = 1


@dataclass(frozen=True)
class Missing:
    """One thing without which a case does not pass the gate: a code for programs, a sentence for people."""

    code: str
    sentence: str


class GateNotPassed(Refused):
    """Something is missing at the gate, and the refusal names all of it."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__(" ".join(each.sentence for each in missing))
        self.missing = missing

    @property
    def more(self) -> dict[str, Any]:
        return {"missing": [asdict(each) for each in self.missing]}


def missing_at_the_gate(case: Case) -> Iterator[Missing]:
    """Everything that is missing; what is internal has no customer who could be asked or told."""
    if not case.need.strip():
        yield Missing("need", _("Say what they need, in their words."))
    if case.kind == case.Kind.INTERNAL:
        return
    if case.contact_id is None:
        yield Missing("contact", _("Say whose need it is."))
    yield from _what_nobody_asked(case)
    if case.severity is None or not case.severities.exists():
        yield Missing("severity", _("Find out how severe it is."))
    heard, promised = Expectation.current(case), list(case.promised())
    if heard is None or not heard.is_settled:
        yield Missing("expectation", _what_to_ask(case, heard))
    if not promised:
        yield Missing("promise", _("Tell them what happens next, and by when."))
    if gaps := [gap for gap in (owed.promise.gap(heard) for owed in promised) if gap]:
        yield Missing("gap", _gap_in_words(gaps[0]))
    if not ChargeDisclosure.objects.of(case).exists():
        yield Missing("cost", _("Tell them what it costs, or by when they will know."))


def _what_to_ask(case: Case, heard: Expectation | None) -> str:
    """What is still to be heard of what they expect: all of it, the time, or the answer to our mail."""
    if heard is not None:
        return _("Ask by when they expect it, or note that they cannot say.")
    if not Inquiry.objects.told_in(case.journey_id).standing().exists():
        return _("Ask what they expect, and by when.")
    answer = case.their_answer()
    if answer is None:
        return _("They were asked by mail by when they need it: wait for their answer, or call them.")
    if answer.is_plain:
        return _("They answered by when they need it: confirm what they wrote.")
    return _("They answered, and no time in it is plain: write by when they expect it.")


def _gap_in_words(gap: Gap) -> str:
    words = _("They expect it by {expected}, and we told them {told}: promise it sooner, or ask whether they agree.")
    zone = gap.promise.zone
    return words.format(expected=when(gap.expected_at, zone), told=when(gap.promise.due_at, zone))


def _what_nobody_asked(case: Case) -> Iterator[Missing]:
    """Of six things five are known; what is most severe is not held up by questions."""
    known = case.known()
    lacking = ENOUGH - len(known)
    if case.severity == SEVEREST or lacking <= 0:
        return
    names = [name for code, name in questions().items() if code not in known]
    words = _("Ask {count} of these: {questions}.") if len(names) > lacking else _("Ask these: {questions}.")
    yield Missing("completeness", words.format(count=lacking, questions=", ".join(names)))


def questions() -> dict[str, str]:
    """What is asked at the beginning, as one says it."""
    return {
        "need": _("what they need"),
        "site": _("where it is"),
        "call_back": _("where to call them back"),
        "since": _("since when"),
        "tried": _("what was tried"),
        "effect": _("what it stops"),
    }
