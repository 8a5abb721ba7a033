"""One rule of the guide to escalating: what must be true of a case, what is asked for then, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core.condition_fields import Field, number, speech, truth
from fiverings.core.conditions import Conditions
from fiverings.core.problems import Refused

if TYPE_CHECKING:
    from .situation import Situation

SPOKE = ("cases.CaseOpened", "cases.CustomerSpoke", "cases.CallFiled")
SETTLED = ("cases.SeveritySet", "cases.SeverityRaised", "cases.SeverityLowered")
BEGAN = ("cases.CaseOpened", "cases.CaseMoved")
BY_THE_CLOCK: tuple[str, ...] = ()

KINDS = ("functional", "hierarchical")
A_YEAR = 525_600
WORDS_AT_MOST = 20
LETTERS_AT_MOST = 60


class BadRule(Refused):
    """A rule has a name, a reason, and at least one condition."""


class Span(Field):
    """A time in minutes, read as hours and minutes."""

    def shown(self, value: Any) -> str:
        hours, minutes = divmod(value, 60)
        parts = [(hours, _("{count} h")), (minutes, _("{count} min"))]
        return " ".join(each.format(count=count) for count, each in parts if count)


_open_for = number("open_minutes", gettext_lazy("its time open, in opening hours,"))
CONDITIONS = Conditions(
    severity=number("severity", gettext_lazy("the severity")),
    broken=number("broken", gettext_lazy("the number of broken promises")),
    chases=number("chases", gettext_lazy("the number of chases")),
    contacts=number("contacts", gettext_lazy("how often they wrote or called")),
    said=speech("said", gettext_lazy("what they said last")),
    open_minutes=Span(_open_for.path, _open_for.label, _open_for.words),
    confidential=truth(
        "is_confidential",
        gettext_lazy("the account"),
        yes=gettext_lazy("confidential"),
        no=gettext_lazy("not confidential"),
    ),
    agreement=truth(
        "has_agreement", gettext_lazy("an agreement"), yes=gettext_lazy("in force"), no=gettext_lazy("not in force")
    ),
)
"""What can be asked of a situation."""

ASKS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "severity_at_most": ("severity", "at_most", SETTLED),
    "broken_at_least": ("broken", "at_least", ("promises.PromiseBroken",)),
    "chases_at_least": ("chases", "at_least", ("cases.CaseChased",)),
    "contacts_at_least": ("contacts", "at_least", SPOKE),
    "words": ("said", "mentions", SPOKE),
    "open_minutes": ("open_minutes", "at_least", BY_THE_CLOCK),
    "confidential": ("confidential", "is", BEGAN),
    "agreement": ("agreement", "is", BEGAN),
}
"""Each thing that a rule may ask for: the field and word of the condition, and the entries that can make it true."""
TURNING = frozenset(kind for _field, _word, kinds in ASKS.values() for kind in kinds)


@dataclass(frozen=True)
class EscalationRule:
    """All that `when` says must be true at once; then it raises an escalation, or only proposes one."""

    code: str
    name: str
    kind: str
    raises: bool
    reason: str
    when: dict[str, Any]

    @cached_property
    def condition(self) -> dict[str, Any]:
        """In the language of all conditions."""
        asked = ((*ASKS[name][:2], value) for name, value in self.when.items())
        return {"all": [{"field": field, word: value} for field, word, value in asked]}

    @cached_property
    def turned_by(self) -> frozenset[str]:
        """The kinds of entries that can make it true; the clock is none."""
        return frozenset(kind for name in self.when for kind in ASKS[name][2])

    @property
    def is_by_the_clock(self) -> bool:
        """Whether it becomes true without anything happening."""
        return "open_minutes" in self.when

    def holds(self, situation: Situation) -> bool:
        return CONDITIONS.holds(self.condition, situation)

    def says(self) -> str:
        """When it speaks, as a person reads it."""
        return CONDITIONS.sentence(self.condition)

    def written(self) -> dict[str, Any]:
        """As the guide keeps it."""
        return asdict(self)

    def check(self) -> None:
        """BadRule unless it can be asked."""
        if not self.name.strip() or not self.reason.strip() or self.kind not in KINDS:
            raise BadRule(_("A rule has a name, asks for somebody, and says why."))
        if not self.when:
            raise BadRule(_("Say when “{rule}” speaks: at least one condition.").format(rule=self.name))
        if wrong := [name for name, value in self.when.items() if not _can_be_asked(name, value)]:
            raise BadRule(_("“{rule}” cannot ask for {names}.").format(rule=self.name, names=", ".join(sorted(wrong))))


def check_all(rules: Iterable[EscalationRule]) -> None:
    """BadRule unless each can be asked, and is told apart by its name."""
    names: set[str] = set()
    for rule in rules:
        rule.check()
        if rule.name.casefold() in names:
            raise BadRule(_("Two rules are called “{rule}”.").format(rule=rule.name))
        names.add(rule.name.casefold())


def _can_be_asked(name: str, value: Any) -> bool:
    """Whether there is such a condition, and it is compared with something of its sort."""
    match name:
        case "confidential" | "agreement":
            return isinstance(value, bool)
        case "words":
            return isinstance(value, list) and 0 < len(value) <= WORDS_AT_MOST and all(map(_is_a_word, value))
    return name in ASKS and type(value) is int and 0 < value <= A_YEAR


def _is_a_word(word: Any) -> bool:
    return isinstance(word, str) and bool(word.strip()) and len(word) <= LETTERS_AT_MOST
