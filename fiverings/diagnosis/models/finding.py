"""Finding: what the answers of a session say: which rules fire, how mild it may be called, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .definition import Condition, Definition, Question, Rule

if TYPE_CHECKING:
    from .evidence import Evidence

NEEDED = 2
"""So many discriminating answers before anything milder than 1 is settled."""
MILDEST = 3


@dataclass(frozen=True)
class Fired:
    """A rule whose conditions hold, in words."""

    code: str
    level: int
    sentence: str

    def __str__(self) -> str:
        return _("Rule {code}: {sentence}").format(code=self.code, sentence=self.sentence)


class Finding:
    """What a set of answers says, by the rules of one version of a guide; pure, so that replay gives the same."""

    def __init__(
        self,
        asks: Definition,
        standing: Iterable[Evidence],
        *,
        before: Mapping[str, Evidence] | None = None,
        contracted: int | None,
        unit: str = "",
    ) -> None:
        self.asks, self.contracted, self.unit = asks, contracted, unit
        self.answers = {each.question: each for each in standing}
        self.known = dict(before or {}) | {code: each for code, each in self.answers.items() if each.is_known}

    @cached_property
    def fired(self) -> list[Fired]:
        """The rules that hold by the answers of this session, in the order of the guide."""
        return self._held_by(self.answers)

    @cached_property
    def feared(self) -> list[Fired]:
        """The rules that hold by all that is known: what was said before holds until it is asked anew."""
        return self._held_by(self.known)

    @property
    def forced(self) -> Fired | None:
        """The rule that leaves no choice."""
        return next((each for each in self.fired if each.level == 1), None)

    @property
    def mildest(self) -> int:
        """Nothing milder than this can be chosen."""
        return min((each.level for each in self.fired), default=MILDEST)

    @property
    def discriminating(self) -> int:
        """How many answers tell severities apart; “don't know” does not."""
        telling = {each.code for each in self.asks.questions if each.discriminates}
        return sum(each.is_known and code in telling for code, each in self.answers.items())

    def too_little(self, level: int) -> bool:
        """Whether too little was asked for so mild a severity."""
        return level > 1 and not self._is_forced_to(level) and self.discriminating < NEEDED

    def not_ruled_out(self, level: int) -> Fired | None:
        """The rule that says that it is worse."""
        return next((each for each in self.feared if each.level < level), None)

    def refusal(self, level: int) -> str:
        """Why this severity cannot be settled yet; nothing when it can."""
        worse = self.not_ruled_out(level)
        if worse and worse not in self.fired:
            return _("{rule}, as was said before: ask that again.").format(rule=worse)
        if worse:
            return _("{rule}: that is severity {level}.").format(rule=worse, level=worse.level)
        if level == 1 and self.forced is None and not self.discriminating:
            return _("Ask first: severity 1 needs an answer too. Or raise it, with a line of reason.")
        if self.too_little(level):
            missing = NEEDED - self.discriminating
            words = ngettext(
                "Rule out the worse first: {count} more answer that tells severities apart.",
                "Rule out the worse first: {count} more answers that tell severities apart.",
                missing,
            )
            return words.format(count=missing)
        return ""

    @property
    def next_question(self) -> Question | None:
        """What to ask now; nothing when a rule has settled it, or all was asked."""
        if self.forced is not None:
            return None
        return next((each for each in self.asks.in_order() if each.code not in self.answers), None)

    def _is_forced_to(self, level: int) -> bool:
        return any(each.level == level for each in self.fired)

    def _held_by(self, answers: Mapping[str, Evidence]) -> list[Fired]:
        held = [rule for rule in self.asks.rules if all(self._holds(each, answers) for each in rule.when)]
        return [Fired(rule.code, rule.level, self._sentence(rule, answers)) for rule in held]

    def _holds(self, condition: Condition, answers: Mapping[str, Evidence]) -> bool:
        given = answers.get(condition.question)
        if given is None or not given.is_known:
            return False
        if condition.share_at_most is None:
            return bool(given.answer == condition.answer)
        share = self._share(given)
        return share is not None and share <= condition.share_at_most

    def _share(self, given: Evidence) -> Decimal | None:
        if given.quantity is None or not self.contracted:
            return None
        return Decimal(given.quantity) / self.contracted

    def _sentence(self, rule: Rule, answers: Mapping[str, Evidence]) -> str:
        given = next((answers[each.question] for each in rule.when if each.share_at_most is not None), None)
        if given is None:
            return str(rule.says)
        share = self._share(given) or Decimal(0)
        unit = self.unit or _("at a time")
        return str(rule.says).format(left=given.words, whole=self.contracted, unit=unit, share=round(share * 100))
