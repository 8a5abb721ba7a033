"""Mail that we write: correct, safe for every loop, and impossible to smuggle a header into."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from uuid import uuid4

from fiverings.core.formatting import linked

from .addresses import Address
from .attachments import Attached

MOST_REFERENCES = 40
ID = re.compile(r"[!-;=?-~]{1,900}")
ADDRESS = re.compile(r"[^\s<>()\[\]\\,;:\"@\x00-\x1f\x7f]{1,64}@[^\s<>()\[\]\\,;:\"@\x00-\x1f\x7f]{1,253}")


class NotAnAddress(ValueError):
    """What was given is no address that a mail could go to."""


class Travelling(EmailPolicy):
    """Headers as the library folds them, but for long message ids: encoded ones would match nothing."""

    def fold(self, name: str, value: str) -> str:
        """One field with its line ends."""
        if name.lower() not in ("message-id", "in-reply-to", "references"):
            return str(super().fold(name, value))
        return f"{name}: {str(value).replace(' ', self.linesep + ' ')}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same as bytes."""
        return self.fold(name, value).encode("ascii", "surrogateescape")


@dataclass(frozen=True)
class OutgoingMail:
    """A mail to be sent, before it is written down."""

    from_: Address
    to: Sequence[Address]
    subject: str
    text: str
    domain: str
    date: datetime
    cc: Sequence[Address] = ()
    reply_to: Address | None = None
    in_reply_to: str = ""
    references: Sequence[str] = ()
    automatic: bool = False
    message_id: str = ""
    html: str = ""
    attachments: Sequence[Attached] = field(default_factory=tuple)

    def compose(self) -> EmailMessage:
        """The mail as it will travel."""
        mail = EmailMessage(policy=Travelling(linesep="\r\n"))
        for name, value in self.fields():
            mail[name] = value
        mail.set_content(lines_of(self.text), cte="quoted-printable" if needs_packing(self.text) else None)
        mail.add_alternative(self.html or html_of(self.text), subtype="html", cte="quoted-printable")
        for each in self.attachments:
            self.attach(mail, each)
        return mail

    def fields(self) -> list[tuple[str, object]]:
        """Every field of the header, in the order people expect."""
        found: list[tuple[str, object]] = [("From", mailbox(self.from_)), ("To", mailboxes(self.to))]
        found += [("Cc", mailboxes(self.cc))] if self.cc else []
        found += [("Reply-To", mailbox(self.reply_to))] if self.reply_to else []
        found += [("Subject", one_line(self.subject)), ("Date", format_datetime(self.date))]
        found += [("Message-ID", bracketed(self.message_id or new_message_id(self.domain)))]
        found += [("In-Reply-To", bracketed(self.in_reply_to))] if is_id(self.in_reply_to) else []
        if chain := self.chain():
            found.append(("References", " ".join(map(bracketed, chain))))
        if self.automatic:
            found += [
                ("Auto-Submitted", "auto-replied" if self.in_reply_to else "auto-generated"),
                ("X-Auto-Response-Suppress", "All"),
            ]
        return found

    def chain(self) -> list[str]:
        """The ids of the thread, its root always among them."""
        known = list(dict.fromkeys(each for each in [*self.references, self.in_reply_to] if is_id(each)))
        return known if len(known) <= MOST_REFERENCES else [known[0], *known[1 - MOST_REFERENCES :]]

    def attach(self, mail: EmailMessage, each: Attached) -> None:
        """Add a file, beside the words or shown inside them."""
        main, _, sub = each.content_type.partition("/")
        plain = re.fullmatch(r"[a-z0-9.+-]+", main + sub, re.I) and main not in ("multipart", "message", "text")
        main, sub = (main, sub) if plain and sub else ("application", "octet-stream")
        name = one_line(each.name)
        if each.inline and is_id(each.content_id):
            related = mail.get_body(("html",))
            assert isinstance(related, EmailMessage)
            related.add_related(
                each.content, main, sub, cid=bracketed(each.content_id), filename=name, disposition="inline"
            )
        else:
            mail.add_attachment(each.content, main, sub, filename=name)


def new_message_id(domain: str) -> str:
    """An id that only our domain can have given."""
    return f"{uuid4().hex}@{re.sub(r'[^a-z0-9.-]', '', domain.lower()) or 'localhost'}"


def is_id(value: str) -> bool:
    """Whether this can be written between brackets."""
    return ID.fullmatch(value) is not None


def bracketed(value: str) -> str:
    """A message id as it stands in a header."""
    if not is_id(value):
        raise ValueError(f"Not a message id: {value[:60]!r}")
    return f"<{value}>"


def one_line(value: str) -> str:
    """The value without anything that could begin another header line."""
    return re.sub(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+", " ", value).strip()


def mailbox(address: Address) -> HeaderAddress:
    """Name and address, each kept in its place."""
    if not ADDRESS.fullmatch(address.address):
        raise NotAnAddress(address.address[:100])
    local, _, domain = address.address.rpartition("@")
    try:
        domain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise NotAnAddress(address.address[:100]) from None
    return HeaderAddress(display_name=one_line(address.name), username=local, domain=domain)


def can_be_written_to(address: str) -> bool:
    """Whether a mail can name this address."""
    try:
        mailbox(Address("", address))
    except NotAnAddress:
        return False
    return True


def mailboxes(people: Sequence[Address]) -> tuple[HeaderAddress, ...]:
    """Everybody, each once."""
    return tuple(mailbox(each) for each in dict.fromkeys(people))


def needs_packing(text: str) -> bool:
    """Whether a server on the way might change these lines."""
    return not text.isascii() or any(len(line) > 900 for line in text.splitlines())


def lines_of(text: str) -> str:
    """The text with plain line ends and no controls."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("\r", "\n")).rstrip("\n") + "\n"


def html_of(text: str) -> str:
    """The same words as HTML; nothing in them can become a tag."""
    return page_of(paragraphs_of(lines_of(text)))


def paragraphs_of(text: str) -> str:
    """Words without marks, as they stand."""
    return "\n".join(
        f'<p class="signature">{linked(each)}</p>' if each.startswith("-- \n") else f"<p>{linked(each)}</p>"
        for each in re.split(r"\n[ \t]*\n+", text.strip("\n"))
    )


def page_of(body: str) -> str:
    """What a mail program shows."""
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>\n'
