"""Carrying: a delivery hands its message to a mail server, again and again until it is taken or refused for good."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db import models

from fiverings.core import clock
from fiverings.core.jobs import later
from fiverings.core.together import together
from fiverings.core.vault import WrongKey

from ..gateways.mail.composing import NotAnAddress, can_be_written_to
from ..gateways.mail.returning import means_nobody
from ..gateways.mail.sending import Answer
from .letter import Letter
from .suppression import Suppression

if TYPE_CHECKING:
    from .delivery import Attempt, Delivery

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)
GIVES_UP_AFTER = timedelta(days=2)
AUTOMATIC_AT_MOST = 5
TOLD_BY_US = ("", "promise", "handoff")
"""Messages that tell what one of us did: what they wrote, what they promised, and whom they handed a case to."""
IN_AN_HOUR = timedelta(hours=1)


class Carrying(models.Model):
    """The ability of a delivery to be carried.

    Nothing can make a network exactly-once: a try that was cut short may have succeeded. Each try therefore carries
    the same Message-ID and Date, by which the reader's server knows the second copy.
    """

    class Meta:
        abstract = True

    def carry(self) -> None:
        """Try once, write down what the server said, and arrange the next try if one is needed."""
        attempt = self._begin()
        if attempt is not None:
            self._end(attempt, self._hand_over())

    @together
    def _begin(self) -> Attempt | None:
        """The attempt, on record before anything is sent; None when there is nothing to carry any more."""
        delivery = self._locked()
        if delivery.state != "waiting":
            return None
        if delivery._writes_too_often():
            delivery._settle("withheld")
            return None
        if delivery.message.auto and not delivery._leave_out_where_nobody_lives():
            delivery._settle("failed")
            return None
        number = delivery.attempts.count() + 1
        return delivery.attempts.create(number=number, began_at=clock.now())

    def _hand_over(self) -> Answer:
        delivery = cast("Delivery", self)
        try:
            letter = Letter(delivery.message, delivery.mailbox)
            relay = delivery.mailbox.relay()
            reached = [each for each in delivery.recipients if can_be_written_to(each)]
            mail, signing = letter.compose(), delivery.mailbox.signing()
            answer = relay.hand_over(mail, sender=letter.return_path, recipients=reached, signing=signing)
            answer.refuse_all(delivery.recipients, 553, "This is not a mail address.")
            return answer
        except WrongKey as trouble:
            answer, code = Answer(delivery.mailbox.smtp_host), 0
            words = str(trouble)
        except NotAnAddress as refusal:
            answer, code = Answer("Five Rings"), 553
            words = f"This is not a mail address: {refusal}"
        answer.refuse_all(delivery.recipients, code, words)
        return answer

    @together
    def _end(self, attempt: Attempt, answer: Answer) -> None:
        """What the server said: for those who have it, those who never will, and those who have to wait."""
        delivery, now = self._locked(), clock.now()
        attempt.ended_at, attempt.server, attempt.answer = now, answer.server, answer.told()
        attempt.save()
        delivery.recipients = answer.to_try_again
        if answer.accepted:
            delivery.message.mark_sent(at=now, by_server=answer.words)
        if answer.refused_for_good:
            delivery._come_back(answer.refused_for_good, now)
        if not delivery.recipients:
            delivery._settle("sent" if delivery.message.sent_at else "failed")
        elif now - delivery.begun_at >= GIVES_UP_AFTER:
            delivery.message.mark_bounced(f"No server took it within two days: {answer.words}")
            delivery._settle("failed")
        else:
            delivery.due_at = now + min(FIRST_WAIT * 2 ** (attempt.number - 1), LONGEST_WAIT)
            delivery.save()
            later(delivery.carry, at=delivery.due_at)

    def _come_back(self, refused: dict[str, str], at: datetime) -> None:
        """Those who will never have it; where nobody lives, the house writes no more by itself."""
        message = cast("Delivery", self).message
        message.mark_bounced("; ".join(f"{who}: {why}" for who, why in refused.items()))
        for who, why in refused.items():
            if means_nobody(why):
                Suppression.begin(who, reason=why, message=message, at=at)

    def _leave_out_where_nobody_lives(self) -> list[str]:
        """Whom a letter that nobody wrote still goes to."""
        delivery = cast("Delivery", self)
        dead = {each.address: each for each in Suppression.objects.standing().of(delivery.recipients)}
        if dead:
            told = [f"{each}: not sent, for mail to it came back before ({each.reason})" for each in dead.values()]
            delivery.message.mark_bounced("; ".join(told))
            delivery.recipients = [each for each in delivery.recipients if each.strip().lower() not in dead]
        return list(delivery.recipients)

    def _settle(self, state: str) -> None:
        delivery = cast("Delivery", self)
        delivery.state, delivery.settled_at = state, clock.now()
        delivery.save()

    def _writes_too_often(self) -> bool:
        """The last of the three guards against loops: what nobody wrote does not go out without end.

        It is counted by the reader and by the conversation, for some machines answer from another address each time.
        """
        message = cast("Delivery", self).message
        if message.auto in TOLD_BY_US:
            return False
        sent = self._rows().automatic(since=clock.now() - IN_AN_HOUR)
        alike = (sent.to_address(message.to[0]), sent.about(message.thread.journey_id))
        return any(len(each[:AUTOMATIC_AT_MOST]) >= AUTOMATIC_AT_MOST for each in alike)

    def _locked(self) -> Delivery:
        rows = self._rows().select_related("mailbox", "message__thread__journey", "message__author")
        return cast("Delivery", rows.select_for_update(of=("self",)).get(pk=self.pk))

    def _rows(self) -> Any:
        return type(self)._default_manager
