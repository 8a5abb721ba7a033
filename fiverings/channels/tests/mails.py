"""Mails as customers and their servers write them."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Any

from fiverings.channels.models import Arrival, Mailbox
from tests.world import NOW

PRIYA = "Priya Raman <priya@mapledental.example>"
SUPPORT = "support@northbell.example"
WORDS = "Nobody can call us since nine. Both lines ring busy."


def written(
    words: str = WORDS, *, from_: str = PRIYA, to: str = SUPPORT, subject: str = "No calls", **more: str
) -> EmailMessage:
    """A mail with the fields that every mail has; `in_reply_to=…` becomes the field In-Reply-To."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = from_, to, subject
    mail["Date"] = format_datetime(NOW)
    mail["Message-ID"] = more.pop("message_id", make_msgid(domain="mapledental.example"))
    for name, value in more.items():
        mail[name.replace("_", "-").title()] = value
    mail.set_content(words)
    return mail


def arrived(mailbox: Mailbox, mail: EmailMessage | bytes, **more: Any) -> Arrival:
    """The mail, kept and filed."""
    raw = mail if isinstance(mail, bytes) else mail.as_bytes()
    arrival, _ = Arrival.accept(raw, mailbox=mailbox, via="smtp", **more)
    arrival.file()
    arrival.refresh_from_db()
    return arrival


def bounced(message_id: str, *, action: str = "failed", recipient: str = "priya@mapledental.example") -> bytes:
    """What a mail server writes about a mail of ours (RFC 3464)."""
    return f"""\
From: Mail Delivery System <MAILER-DAEMON@mx.mapledental.example>
To: {SUPPORT}
Subject: Undelivered Mail Returned to Sender
Date: {format_datetime(NOW)}
Message-ID: <{action}-{message_id.split("@")[0]}@mx.mapledental.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="edge"

--edge
Content-Type: text/plain

I am sorry.

--edge
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.mapledental.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such person

--edge
Content-Type: message/rfc822

From: Ana Costa <{SUPPORT}>
To: {recipient}
Message-ID: <{message_id}>
Subject: Re: No calls

Hello
--edge--
""".encode()
