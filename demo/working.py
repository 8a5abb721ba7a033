"""Working: calls, help, decisions and hands that change, as a scene tells them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from demo.lines import Line
from demo.northbell import STAFF
from fiverings.cases.models import Case, CollaborationRequest, Escalation
from fiverings.conversations.models import Call, Thread

if TYPE_CHECKING:
    from demo.telling import Telling

A_MOMENT = timedelta(minutes=6)
READ_BACK = "I have read it from the first word on, and take the next step."


class Working:
    """The ability of a telling to let us work on a case, with each other."""

    def note(self: Telling, line: Line, at: datetime) -> None:
        self.work.note(line.words, by=self.by(line), at=at)

    def calls(self: Telling, line: Line, at: datetime) -> None:
        """We call them, or they call and somebody of us answers; it keeps what they wait for unless told otherwise."""
        is_ours = line.who in STAFF
        by = self.by(line) if is_ours else self.northbell.people[line.to]
        kept = [*self.work.kept_by_calling()] if line.how.get("keeps", is_ours) else []
        contact = None if is_ours else self.contacts[line.who]
        direction = Call.Direction.OUT if is_ours else Call.Direction.IN
        self.work.log_call(
            contact=contact, direction=direction, talked=True, words=line.words, keeps=kept, by=by, at=at
        )

    def rings(self: Telling, line: Line, at: datetime) -> None:
        """Nobody answers."""
        self.work.log_call(talked=False, words=line.words, by=self.by(line), at=at)

    def helps(self: Telling, line: Line, at: datetime) -> None:
        """The owner asks somebody to help by a time."""
        to, due = self.northbell.people[line.to], cast(datetime, line.how["due"])
        self.work.ask(to=to, what=line.words, needed_by=due, by=self.by(line), at=at)
        self.has_asked = True

    def accepts(self: Telling, line: Line, at: datetime) -> None:
        self._asked_of(line).accept(by=self.by(line), at=at)

    def gives(self: Telling, line: Line, at: datetime) -> None:
        self._asked_of(line).give(answer=line.words, by=self.by(line), at=at)

    def _asked_of(self: Telling, line: Line) -> CollaborationRequest:
        by = self.by(line)
        return cast(CollaborationRequest, self.work.helping().filter(holder=by).get())

    def escalates(self: Telling, line: Line, at: datetime) -> None:
        kind = Escalation.Kind.HIERARCHICAL
        needed = cast(str, line.how.get("needed", ""))
        self.work.escalate(kind=kind, reason=line.words, needed=needed, by=self.by(line), at=at)
        self.has_asked = True

    def holds(self: Telling, line: Line, at: datetime) -> None:
        """Whoever was asked to decide takes it, unless it is over."""
        escalation = self.work.escalation()
        if escalation and escalation.state == escalation.State.RAISED:
            escalation.accept(by=escalation.holder, at=at)

    def decides(self: Telling, line: Line, at: datetime) -> None:
        escalation = self.work.escalation()
        if escalation and escalation.state == escalation.State.HELD:
            authority = cast(str, line.how["authority"])
            escalation.decide(words=line.words, authority=authority, by=escalation.holder, at=at)

    def met(self: Telling, line: Line, at: datetime) -> None:
        """The owner has what was needed."""
        escalation = self.work.escalation()
        if escalation and escalation.state == escalation.State.DECIDED:
            escalation.confirm(by=self.work.owner, at=at)

    def offer(self: Telling, line: Line, at: datetime) -> None:
        """Offered, read back and taken on, unless it still waits for who shall have it."""
        receiver = self.northbell.people[line.to]
        told = {name: cast(str, line.how.get(key, "")) for name, key in (("why", "why"), ("next_step", "next"))}
        handoff = self.work.hand_off(to=receiver, note=line.words, **told, by=self.work.owner, at=at)
        if not line.waits:
            handoff.accept(read_back=cast(str, line.how.get("back", READ_BACK)), by=receiver, at=at + A_MOMENT)

    def take(self: Telling, line: Line, at: datetime) -> None:
        self.work.take_over(reason=line.words, by=self.by(line), at=at)

    def merge(self: Telling, line: Line, at: datetime) -> None:
        """It is the same need as another, which is known by the first words of its threads."""
        threads = Thread.objects.filter(journey__account=self.work.account, subject=cast(str, line.how["into"]))
        survivor = Case.objects.open().get(journey__in=threads.values("journey"))
        self.work.merge_into(survivor, reason=line.words, by=self.by(line), at=at)
