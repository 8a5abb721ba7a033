"""Letter: a message as it is put into words of mail; whenever it is composed, it is the same letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import EmailMessage

from fiverings.conversations.models import Attachment, Message
from fiverings.core.formatting import formatted, plain
from fiverings.core.vault import key_for

from ..gateways.mail.addresses import Address
from ..gateways.mail.attachments import Attached
from ..gateways.mail.composing import OutgoingMail, can_be_written_to, lines_of, page_of, paragraphs_of
from ..gateways.mail.tokens import CaseToken
from .mailbox import Mailbox
from .seeking import SIGNED

NUMBER = re.compile(r"([A-Z]{1,8})-(\d{1,12})")


@dataclass(frozen=True)
class Letter:
    """What we write, from whom, and how an answer finds its way back."""

    message: Message
    mailbox: Mailbox

    def compose(self) -> EmailMessage:
        """The mail as it travels; NotAnAddress when a recipient is none."""
        return OutgoingMail(
            from_=Address(self.sender(), self.mailbox.address),
            to=[Address("", each) for each in self.message.to],
            cc=[Address("", each) for each in self.message.cc if can_be_written_to(each)],
            reply_to=self.way_back(),
            subject=self.subject(),
            text=self.words(),
            html=self.page(),
            domain=self.mailbox.domain,
            date=self.message.at,
            message_id=self.message.message_id,
            in_reply_to=self.message.in_reply_to,
            references=self.message.references,
            automatic=bool(self.message.auto),
            attachments=[self.enclosed(each) for each in self.message.attachments.select_related("blob")],
        ).compose()

    @property
    def return_path(self) -> str:
        """Where bounces go; an automatic answer names nobody (RFC 3834), so that nothing can answer it."""
        answers_by_itself = self.message.auto and self.message.in_reply_to
        return "" if answers_by_itself else str(self.mailbox.address)

    def words(self) -> str:
        """What was written, with the signature below it once; plain, whatever marks one of us typed in it."""
        words, signed = self.message.text, self.message.sign_off
        words, signed = (plain(words), plain(signed)) if self.message.may_be_formatted else (words, signed)
        return f"{words}\n\n-- \n{signed}" if signed else words

    def page(self) -> str:
        """The same with its marks as HTML; empty where there are none, for then the plain words say it all."""
        if not self.message.may_be_formatted:
            return ""
        words, signed = formatted(lines_of(self.message.text)), formatted(lines_of(self.message.sign_off))
        if not words and not signed:
            return ""
        below = f'<div class="signature">-- <br>\n{signed}</div>' if signed else ""
        if not signed and self.message.sign_off:
            below = paragraphs_of(f"-- \n{lines_of(self.message.sign_off)}")
        return page_of("\n".join(filter(None, (words or paragraphs_of(lines_of(self.message.text)), below))))

    def sender(self) -> str:
        """Who writes: the person first, then the house."""
        names = [self.message.author.name if self.message.author else "", self.mailbox.team.brand_name]
        return ", ".join(each for each in names if each) or str(self.mailbox.team)

    def subject(self) -> str:
        """The subject of the conversation with the number of its case, in which an answer brings it back."""
        subject = self.message.subject
        if token := self.token():
            subject = token.in_subject(self._without_the_number_before(subject))
        is_answer = self.message.in_reply_to and not re.match(r"\s*re\s*:", subject, re.I)
        return f"Re: {subject}" if is_answer else subject

    def way_back(self) -> Address | None:
        """An address signed with the number, where the mailbox's server delivers such addresses."""
        token = self.token()
        if token is None or not self.mailbox.takes_marks:
            return None
        return Address(self.sender(), token.in_address(self.mailbox.address, secret=key_for(SIGNED)))

    def token(self) -> CaseToken | None:
        """The number of the case in which we work on it now; that of the conversation where it has none."""
        thread = self.message.thread
        found = NUMBER.fullmatch(thread.journey.token or thread.token)
        return CaseToken(int(found[2]), found[1]) if found else None

    def _without_the_number_before(self, subject: str) -> str:
        """Where the conversation went to another case, the number that it had is named no more."""
        thread = self.message.thread
        if not thread.token or thread.token == thread.journey.token:
            return subject
        return " ".join(subject.replace(f"[{thread.token}]", "").split())

    def enclosed(self, attachment: Attachment) -> Attached:
        """A file that goes with it."""
        return Attached.of(
            attachment.name,
            attachment.content_type,
            attachment.blob.read(),
            inline=attachment.is_inline,
            content_id=attachment.content_id,
        )
