"""Finding: what the answers of a session say: which rules fire, how mild it may be called, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..engine import DONT_KNOW, NEEDED, NO, YES, Sequencing
from .definition import Definition
from .doubting import still_likely
from .question import Question
from .rule import Condition, Rule, forces

if TYPE_CHECKING:
    from .causation import Suspect
    from .evidence import Evidence

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
        rules_before: Iterable[Rule] = (),
        contracted: int | None,
        unit: str = "",
        symptom: str = "",
    ) -> None:
        self.asks, self.contracted, self.unit, self.symptom = asks, contracted, unit, symptom
        self.rules_before = tuple(rules_before)
        self.answers = {each.question: each for each in standing}
        self.known = dict(before or {}) | {code: each for code, each in self.answers.items() if each.is_known}

    @cached_property
    def fired(self) -> list[Fired]:
        """The rules that hold by the answers of this session, in the order of the guide."""
        return self._held_by(self.answers)

    @cached_property
    def feared(self) -> list[Fired]:
        """The rules that hold by all that is known, those of guides before too: it holds until it is asked anew."""
        return list(dict.fromkeys(self._held_by(self.known, *self.rules_before)))

    @cached_property
    def sequencing(self) -> Sequencing | None:
        """What the answers make likely and what is worth asking; None for a guide that knows no causes."""
        causation = self.asks.causation
        if causation is None:
            return None
        prior, network = causation.prior(self.symptom), causation.network
        heard = {query.code: self._heard(query.code) for query in network.queries if query.code in self.answers}
        may = forces(self.asks.rules, lambda each: self._holds(each, self.answers), self.answers)
        forced, unasked = self.forced is not None, self.asks.unasked(self.answers)
        return Sequencing(network, prior, causation.losses, heard, forced=forced, forces=may, unasked=unasked)

    @property
    def chances(self) -> list[float] | None:
        """The chances of severity 1, 2 and 3; None where nothing is reckoned."""
        return [float(each) for each in self.sequencing.belief.severities] if self.sequencing else None

    def likely(self, many: int | None = None) -> list[tuple[Suspect, float]]:
        """The likeliest causes, each with its chance; none where nothing is reckoned."""
        if self.asks.causation is None or self.sequencing is None:
            return []
        found = zip(self.asks.causation.suspects, map(float, self.sequencing.belief.causes), strict=True)
        return sorted(found, key=lambda pair: -pair[1])[:many]

    @property
    def is_reckoned(self) -> bool:
        """Whether it says how likely anything is; a guide that knows no causes does not."""
        return self.sequencing is not None

    @property
    def forced(self) -> Fired | None:
        """The rule that leaves no choice."""
        return next((each for each in self.fired if each.level == 1), None)

    @property
    def mildest(self) -> int:
        """Nothing milder than this can be chosen."""
        return min((each.level for each in self.fired), default=MILDEST)

    @property
    def called(self) -> int:
        """What the evidence says that it is: by rule, or what costs them least, or else the mildest that may be."""
        likely = self.sequencing.ruling.mildest() if self.sequencing else self.mildest
        return min(likely, self.mildest)

    @property
    def discriminating(self) -> int:
        """How many answers tell severities apart; “don't know” does not, nor what the house knows."""
        telling = {each.code for each in self.asks.questions if each.discriminates} - self.asks.unasked(self.answers)
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
        if self.sequencing is None or self._is_forced_to(level):
            return ""
        return still_likely(self.sequencing, level)

    @property
    def next_question(self) -> Question | None:
        """What to ask now; nothing when a rule has settled it, or all was asked."""
        if self.first_by_observation:
            return self.first_by_observation
        if self.sequencing is not None:
            worth = self.sequencing.next
            return self.asks.question(worth.query.code) if worth else None
        if self.forced is not None:
            return None
        return next((each for each in self.asks.in_order() if each.code not in self.answers), None)

    @property
    def first_by_observation(self) -> Question | None:
        """What comes before everything else because of what the house knows."""
        return self.asks.first_by(self.answers) if self.forced is None else None

    def _heard(self, code: str) -> str:
        """An answer as the network takes it: a number is yes or no by the question's measure."""
        given, question = self.answers[code], self.asks.question(code)
        if not question.is_number or not given.is_known:
            return given.answer
        means = question.heard(given.quantity, self.contracted)
        return DONT_KNOW if means is None else YES if means else NO

    def _is_forced_to(self, level: int) -> bool:
        return any(each.level == level for each in self.fired)

    def _held_by(self, answers: Mapping[str, Evidence], *more: Rule) -> list[Fired]:
        held = [rule for rule in (*self.asks.rules, *more) if all(self._holds(each, answers) for each in rule.when)]
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
