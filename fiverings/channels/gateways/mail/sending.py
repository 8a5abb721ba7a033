"""One attempt to hand a mail to an SMTP server, and what the server said about it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTPUTF8

from .dkim_signing import Signing

PATIENCE = 60


@dataclass(frozen=True)
class Relay:
    """The server that carries our mail on."""

    host: str
    port: int
    security: str = ""
    username: str = ""
    password: str = ""

    def hand_over(
        self, mail: EmailMessage, *, sender: str, recipients: Sequence[str], signing: Signing | None = None
    ) -> Answer:
        """Try once, signed where there is a key; never raises for what the server or the network does.

        Only what is said about a recipient or about the mail itself can be final. A server that does not let us in at
        all is our own trouble: the mail waits until somebody has mended it.
        """
        answer = Answer(self.host)
        try:
            with self._connect() as session:
                self._send(session, mail, sender, list(recipients), answer, signing)
        except smtplib.SMTPDataError as refusal:
            answer.refuse_all(recipients, refusal.smtp_code, refusal.smtp_error)
        except (OSError, smtplib.SMTPException) as failure:
            answer.refuse_all(recipients, 0, str(failure) or type(failure).__name__)
        return answer

    def _connect(self) -> smtplib.SMTP:
        if self.security == "tls":
            session: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=PATIENCE, context=ssl.create_default_context()
            )
        else:
            session = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
        if self.security == "starttls":
            session.starttls(context=ssl.create_default_context())
        if self.username:
            session.login(self.username, self.password)
        return session

    def _send(
        self,
        session: smtplib.SMTP,
        mail: EmailMessage,
        sender: str,
        recipients: list[str],
        answer: Answer,
        signing: Signing | None,
    ) -> None:
        session.ehlo_or_helo_if_needed()
        options = ["SMTPUTF8"] if not all(each.isascii() for each in [sender, *recipients]) else []
        code, words = session.mail(sender, options)
        if code != 250:
            raise smtplib.SMTPSenderRefused(code, words, sender)
        for each in recipients:
            code, words = session.rcpt(each)
            if code not in (250, 251):
                answer.refuse(each, code, words)
        accepted = [each for each in recipients if each not in answer.refused]
        if accepted:
            raw = mail.as_bytes(policy=SMTPUTF8 if options else mail.policy)
            code, words = session.data(signing.sign(raw) if signing else raw)
            if code != 250:
                raise smtplib.SMTPDataError(code, words)
            answer.take(accepted, code, words)


@dataclass
class Answer:
    """What the server said: whom it took the mail for, and whom it refused with which words."""

    server: str
    accepted: list[str] = field(default_factory=list)
    refused: dict[str, tuple[int, str]] = field(default_factory=dict)
    words: str = ""

    def take(self, recipients: list[str], code: int, words: bytes | str) -> None:
        self.accepted, self.words = recipients, _told(code, words)

    def refuse(self, recipient: str, code: int, words: bytes | str) -> None:
        self.refused[recipient] = (code, _told(code, words))
        self.words = self.words or self.refused[recipient][1]

    def refuse_all(self, recipients: Sequence[str], code: int, words: bytes | str) -> None:
        for each in recipients:
            if each not in self.accepted and each not in self.refused:
                self.refuse(each, code, words)

    def told(self) -> str:
        """All of it in a few lines, for people."""
        refusals = [f"{who}: {words}" for who, (_, words) in self.refused.items()]
        return "\n".join([self.words, *refusals] if self.accepted else refusals)

    @property
    def to_try_again(self) -> list[str]:
        """Whom the server, or the silence in its place, refused for now only."""
        return [each for each, (code, _) in self.refused.items() if code < 500]

    @property
    def refused_for_good(self) -> dict[str, str]:
        return {each: words for each, (code, words) in self.refused.items() if code >= 500}


def _told(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}".strip()[:500] if code else text[:500]
