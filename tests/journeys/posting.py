"""Posting: mail servers hand over mails of all sorts while the house is killed, each until it has heard 250."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from contextlib import suppress
from email.message import EmailMessage

from tests.journeys.besieging import Siege, stay_until_done
from tests.journeys.installing import Installation
from tests.journeys.killing import Killer, gone
from tests.journeys.reckoning import Aftermath, arrivals
from tests.journeys.writers import Correspondent

SENDERS = 25
HANGS_UP = 0.1
"""How often a sender does not wait for our answer, and has to hand the mail over once more."""
A_FILE = bytes(range(256)) * 200
SORTS = ("plain", "html", "file", "old charset", "to two")


class Sender(Correspondent):
    """A mail server with mails of all sorts, which loses some of our answers."""

    def write(self, number: int) -> None:
        mail = self._mail(number)
        if self.random.random() < HANGS_UP:
            self._hang_up(mail)
        self.installation.deliver(mail)
        self.acknowledged.append(mail["Message-ID"].strip("<>"))

    def _mail(self, number: int) -> EmailMessage:
        mail = super()._mail(number)
        sort = self.random.choice(SORTS)
        if sort == "html":
            mail.add_alternative(f"<p>Nobody can <b>call us</b>: day {number}.</p>", subtype="html")
        if sort == "file":
            mail.add_attachment(A_FILE, maintype="application", subtype="pdf", filename=f"day-{number}.pdf")
        if sort == "old charset":
            mail.set_content(f"Niemand kann uns hören, größer wird es täglich: Tag {number}.", charset="iso-8859-1")
        if sort == "to two":
            mail["Cc"] = "support+again@northbell.example"
        return mail

    def _hang_up(self, mail: EmailMessage) -> None:
        """Hand it over and be gone before anybody answers."""
        with suppress(OSError, smtplib.SMTPException):
            server = smtplib.SMTP("127.0.0.1", self.installation.mail_port, timeout=10)
            server.ehlo("customer.example")
            server.mail(self.address)
            server.rcpt("support@northbell.example")
            if server.docmd("DATA")[0] == 354:
                server.send(mail.as_bytes(policy=mail.policy.clone(linesep="\r\n")) + b".\r\n")
            server.close()


def post(
    installation: Installation, *, seed: str, mails: int, kills: Sequence[str], pauses: tuple[float, float]
) -> Siege:
    """So many mails, spread over these kills; AssertionError when somebody stays away or is not heard."""
    print(f"The seed is “{seed}”.")
    before, share = arrivals(installation), -(-mails // SENDERS)
    senders = [Sender(installation, f"sender{n}@customer{n}.example", seed=seed) for n in range(SENDERS)]
    lasts = sum(pauses) / 2 * len(kills)
    for sender in senders:
        sender.at_most = sender.at_least = share
        sender.pauses = (0.0, 2 * lasts / share)
        sender.start()
    killer = Killer(installation, seed=seed)
    killer.kill_all(kills, pauses=pauses)
    assert not gone(killer.kills), gone(killer.kills)
    stay_until_done(installation, senders)
    assert not any(sender.trouble for sender in senders), [sender.trouble for sender in senders]
    return Siege(killer.kills, Aftermath(installation, senders, arrived_before=before))
