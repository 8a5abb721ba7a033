"""Asking: what is known of a need at its beginning, how severe it is, what they expect, and what they are told."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from demo.lines import Line
from fiverings.diagnosis.models import Guide
from fiverings.promises.models import Channel, ExpectsSooner, How, Kind, LaterThanOurStandard, Offer

if TYPE_CHECKING:
    from demo.telling import Telling

SEVEREST = 1
SINCE = {"en": ("this morning", "yesterday", "a few days", "Monday"), "fr": ("ce matin", "hier", "quelques jours")}
TRIED = {"en": ("nothing yet", "a restart", "asked a colleague"), "fr": ("rien encore", "un redémarrage")}
FINE = {"en": "That is soon enough.", "fr": "Ce sera assez tôt."}
CALLED = {
    "en": "Called them: since when it is so, what was tried, and what it stops.",
    "fr": "Appelé : depuis quand, ce qui a été essayé, et ce que cela empêche.",
}
COVERED = {"en": "Your agreement covers it.", "fr": "Votre entente le comprend."}


class Asking:
    """The ability of a telling to begin a case as we do it."""

    def begins(self: Telling, line: Line, at: datetime) -> None:
        """Everything that is asked and told at the gate, at once."""
        if line.how["calls"]:
            self.work.log_call(talked=True, words=CALLED[self.language], by=self.work.owner, at=at)
        self.asked(line, at)
        if line.how["unknown"]:
            self.work.hear_expectation(unknown=True, by=self.work.owner, at=at)
        else:
            self.expect(cast(datetime, line.how["due"]), at)
        self.tell_them(line, at, cost=self.charge(Line("", "", how={"cap": self.scene.cap} if self.scene.cap else {})))
        self.work.complete_intake(by=self.work.owner, at=at)

    def asked(self: Telling, line: Line, at: datetime) -> None:
        """What they told us, and the answers on which the severity stands."""
        case, how, by = self.work, line.how, self.by(line)
        told = {"since": how.get("since") or self.one_of(SINCE), "tried": how.get("tried") or self.one_of(TRIED)}
        case.note_intake(
            site=case.account.sites.order_by("id").first(), call_back=how.get("call_back") or self.number_of_theirs(),
            effect=line.words, kind=self.scene.kind, by=by, at=at, **told,
        )  # fmt: skip
        finder = self.northbell.people["chidi"] if self.scene.severity == SEVEREST and line.act == "begins" else by
        session = case.diagnose(version=Guide.named("plain"), by=finder, at=at)
        for question, answer in cast(dict[str, Any], how.get("answers", {})).items():
            given = {"quantity": answer} if isinstance(answer, int) else {"answer": answer}
            session.answer(question, **given, by=finder, at=at)
        case.set_severity(level=self.scene.severity, session=session, by=finder, at=at)

    def expects(self: Telling, line: Line, at: datetime) -> None:
        """What they expect, in their words."""
        self.work.hear_expectation(words=line.words, by_at=line.how.get("due"), by=self.by(line), at=at)

    def promises(self: Telling, line: Line, at: datetime) -> None:
        """Told on the telephone, and in writing at once."""
        self.tell_them(line, at, what=line.words)

    def tell_them(self: Telling, line: Line, at: datetime, **told: Any) -> None:
        """What is promised and what it costs, in one mail; for later than our standard they are asked first."""
        what, by = told.pop("what", ""), self.by(line)
        promise = self.terms(line) | {"what": what}
        try:
            self.work.say(promise=promise, **told, by=by, at=at)
        except (ExpectsSooner, LaterThanOurStandard):
            self.expect(promise["due_at"], at)
            self.work.say(promise=promise, **told, by=by, at=at)

    def drawn_up(self: Telling, line: Line, at: datetime) -> Offer:
        """What is promised in a mail of ours; for later than our standard they are asked first."""
        terms, by = self.terms(line), self.by(line)
        try:
            return self.work.offer_promise(**terms, by=by, at=at)
        except (ExpectsSooner, LaterThanOurStandard):
            self.expect(terms["due_at"], at)
            return self.work.offer_promise(**terms, by=by, at=at)

    def terms(self: Telling, line: Line) -> dict[str, Any]:
        """What is promised, by when, how it is done and who comes."""
        more: dict[str, Any] = {"consent": line.how["consent"]} if "consent" in line.how else {}
        if "via" in line.how:
            more["channel"] = line.how["via"]
        elif line.how["kind"] == Kind.VISIT:
            more["channel"] = Channel.ON_SITE
        if "comes" in line.how:
            more["comes"] = self.northbell.people[line.how["comes"]]
        return {"kind": line.how["kind"], "due_at": line.how["due"], **more}

    def expect(self: Telling, by_at: datetime, at: datetime) -> None:
        self.work.hear_expectation(words=FINE[self.language], by_at=by_at, by=self.work.owner, at=at)

    def moves(self: Telling, line: Line, at: datetime) -> None:
        """They agree to another time for what they count on next."""
        promise = self.work.promised()[0].promise
        due_at = cast(datetime, line.how["due"])
        self.work.renegotiate(promise, due_at=due_at, consent=line.words, how=How.SPOKEN, by=self.by(line), at=at)

    def cost(self: Telling, line: Line, at: datetime) -> None:
        """What it costs."""
        self.work.tell_cost(**self.charge(line), by=self.by(line), at=at)

    def charge(self: Telling, line: Line) -> dict[str, Any]:
        """Nothing, unless a most is named."""
        cap, due = line.how.get("cap"), line.how.get("due")
        told: dict[str, Any] = {"billable": line.how.get("billable", "yes" if cap else "no"), "due_at": due}
        if cap:
            told |= {"cap": Decimal(cap), "currency": "CAD"}
        return told | {"basis": line.words or ("" if cap else COVERED[self.language])}

    def pass_the_gate(self: Telling, at: datetime) -> None:
        """As soon as nothing is missing."""
        case = self.work
        if case.state == case.State.INTAKE and not case.missing():
            case.complete_intake(by=case.owner, at=at)

    def raises(self: Telling, line: Line, at: datetime) -> None:
        self.work.raise_severity(level=cast(int, line.how["level"]), reason=line.words, by=self.by(line), at=at)
