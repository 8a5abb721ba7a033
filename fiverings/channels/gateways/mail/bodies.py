"""Which parts of a mail are its words, and which are files beside them."""

import re
from dataclasses import dataclass, field, replace

from . import charsets, outlook, reading, transfers
from .attachments import Attached, attached, clean, unique
from .parts import Part, take_apart
from .sealed import Inner, Unsealing, protected_subject
from .wording import BODIES, declared_inside, has_alternatives, named, words_kind

LONGEST_TEXT = 2_000_000
OF_THE_ENVELOPE = {
    "multipart/signed": ("application/pgp-signature",),
    "multipart/encrypted": ("application/pgp-encrypted",),
    "multipart/report": (
        "message/delivery-status",
        "message/disposition-notification",
        "message/rfc822",
        "message/global",
        "text/rfc822-headers",
        "message/feedback-report",
    ),
}


@dataclass
class Body:
    """The words and the files of a mail."""

    unsealing: Unsealing
    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    files: list[Attached] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    invitations: list[Attached] = field(default_factory=list)
    subject: str = ""

    @property
    def defects(self) -> list[str]:
        return self.unsealing.defects

    @classmethod
    def read(cls, root: Part, unsealing: Unsealing, *, is_whole: bool = True) -> "Body":
        """Everything in the tree of parts."""
        body = cls(unsealing)
        body.visit(root, None, is_whole=is_whole)
        body.take_out_enclosed()
        body.open_envelopes()
        body.settle_inline()
        if not any(each.name.endswith(".ics") for each in body.files):
            body.files += body.invitations
        return body

    def visit(self, part: Part, parent: Part | None, *, chosen: bool = False, is_whole: bool = False) -> None:
        """Take a part as words, a file, or the parts inside it.

        `chosen` if it is one of several ways to say it; `is_whole` if nothing of the mail lies beside it.
        """
        inner = (self.unsealing.opened if part.children else self.unsealing.within)(part, is_whole=is_whole)
        if inner is not None:
            self.take_opened(inner, parent, chosen=chosen, is_whole=is_whole)
        elif part.children:
            self.unsealing.check(part, is_whole=is_whole)
            chosen = chosen or part.kind == "multipart/alternative"
            for at, child in enumerate(part.children):
                signed = is_whole and part.kind == "multipart/signed" and at == 0
                self.subject = (protected_subject(child, was_secret=False) if signed else "") or self.subject
                self.visit(child, part, chosen=chosen, is_whole=signed)
        elif words_kind(part, parent) in BODIES and not self.is_file(part, parent):
            part.kind = words_kind(part, parent)
            self.take_words(part, is_whole=is_whole)
            if part.kind == "text/html" and not chosen:
                self.alone.append(self.htmls[-1])
        elif not self.belongs_to_envelope(part, parent):
            self.take_file(part, chosen=chosen)

    def take_file(self, part: Part, *, chosen: bool) -> None:
        """A part that is a file; an invitation that only repeats the words waits until no other is found."""
        file = attached(part, {each.name for each in self.files}, self.defects)
        repeated = chosen and part.kind == "text/calendar" and not named(part)
        (self.invitations if repeated else self.files).append(file)

    def take_opened(self, inner: Inner, parent: Part | None, *, chosen: bool, is_whole: bool) -> None:
        """What lay within a seal, in its place; what was secret never stands in HTML with what lay beside it."""
        root = take_apart(inner.content, self.defects)
        if is_whole or not inner.was_secret:
            self.subject = (protected_subject(root, was_secret=inner.was_secret) if is_whole else "") or self.subject
            self.visit(root, parent, chosen=chosen, is_whole=is_whole)
            return
        secret = Body.read(root, self.unsealing, is_whole=False)
        self.texts.append(secret.text() or reading.unmarked(reading.marked_text(secret.html())))
        for each in secret.files:
            self.files.append(replace(each, name=unique(each.name, {file.name for file in self.files})))

    def is_file(self, part: Part, parent: Part | None) -> bool:
        """Whether its sender meant a text part as a file."""
        disposition, about = part.disposition()
        if disposition == "attachment" or about.get("filename", "").strip():
            return True
        if parent is None:
            return False
        named = bool(part.about.get("name", "").strip())
        first = not (self.htmls if part.kind == "text/html" else self.texts)
        return (named and not first) or (part.kind == "text/html" and not first and has_alternatives(parent, part))

    def belongs_to_envelope(self, part: Part, parent: Part | None) -> bool:
        """Whether a nameless part is a signature or a delivery report."""
        if parent is None or named(part):
            return False
        return part.kind in OF_THE_ENVELOPE.get(parent.kind, ())

    def take_words(self, part: Part, *, is_whole: bool = False) -> None:
        """Read a text part in its charset."""
        raw = part.content(self.defects)[: 4 * LONGEST_TEXT]
        if part.kind != "text/html":
            raw = self.take_out_packed(self.unsealing.inline(raw, is_whole=is_whole))
        declared = part.about.get("charset") or (declared_inside(raw) if part.kind == "text/html" else None)
        text = charsets.decode(raw, declared, part.hints, defects=self.defects)
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        if part.kind == "text/html":
            self.htmls.append(text)
        else:
            self.texts.append(
                transfers.unflowed(text, part.about) if part.about.get("format", "").lower() == "flowed" else text
            )

    def take_out_packed(self, raw: bytes) -> bytes:
        """Files that were written into the bytes of the words become files."""
        if b"=ybegin " not in raw:
            return raw
        raw, found = transfers.from_yenc(raw)
        self.take_enclosed(found)
        return raw

    def take_enclosed(self, found: list[tuple[str, bytes]]) -> None:
        """Files without a part of their own."""
        for name, content in found:
            free = unique(clean(name), {each.name for each in self.files})
            self.files.append(Attached.of(free, "application/octet-stream", content))

    def take_out_enclosed(self) -> None:
        """Files that were written into the text become files."""
        for place, text in enumerate(self.texts):
            self.texts[place], found = transfers.enclosed(text)
            self.take_enclosed(found)

    def open_envelopes(self) -> None:
        """What lies in an envelope of Outlook's takes its place; its words count where the mail has none."""
        for envelope in [each for each in self.files if outlook.is_envelope(each)]:
            others = [each for each in self.files if each is not envelope]
            found = outlook.opened(envelope, [each.name for each in others], self.defects)
            if found is None:
                continue
            self.files = [*others, *found.files]
            if not any(each.strip() for each in [*self.texts, *self.htmls]):
                self.htmls += [found.html] if found.html else []
                self.texts += [found.text] if found.text else []

    def settle_inline(self) -> None:
        """A file is inline exactly when it may be shown inside the words."""
        shown = {found.strip().lower() for html in self.htmls for found in re.findall(r"cid:([^\"'\s>)]+)", html, re.I)}
        self.files = [
            replace(each, inline=each.inline or (bool(each.content_id) and each.content_id.lower() in shown))
            for each in self.files
        ]

    def text(self) -> str:
        """The plain words, and those of HTML that stands beside them; nothing when all of them are HTML."""
        texts = [text for text in self.texts if text.strip()]
        if texts:
            texts = [reading.unmarked(reading.marked_text(html)) for html in self.alone] + texts
        plain = "\n".join(text.strip("\n") for text in texts)
        return self.bounded(plain)

    def html(self) -> str:
        """The HTML as it came."""
        return self.bounded("\n".join(self.htmls))

    def bounded(self, text: str) -> str:
        """Words, up to a length that somebody could read."""
        if len(text) <= LONGEST_TEXT:
            return text
        self.defects.append(f"The text is longer than {LONGEST_TEXT} characters; the rest is only in the raw mail.")
        return text[:LONGEST_TEXT]
