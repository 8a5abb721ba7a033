"""Solving: a solution is proposed, and only the customer says that it works."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from demo.lines import Line
from fiverings.cases.models import Resolution
from fiverings.conversations.models import Message
from fiverings.customers.models import Contact
from fiverings.diagnosis.models import Cause
from fiverings.people.models import Person
from fiverings.promises.models import Kind, Outstanding, Promise

if TYPE_CHECKING:
    from demo.telling import Telling

IT_WORKS = {"en": "It works, they say.", "fr": "Tout fonctionne, disent-ils."}
SORRY = {
    "en": "We said a time and did not keep it; I am sorry. Here is where it stands now.",
    "fr": "Nous avions promis une heure et ne l'avons pas tenue, pardon. Voici où nous en sommes.",
}
ALL_WELL = {"en": "Asked how it is going: all is well.", "fr": "Pris des nouvelles : tout va bien."}


class Solving:
    """The ability of a telling to come to its end."""

    def proposes(self: Telling, line: Line, at: datetime) -> None:
        """What met the need, and the question whether it did."""
        case, by = self.work, self.proposer(line)
        found = {"cause": self._cause(), "severity_confirmed": self.scene.severity} if self.scene.is_incident else {}
        solution = cast(str, line.how.get("solution") or line.words)
        resolution = case.propose_resolution(solution=solution, message=line.words, by=by, at=at, **found)
        message = cast(Message, resolution.message)
        self.keep_what_was_to_be_done(message, by, at)
        self.carry(message)
        self.last = message

    def keep_what_was_to_be_done(self: Telling, evidence: Message, by: Person, at: datetime) -> None:
        """They were told by when it works again: it does, in time or late."""
        for owed in Outstanding.objects.of(self.work).filter(promise__kind=Kind.FIX).select_related("promise"):
            self.work.keep(owed.promise, evidence=evidence, by=by, at=at)
        for promise in Promise.objects.of(self.work).broken().filter(kind=Kind.FIX, late_fulfilment=None):
            promise.fulfil_late(evidence=evidence, by=by, at=at)

    def proposer(self: Telling, line: Line) -> Person:
        by = self.by(line)
        return by if self.work.may_propose(by) else self.work.owner

    def confirms(self: Telling, line: Line, at: datetime) -> None:
        """They say so on the page, on the telephone, or in the mail that answers the question."""
        case, contact = self.work, cast(Contact, self.work.contact)
        match line.how.get("how", "link"):
            case "call":
                call = case.log_call(contact=contact, talked=True, words=IT_WORKS[self.language], by=case.owner, at=at)
                case.confirm(contact=contact, evidence=call, by=case.owner, at=at)
            case "mail":
                said = case.their_words_since(cast(Resolution, case.proposed()))[0]
                case.confirm(contact=said.contact, evidence=said, by=case.owner, at=at)
            case _:
                case.confirm(contact=contact, words=line.words, by=contact, at=at)

    def rejects(self: Telling, line: Line, at: datetime) -> None:
        """It does not work yet."""
        contact = self.contacts[line.who]
        self.work.reject(contact=contact, words=line.words, by=contact, at=at)

    def again(self: Telling, line: Line, at: datetime) -> None:
        """Nobody has answered: we ask once more."""
        message = self.work.ask_again(words=line.words, by=self.proposer(line), at=at)
        self.carry(message)

    def recovers(self: Telling, line: Line, at: datetime) -> None:
        """Whoever broke a promise says so, and where it stands."""
        if not Outstanding.objects.of(self.work).filter(promise__kind=Kind.RECOVERY).exists():
            return
        if self.work.state == self.work.State.PROPOSED:
            self.again(Line("", SORRY[self.language]), at)
        else:
            self.work.log_call(talked=True, words=SORRY[self.language], by=self.work.owner, at=at)

    def checks(self: Telling, line: Line, at: datetime) -> None:
        """A week later somebody asks how it is going."""
        follows_up = Outstanding.objects.of(self.work).filter(promise__kind=Kind.CHECK_IN, promise__mends__isnull=False)
        if self.work.state == self.work.State.RESOLVED or follows_up.exists():
            self.work.log_call(talked=True, words=ALL_WELL[self.language], by=self.work.owner, at=at)

    def _cause(self: Telling) -> Cause:
        return Cause.objects.get(code=self.scene.cause)
