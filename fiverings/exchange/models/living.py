"""Living: a case is lived once through the verbs, as history, so that the tables hold what they would hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from fiverings.cases.models import Case, Closure
from fiverings.conversations.models import Message
from fiverings.core.causes import causing
from fiverings.core.events import KINDS
from fiverings.core.following import reactions_to
from fiverings.core.journal import history
from fiverings.core.models import Entry
from fiverings.core.payload import revive
from fiverings.customers.models import Account, Contact
from fiverings.diagnosis.models import Cause, Guide
from fiverings.people.models import Person, Team
from fiverings.promises.models import Kind as Promised

OF_THE_WORK = ("cases.", "promises.", "diagnosis.")
"""Whose reactions are part of a life; what others do upon it, such as ringing a bell, is not told afterwards."""
A_WHILE = timedelta(minutes=15)
A_FORTNIGHT = timedelta(days=15)
EXPECTED_WITHIN = timedelta(days=40)
NAME, WHO, ADDRESS, NUMBER = "Qaccountq", "Qcontactq", "qaddressq@qdomainq.example", "+14165550188"
SUBJECT, SOLUTION = "Qsubjectq", "Qsolutionq"
SEVERITY = 3
ANSWERS = {"nobody_gets_through": "no", "way_around": "yes"}


def said(turn: int) -> str:
    """What stands for the words of a turn."""
    return f"Qsaid{turn}q"


@dataclass
class Life:
    """One case of somebody who stands for every customer."""

    contact: Contact
    owner: Person
    team: Team
    at: datetime
    turns: int
    case: Case = field(init=False)
    last: Message | None = None
    turn: int = 0

    @classmethod
    def stand_in(cls, owner: Person, *, at: datetime, **known: Any) -> Contact:
        """Somebody at an account, both with names that stand for others."""
        account = Account.open(name=NAME, advocate=owner, by=owner, at=at, **known)
        return Contact.introduce(account=account, name=WHO, address=ADDRESS, number=NUMBER, by=owner, at=at)

    def live(self, *, until: str) -> None:
        """From the first word to a state in which it stays."""
        self.hear()
        if until == Case.State.INTAKE:
            return
        if until == Closure.Ground.NOBODY_ASKED:
            self._act(lambda at: self.case.dismiss(reason="Somebody who sells.", by=self.owner, at=at))
            self._act(self.close, after=A_FORTNIGHT)
            return
        for act in (self.ask, self.find_out, self.promise, self.pass_the_gate):
            self._act(act)
        while self.turn < self.turns:
            self.answer() if self.turn % 2 else self.hear()
        if until == Case.State.CLOSED:
            self.solve()
            self._act(self.close, after=A_FORTNIGHT)

    def hear(self) -> None:
        """The customer writes."""
        self._act(self._receive)
        if self.turn == 1:
            self.case = Case.objects.on(cast(Message, self.last).thread.journey).get()

    def answer(self) -> None:
        """We write, and their server takes it."""
        self._act(lambda at: self.case.reply(said(self._next()), by=self.owner, at=at))
        answer = self.last_of_the_case()
        self._act(lambda at: answer.mark_sent(at=at, by_server="mail.customer.example"))

    def ask(self, at: datetime) -> None:
        """What the gate wants to know."""
        told: dict[str, Any] = {
            "call_back": NUMBER,
            "since": "this morning",
            "tried": "a restart",
            "effect": "the reception",
        }
        self.case.note_intake(**told, kind=Case.Kind.INCIDENT, by=self.owner, at=at)

    def find_out(self, at: datetime) -> None:
        """How severe it is, by four answers."""
        session = self.case.diagnose(version=Guide.named("plain"), by=self.owner, at=at)
        for question, answer in ANSWERS.items():
            session.answer(question, answer, by=self.owner, at=at)
        self.case.set_severity(level=SEVERITY, session=session, by=self.owner, at=at)

    def promise(self, at: datetime) -> None:
        """What they expect, what they are promised, and that it costs nothing."""
        by: dict[str, Any] = {"by": self.owner, "at": at}
        self.case.hear_expectation(words="This month is soon enough.", by_at=at + EXPECTED_WITHIN, **by)
        due_at = (at + EXPECTED_WITHIN).replace(minute=0, second=0, microsecond=0)
        cost = {"billable": "no", "basis": "covered"}
        self.case.say(promise={"kind": Promised.FIX, "due_at": due_at}, cost=cost, **by)

    def pass_the_gate(self, at: datetime) -> None:
        """We are on it."""
        self.case.complete_intake(by=self.owner, at=at)

    def solve(self) -> None:
        """A solution is proposed, and they say that it works."""
        found: dict[str, Any] = {"solution": SOLUTION, "cause": Cause.objects.first(), "severity_confirmed": SEVERITY}
        self._act(lambda at: self.case.propose_resolution(**found, by=self.owner, at=at))
        self._act(lambda at: self.case.confirm(contact=self.contact, by=self.contact, at=at))

    def close(self, at: datetime) -> None:
        """Whatever is still owed is done, and the case is closed for good."""
        for owed in self.case.outstanding():
            self.case.keep(owed.promise, by=self.owner, at=at)
        if not self.case.close(at=at):
            raise RuntimeError(f"{self.case} cannot be closed")

    def last_of_the_case(self) -> Message:
        return cast(Message, Message.objects.filter(thread__journey=self.case.journey).latest("id"))

    def _next(self) -> int:
        self.turn += 1
        return self.turn - 1

    def _receive(self, at: datetime) -> None:
        letter = SimpleNamespace(name=WHO, address=ADDRESS)
        before, words = self.last, said(self._next())
        mail: Any = SimpleNamespace(
            from_=[letter], to=[SimpleNamespace(name="", address=self.team.address)], cc=[], attachments=[],
            subject=SUBJECT, text=words, new_text=words, html_safe="", message_id=f"q{self.turn}q@qmailq.example",
            in_reply_to=before.message_id if before else "", references=[before.message_id] if before else [],
            auto=SimpleNamespace(is_auto=False, why=""),
        )  # fmt: skip
        thread = before.thread if before else None
        self.last = Message.receive(mail, contact=self.contact, thread=thread, mailbox_team=self.team, at=at)

    def _act(self, act: Callable[[datetime], object], *, after: timedelta = A_WHILE) -> None:
        """Let some time pass, act, and let what belongs to it follow."""
        self.at += after
        before = Entry.objects.latest("id").id
        with history(Entry.Mark.SEEDED):
            act(self.at)
            while lines := list(Entry.objects.filter(id__gt=before).order_by("id")):
                before = lines[-1].id
                for line in lines:
                    _follow(line)


def _follow(line: Entry) -> None:
    for reaction in reactions_to(KINDS[line.kind], is_history=False):
        if reaction.name.startswith(OF_THE_WORK):
            with causing(line):
                reaction.run(revive(line))
